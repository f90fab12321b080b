"""Collects what a reader sees and turns it into a Document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from qa.document.bare_links import with_bare_links
from qa.document.composed import composed, has_marks, leading_marks, pieces
from qa.document.metadata import Metadata
from qa.document.model import (
    Block,
    BlockKind,
    Directive,
    Document,
    Image,
    Inline,
    Kind,
    Link,
    LinkKind,
    Problem,
    Role,
    Section,
    Span,
)
from qa.document.projection import Projection
from qa.record import replace

if TYPE_CHECKING:
    from qa.source import Source

_DIRECTIVE = re.compile(r"(?:<!--|\{/\*)\s*qa:(.*?)(?:-->|\*/\})", re.DOTALL)
_NOT_SLUG = re.compile(r"[^\w\- ]")


class Builder:
    """An append-only Document in the making: open a block, add its text, close it; order is source order.

    `position` is the projected offset that the next character will have, `is_open` tells whether a block is open; both are
    for reading only.
    """

    def __init__(self, source: Source, kind: Kind) -> None:
        self.source, self.kind = source, kind
        self.role: Role = "body"
        self.metadata = Metadata()
        self.problems: list[Problem] = []
        self.anchors: set[str] = set()
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._limits: list[int] = []
        self.position = 0
        self.is_open = False
        self._sections = [Section(0, -1, 0, "", -1, 0, 0, 0)]
        self._trail = [0]
        self._blocks: list[Block] = []
        self._open: dict[str, Any] | None = None
        self._links: list[Link] = []
        self._images: list[Image] = []
        self._inlines: list[Inline] = []
        self._directives: list[Directive] = []
        self._slugs: dict[str, int] = {}
        self._groups = -1

    @property
    def block_index(self) -> int:
        """The index of the open block, or of the next one."""
        return len(self._blocks)

    @property
    def block_start(self) -> int:
        """The projected offset where the open block's text began; the position where none is open."""
        return self.position if self._open is None else self._open["start"]

    @property
    def open_kind(self) -> str:
        """The kind of the open block; "" where none is open."""
        return "" if self._open is None else str(self._open["kind"])

    @property
    def ends_in_blank(self) -> bool:
        """Whether the open block's text so far ends in a blank, or there is none."""
        return self.position <= self.block_start or self._pieces[-1].endswith(" ")

    def first_heading(self) -> str:
        """The text of the first level-1 heading of the body, or "" where there is none."""
        for block in self._blocks:
            if block.kind == "heading" and block.level == 1 and block.body:
                return self._text(block.start, block.end)
        return ""

    def new_group(self) -> int:
        """A fresh number for a list or table."""
        self._groups += 1
        return self._groups

    def open(self, kind: BlockKind, at: int, **extra: Any) -> None:
        """Begin a block whose markup starts at source offset `at`; `extra` are Block fields (level, group, quoted …)."""
        if self.is_open:
            self.close(at)
        self.is_open = True
        self._open = {"kind": kind, "at": at, "start": self.position, "role": self.role, **extra}

    def add(self, text: str, start: int, end: int) -> None:
        """Append readable text that comes from the source range `[start, end)`; accents are joined to their letters."""
        if not text.isascii() and has_marks(text):
            text, start = self._joined(text, start, end)
            for piece in pieces(text, start, end):
                self._append(*piece)
        elif text:
            self._append(text, start, end)

    def _append(self, text: str, start: int, end: int) -> None:
        self._starts.append(self.position)
        self._origins.append(start)
        self._limits.append(end)
        self._pieces.append(text)
        self.position += len(text)

    def _joined(self, text: str, start: int, end: int) -> tuple[str, int]:
        """Give marks that a text begins with to the letter before them, which markup or a reference parts from them."""
        marks = leading_marks(text)
        if not marks or self.position <= self.block_start:
            return text, start
        before, origin, limit = self._pieces[-1], self._origins[-1], self._limits[-1]
        one = composed(before[-1] + marks)
        verbatim = len(text) == end - start
        if len(one) > 1 or (len(before) > 1 and len(before) != limit - origin) or not (verbatim or text == marks):
            return text, start
        for kept in (self._pieces, self._starts, self._origins, self._limits):
            kept.pop()
        self.position -= len(before)
        if len(before) > 1:
            self._append(before[:-1], origin, limit - 1)
            origin = limit - 1
        after = start + len(marks) if verbatim else end
        self._append(one, origin, after)
        return text[len(marks) :], after

    def close(self, at: int) -> None:
        """End the open block, whose markup ends at source offset `at`; a block with no text leaves no trace."""
        opened, self._open, self.is_open = self._open, None, False
        if opened is None:
            return
        get = opened.get
        kind, start, begin, anchor = opened["kind"], opened["start"], opened["at"], get("anchor") or ""
        if self.position == start and kind != "heading":
            return
        if kind == "heading":
            title = self._text(start, self.position)
            anchor = anchor or self._slug(title)
            self._begin_section(opened["level"], title.strip())
        if anchor:
            self.anchors.add(anchor)
        block = Block(
            len(self._blocks), kind, opened["role"], start, self.position, Span(begin, max(begin, at)), get("level", 0),
            len(self._sections) - 1, get("group", -1), get("ordered", False), get("row", -1), get("quoted", False), anchor,
        )  # fmt: skip
        self._blocks.append(block)
        self._append("\n", at, at)

    def link(
        self,
        target: str,
        start: int,
        span: Span,
        target_span: Span,
        kind: LinkKind,
        title: str = "",
        *,
        end: int = -1,
        block: int = -1,
    ) -> None:
        """Record a link whose text is the open block's since projected offset `start`, or ends earlier, at `end`."""
        end = self.position if end < 0 else end
        block = len(self._blocks) if block < 0 else block
        self._links.append(Link(target, self._text(start, end), start, end, block, span, target_span, kind, title))

    def image(self, target: str, alt: str | None, span: Span) -> None:
        """Record an image in the open (or next) block."""
        self._images.append(Image(target, alt, span, len(self._blocks), self.role))

    def inline(self, inline: Inline) -> None:
        """Record a stretch of the open block that is not prose, if it holds any text."""
        if inline.start < inline.end:
            self._inlines.append(inline)

    def comment(self, text: str, start: int) -> None:
        """Take the directives out of a comment that starts at source offset `start`."""
        for match in _DIRECTIVE.finditer(text):
            span = Span(start + match.start(), start + match.end())
            self._directives.append(Directive(match.group(1).strip(), span))

    def finish(self) -> Document:
        """The Document of all that was added."""
        if self._open is not None:
            self.close(len(self.source.text))
        blocks = self._blocks
        document = Document(
            source=self.source,
            kind=self.kind,
            text="".join(self._pieces),
            projection=Projection(self._starts, self._origins, self._limits, self.position),
            blocks=tuple(blocks),
            sections=tuple(_closed(self._sections, len(blocks))),
            metadata=self.metadata,
            links=tuple(link for link in self._links if link.block < len(blocks)),
            images=tuple(replace(image, block=min(image.block, max(0, len(blocks) - 1))) for image in self._images),
            inlines=tuple(self._inlines),
            directives=tuple(sorted(self._directives, key=lambda item: item.span.start)),
            problems=tuple(self.problems),
            anchors=frozenset(self.anchors),
        )
        return with_bare_links(document)

    def _begin_section(self, level: int, title: str) -> None:
        """Headings of the body and of the chrome open sections alike."""
        sections, trail = self._sections, self._trail
        while sections[trail[-1]].level >= level:
            trail.pop()
        index = len(self._blocks)
        sections.append(Section(len(sections), index, level, title, trail[-1], index + 1, 0, 0))
        trail.append(len(sections) - 1)

    def _text(self, start: int, end: int) -> str:
        if end <= start:
            return ""
        first = max(0, bisect_right(self._starts, start) - 1)
        offset = self._starts[first]
        return "".join(self._pieces[first : bisect_left(self._starts, end)])[start - offset : end - offset]

    def _slug(self, title: str) -> str:
        base = _NOT_SLUG.sub("", title.strip().lower()).replace(" ", "-")
        slug, count = base, self._slugs.get(base, 0)
        while slug in self.anchors:
            count += 1
            slug = f"{base}-{count}"
        self._slugs[base] = count
        return slug


def _closed(sections: list[Section], count: int) -> list[Section]:
    """Fill in where each section and its subtree end."""
    ends = [section.heading for section in sections[1:]] + [count]
    subtree = [count] * len(sections)
    stack: list[int] = []
    for section in sections:
        while stack and sections[stack[-1]].level >= section.level and section.index:
            subtree[stack.pop()] = section.heading
        stack.append(section.index)
    return [replace(section, last=last, end=end) for section, last, end in zip(sections, ends, subtree, strict=True)]
