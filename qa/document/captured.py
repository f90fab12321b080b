"""Pages saved as text: bullets, bare-line headings, the site's furniture above and below the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.builder import Builder
from qa.document.captured_layout import lay_out
from qa.document.captured_lines import pieces
from qa.document.cards import READ_MORE, with_cards
from qa.document.model import Span
from qa.document.visible_fields import with_visible_fields
from qa.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.document.captured_layout import Layout
    from qa.document.captured_lines import Piece
    from qa.document.model import Document
    from qa.source import Source

# The capture keeps a link's words and loses its address; only wording that nothing but a link has tells where one was.
_LOST_LINE = re.compile(r"(?:read|find out|learn|see) more (?:on|about|at|from|in)\b.{1,140}", re.IGNORECASE)
_LOST_HERE = re.compile(
    r"\b(?:(?:learn|read|find out|see) more|click|tap|available|found|go|visit(?: us)?|download(?:ed)?(?: it)?)\s+(here)\b",
    re.IGNORECASE,
)
_BETWEEN_SOFT_HYPHENS = re.compile("[^\u00ad]+")
_TO_BLANK = {ord(char): " " for char in "\t\f\v\x85\u2028\u2029\x1c\x1d\x1e"}


def read_captured(source: Source, aliases: Mapping[str, Sequence[str]] | None = None) -> Document:  # noqa: ARG001 -- one form for all readers
    """Read a captured page; `aliases` is taken for the readers' common form, since a capture has no named fields.

    Never raises for what the page holds. The chrome is told by wording and place, so a page without any is all body.
    """
    builder = Builder(source, "captured")
    found = pieces(source.text, 1 if source.text.startswith("\ufeff") else 0)
    layout = lay_out(found)
    first_footer = _Writer(builder, layout).write(found)
    document = with_visible_fields(with_cards(builder.finish()))
    blocks = tuple(
        block.in_role("footer") if block.body and block.index in first_footer else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


class _Writer:
    """Writes pieces to the builder; what stands below the article is written as body first, so that cards are found."""

    def __init__(self, builder: Builder, layout: Layout) -> None:
        self.builder, self.layout, self.text = builder, layout, builder.source.text
        self.group, self.row = -1, -1
        self.previous: Piece | None = None

    def write(self, found: list[Piece]) -> set[int]:
        """Write all pieces; returns the indices of the blocks that are footer unless they are cards."""
        footer: set[int] = set()
        for index, piece in enumerate(found):
            role = self.layout.roles[index]
            if role == "footer":
                footer.add(self.builder.block_index)
            self.builder.role = "body" if role == "footer" else role
            if piece.kind == "row":
                self._row(piece, footer if role == "footer" else set())
            else:
                self._piece(index, piece)
            self.previous = piece
        return footer

    def _piece(self, index: int, piece: Piece) -> None:
        end = piece.lines[-1][1]
        level = self.layout.levels.get(index)
        if level:
            self.builder.open("heading", piece.start, level=level)
        elif piece.kind == "item":
            self._number(piece)
            self.builder.open(
                "list_item", piece.start, level=piece.level, group=self.group, ordered=piece.ordered, row=self.row
            )
        else:
            self.builder.open("paragraph", piece.start)
        before = self.builder.position
        for number, (start, stop) in enumerate(piece.lines):
            if number and number not in piece.glued:
                self.builder.add(" ", piece.lines[number - 1][1], start)
            self._line(start, stop)
        if not level:
            self._links(piece, before, end)
        self.builder.close(end)

    def _line(self, start: int, stop: int) -> None:
        """A line's text; a soft hyphen is no part of its word."""
        line = self.text[start:stop]
        if line.isprintable():
            self.builder.add(line, start, stop)
            return
        for found in _BETWEEN_SOFT_HYPHENS.finditer(line):
            self.builder.add(found.group().translate(_TO_BLANK), start + found.start(), start + found.end())

    def _number(self, piece: Piece) -> None:
        """Items that follow each other are one list; a deeper one is still counted in its list's order."""
        last = self.previous
        if last is None or last.kind != "item" or (last.ordered != piece.ordered and last.level == piece.level):
            self.group, self.row = self.builder.new_group(), -1
        self.row += 1

    def _row(self, piece: Piece, footer: set[int]) -> None:
        if self.previous is None or self.previous.kind != "row":
            self.group, self.row = self.builder.new_group(), -1
        self.row += 1
        for start, end in piece.cells:
            footer.add(self.builder.block_index)
            self.builder.open("table_cell", start, group=self.group, row=self.row)
            self.builder.add(self.text[start:end].translate(_TO_BLANK), start, end)
            self.builder.close(end)

    def _links(self, piece: Piece, before: int, end: int) -> None:
        text = piece.text
        if len(text) < 200 and (_LOST_LINE.fullmatch(text) or READ_MORE.fullmatch(text)):
            span = Span(piece.lines[0][0], end)
            stop = self.builder.position - text.endswith(".")
            self.builder.link("", before, span, Span(end, end), "lost", end=stop)
            return
        if " here" not in text or "\u00ad" in text:
            return
        for match in _LOST_HERE.finditer(text):
            start, stop = match.span(1)
            place = self._place(piece, start, stop)
            self.builder.link("", before + start, place, Span(place.end, place.end), "lost", end=before + stop)

    def _place(self, piece: Piece, start: int, stop: int) -> Span:
        """The source range of a stretch of a piece's text, which lies in one of its lines."""
        at = 0
        for number, (begin, end) in enumerate(piece.lines, 1):
            if start < at + end - begin:
                return Span(begin + start - at, begin + stop - at)
            at += end - begin + (number not in piece.glued)
        return Span(piece.lines[-1][1], piece.lines[-1][1])
