"""What stands in the running text of a Markdown article: links, images, emphasis, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.document.generator_marks import FILL
from qa.document.html_tokens import attributes, unescaped
from qa.document.markdown_places import defined, destination
from qa.document.model import Inline, LinkKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qa.document.builder import Builder


class Inlines:
    """The part of the reader that hands what is marked in running text to its builder; the blocks are its heirs' business."""

    def __init__(self, builder: Builder, parsed: str) -> None:
        """`parsed` is the source as the parser gets it, with the same places."""
        self.builder, self.parsed = builder, parsed
        # What the page defines for references, by folded name, and which place a byte of the parser's stands for.
        self.definitions: Mapping[str, Any] = {}
        self.offset: Callable[[int], int] = int
        self.links: list[tuple[dict[str, Any], int, int]] = []
        self.images: list[tuple[dict[str, Any], int, list[str]]] = []
        self.marks: list[tuple[str, int]] = []
        self.anchors: list[tuple[str, Span, int, int]] = []
        self.last_end = 0

    def _open_block(self, start: int) -> None:
        """Begin the block that text at this place belongs to."""
        raise NotImplementedError

    def _in_markup(self) -> bool:
        """Whether a link, an image or emphasis is open."""
        return bool(self.images or self.links or self.anchors or self.marks)

    def _tag(self, value: str, start: int, end: int) -> None:
        """A tag in running text: a link, an image or an anchor."""
        name = value[1:].split(None, 1)[0].lower()
        places = attributes(self.builder.source.text, start + len(name) + 1, end - 1)
        given = {key: unescaped(self.builder.source.text[place[0] : place[1]]) for key, place in places.items()}
        self.builder.anchors.update(given[key] for key in ("id", "name") if given.get(key))
        if name == "img":
            self.builder.image(given.get("src", ""), given.get("alt"), Span(start, end))
        elif name == "a" and "href" in given:
            if not self.builder.is_open:
                self._open_block(start)
            self.anchors.append((given["href"], Span(*places["href"]), start, self.builder.position))

    def _close_anchor(self, end: int) -> None:
        target, place, start, before = self.anchors.pop()
        if self.builder.is_open and before >= self.builder.block_start:
            self.builder.link(target, before, Span(start, end), place, "inline")

    def _open_strong(self, _value: None, _start: int, _end: int) -> None:
        self.marks.append(("strong", self.builder.position))

    def _open_emphasis(self, _value: None, _start: int, _end: int) -> None:
        self.marks.append(("emphasis", self.builder.position))

    def _close_strong(self, _start: int, _end: int) -> None:
        self.builder.inline(Inline("strong", self.marks.pop()[1], self.builder.position))

    def _close_emphasis(self, _start: int, _end: int) -> None:
        self.builder.inline(Inline("emphasis", self.marks.pop()[1], self.builder.position))

    def _open_image(self, value: dict[str, Any], start: int, _end: int) -> None:
        self.images.append((value, start, []))

    def _close_image(self, start: int, end: int) -> None:
        value, _, alt = self.images.pop()
        self.builder.image(value["dest_url"], "".join(alt), Span(start, end))

    def _open_link(self, value: dict[str, Any], start: int, _end: int) -> None:
        if not self.builder.is_open:
            self._open_block(start)
        self.last_end = start + 1
        self.links.append((value, start, self.builder.position))

    def _close_link(self, start: int, end: int) -> None:
        value, _, before = self.links.pop()
        target, kind = value["dest_url"], value["link_type"]
        if kind in ("Autolink", "Email"):
            inner = Span(start + 1, end - 1)
            target = f"mailto:{target}" if kind == "Email" and not target.startswith("mailto:") else target
            self.builder.link(target, before, Span(start, end), inner, "autolink", value["title"])
            return
        at = (
            destination(self.parsed, self.last_end, end)
            if kind == "Inline"
            else self._definition(value["id"], target, end)
        )
        if FILL in target:
            target = self.builder.source.text[at.start : at.end]
        shape: LinkKind = "inline" if kind == "Inline" else "reference"
        self.builder.link(target, before, Span(start, end), at, shape, value["title"])

    def _definition(self, label: str, target: str, end: int) -> Span:
        """Where a reference's address is written: behind the colon of its definition."""
        definition = self.definitions.get(" ".join(label.split()).casefold())
        if definition is None:
            return Span(end, end)
        extent = self.offset(definition["span"]["start"]), self.offset(definition["span"]["end"])
        at = defined(self.builder.source.text, target, extent)
        return at if at.end > at.start else Span(end, end)
