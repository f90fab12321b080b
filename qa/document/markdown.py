"""Markdown articles with YAML front matter."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from qa.document.builder import Builder
from qa.document.cards import with_cards
from qa.document.flattened import add_pieces
from qa.document.front_matter import read_front_matter
from qa.document.generator_marks import FILL, without_marks
from qa.document.markdown_inlines import Inlines
from qa.document.markdown_places import offsets
from qa.document.mdx_comments import mdx_comments
from qa.document.model import Document, Inline, Problem, Span
from qa.document.typed_bullets import SIGN, TypedBullets
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.source import Source

# Lists and quotations in each other; nobody means more than a handful.
MAX_DEPTH = 64
_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
_SHOWN = re.compile(f"[^{FILL}]+")
_ALERT = re.compile(r"[ \t>]*\[![\w-]+\]")
_BLOCK_TAG = re.compile(r"</?(?:p|h[1-6]|div|li|section|blockquote)\b", re.IGNORECASE)
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(source: Source, aliases: Mapping[str, Sequence[str]] | None = None) -> Document:
    """Read CommonMark with tables, footnotes and front matter; malformed front matter becomes a problem, not an error."""
    builder = Builder(source, "markdown")
    body = read_front_matter(builder, aliases)
    _Reader(builder, body).run()
    return with_cards(builder.finish())


@cache
def _method(verb: str, tag: str) -> str:
    return f"{verb}{tag.lower()}"


@record(frozen=False)
class _List:
    """An open list: its group number, whether it is numbered, and the ordinal of the current item."""

    group: int
    ordered: bool
    item: int = -1


class _Reader(Inlines):
    """Feeds pulldown-cmark's events to a Builder. Event ranges are UTF-8 bytes relative to `base`."""

    def __init__(self, builder: Builder, base: int) -> None:
        written = builder.source.text[base:]
        self.body, ends = without_marks(written)
        # Where a title ends that its author set on the line above its text.
        self.ends = frozenset(at + base for at in ends)
        same = self.body == written
        super().__init__(builder, builder.source.text if same else builder.source.text[:base] + self.body)
        self.base = self.last_end = base
        self.lists: list[_List] = []
        self.quotes = 0
        self.alerts: list[bool] = []
        self.in_footnote = self.too_deep = False
        self.table, self.row = -1, -1
        self.html: list[tuple[int, int]] = []
        self.bullets = TypedBullets(builder)
        # Where the text of the newest typed item begins, behind its sign.
        self.begins = -1
        # Where a comment in running text ended: readers see one blank, not one on each side of it.
        self.commented = -1

    def run(self) -> None:
        """Walk the events in order."""
        import pyromark

        for comment in mdx_comments(self.builder.source.text, self.base):
            self.builder.comment(comment.group(), comment.start())
        options = (
            pyromark.Options.ENABLE_TABLES
            | pyromark.Options.ENABLE_FOOTNOTES
            | pyromark.Options.ENABLE_STRIKETHROUGH
            | pyromark.Options.ENABLE_TASKLISTS
            | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
            | pyromark.Options.ENABLE_DEFINITION_LIST
        )
        found = pyromark.reference_definitions(self.body, options=options) if "]:" in self.body else {}
        self.definitions = {" ".join(name.split()).casefold(): definition for name, definition in found.items()}
        offset = self.offset = offsets(self.body, self.base)
        events: Any = pyromark.events_with_range(self.body, options=options)
        for event, extent in events:
            start, end = offset(extent["start"]), offset(extent["end"])
            if isinstance(event, str):
                self._bare(event, start, end)
                continue
            ((name, value),) = event.items()
            if name == "Text":
                self._text(value, start, end)
            elif name == "Start":
                self._start(value, start, end)
            elif name == "End":
                self._end(value, start, end)
            else:
                self._leaf(name, value, start, end)

    def _bare(self, event: str, start: int, end: int) -> None:
        if event in ("SoftBreak", "HardBreak"):
            self._break(start, end)
        elif event == "Rule":
            self.builder.close(start)

    def _break(self, start: int, end: int) -> None:
        """A line ends: a blank, or the next line is an item that its author typed."""
        if start in self.ends:
            self.builder.close(start)
        elif not self._typed_item(end) and self.builder.position > self.builder.block_start:
            self._text(" ", start, end)

    def _typed_item(self, at: int) -> bool:
        """Begin the item of a typed list, where the line at this place begins with a bullet sign and no markup runs on into it."""
        sign = SIGN.match(self.builder.source.text, at)
        if sign is None or self.lists or not self._runs_on_into_nothing():
            return False
        self.bullets.open(at, quoted=bool(self.quotes))
        self.begins = sign.end()
        return True

    def _runs_on_into_nothing(self) -> bool:
        """Whether an item may begin here: in running text, and no markup is open."""
        running = self.builder.open_kind in ("", "paragraph", "list_item")
        return running and not self.in_footnote and not self._in_markup()

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        handler = getattr(self, _method("_open_", name), None)
        if handler is not None:
            handler(value, start, end)

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        handler = getattr(self, _method("_close_", name), None)
        if handler is not None:
            handler(start, end)

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Code":
            self._code(value, start, end)
        elif name == "Html":
            self.html.append((start, end))
        elif name == "InlineHtml":
            self._inline_html(value, start, end)

    def _text(self, value: str, start: int, end: int) -> None:
        if FILL not in value or FILL in self.builder.source.text[start:end]:
            self._shown_text(value, start, end)
            return
        for piece in _SHOWN.finditer(value):
            self._shown_text(piece.group(), start + piece.start(), start + piece.end())

    def _shown_text(self, value: str, start: int, end: int) -> None:
        if self.images:
            self.images[-1][2].append(value)
            return
        if start < self.begins:
            value, start = value[self.begins - start :], min(end, self.begins)
            if not value:
                return
        if not self.builder.is_open:
            if not value.strip():
                return
            self._open_block(start)
        if self.commented == start and value[:1] == " " and self.builder.ends_in_blank:
            value, start = value[1:], start + 1
        self.last_end = end
        if "  " in value and not self.quotes and len(value) == end - start and self._runs_on_into_nothing():
            item = partial(self._open_item, None) if self.lists else self.bullets.open
            if add_pieces(self.builder, value, start, item, in_item=bool(self.lists)):
                return
        self.builder.add(value, start, end)

    def _code(self, value: str, start: int, end: int) -> None:
        ticks = (end - start - len(value)) // 2
        before = self.builder.position
        inner = start + ticks
        verbatim = self.builder.source.text[inner : inner + len(value)] == value
        self._text(value, *((inner, inner + len(value)) if verbatim else (start, end)))
        if self.builder.is_open:
            self.builder.inline(Inline("code", max(before, self.builder.position - len(value)), self.builder.position))

    def _inline_html(self, value: str, start: int, end: int) -> None:
        if value.startswith("<!--"):
            self.builder.comment(value, start)
            self.commented = end
        elif _LINE_BREAK_TAG.fullmatch(value):
            self._break(start, end)
        elif value[:3].lower() == "</a" and self.anchors:
            self._close_anchor(end)
        elif _BLOCK_TAG.match(value) and self.builder.open_kind == "paragraph" and not (self.links or self.marks):
            self.builder.close(start)
        elif "=" in value:
            self._tag(value, start, end)

    def _open_block(self, start: int) -> None:
        """Begin the block that text at this place belongs to: an item of the open list, else a paragraph."""
        if not self.lists:
            self.builder.open("footnote" if self.in_footnote else "paragraph", start, quoted=bool(self.quotes))
            return
        inner = self.lists[-1]
        self.builder.open(
            "list_item",
            start,
            level=len(self.lists),
            group=inner.group,
            ordered=inner.ordered,
            row=inner.item,
            quoted=bool(self.quotes),
        )

    def _open_heading(self, value: dict[str, Any], start: int, _end: int) -> None:
        self.builder.open("heading", start, level=_LEVELS[value["level"]], anchor=value.get("id") or "")

    def _close_heading(self, _start: int, end: int) -> None:
        self.builder.close(end)

    def _open_paragraph(self, _value: None, start: int, _end: int) -> None:
        if not self._typed_item(start):
            self._open_block(start)

    def _close_paragraph(self, _start: int, end: int) -> None:
        self.builder.close(end)

    def _open_list(self, value: int | None, start: int, _end: int) -> None:
        self.builder.close(start)
        self.lists.append(_List(self.builder.new_group(), ordered=value is not None))
        self._deeper(start)

    def _close_list(self, _start: int, end: int) -> None:
        self.builder.close(end)
        self.lists.pop()

    def _open_item(self, _value: None, start: int, _end: int = 0) -> None:
        self.lists[-1].item += 1
        self._open_block(start)

    def _close_item(self, _start: int, end: int) -> None:
        self.builder.close(end)

    # A term is an item; what defines it stands in that item.
    _open_definitionlist, _close_definitionlist = _open_list, _close_list
    _open_definitionlisttitle, _close_definitionlisttitle = _open_item, _close_item
    _open_definitionlistdefinition, _close_definitionlistdefinition = _open_paragraph, _close_item

    def _open_blockquote(self, _value: Any, start: int, _end: int) -> None:
        self.builder.close(start)
        # Call-outs are the author's own words, no quotations: GitHub's alerts, and what was set by indentation.
        written = self.builder.source.text
        self.alerts.append(
            not written.startswith(">", start) or bool(len(self.alerts) < MAX_DEPTH and _ALERT.match(written, start))
        )
        self.quotes += not self.alerts[-1]
        self._deeper(start)

    def _deeper(self, start: int) -> None:
        """Say once that lists and quotations stand in each other deeper than anyone means to."""
        if len(self.lists) + len(self.alerts) == MAX_DEPTH + 1 and not self.too_deep:
            self.too_deep = True
            detail = f"lists and quotations stand in each other more than {MAX_DEPTH} deep"
            self.builder.problems.append(
                Problem("too-deep", detail, Span(start, min(start + 1, len(self.builder.source.text))))
            )

    def _close_blockquote(self, _start: int, end: int) -> None:
        self.builder.close(end)
        self.quotes -= not self.alerts.pop()

    def _open_codeblock(self, _value: Any, start: int, _end: int) -> None:
        self.builder.open("code", start)

    def _close_codeblock(self, _start: int, end: int) -> None:
        self.builder.close(end)

    def _open_footnotedefinition(self, _value: str, _start: int, _end: int) -> None:
        self.in_footnote = True

    def _close_footnotedefinition(self, _start: int, end: int) -> None:
        self.builder.close(end)
        self.in_footnote = False

    def _open_table(self, _value: Any, start: int, _end: int) -> None:
        self.builder.close(start)
        self.table, self.row = self.builder.new_group(), -1

    def _open_tablerow(self, _value: None, _start: int, _end: int) -> None:
        self.row += 1

    _open_tablehead = _open_tablerow

    def _open_tablecell(self, _value: None, start: int, _end: int) -> None:
        self.builder.open("table_cell", start, group=self.table, row=self.row)

    def _close_tablecell(self, _start: int, end: int) -> None:
        self.builder.close(end)

    def _close_htmlblock(self, start: int, _end: int) -> None:
        from qa.document.html import feed_fragment

        ranges, self.html = self.html, []
        if not ranges:
            return
        begin, end = ranges[0][0], ranges[-1][1]
        text = self.builder.source.text[begin:end]
        if text.lstrip().startswith("<!--") and text.rstrip().endswith("-->") and text.count("<!--") == 1:
            self.builder.comment(text, begin)
            return
        self.builder.close(start)
        feed_fragment(self.builder, begin, end)
