"""Between offsets in code points and the protocol's positions: lines, and columns in the units that the client counts in."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from lsprotocol.types import Position, PositionEncodingKind, Range

if TYPE_CHECKING:
    from qa.document.model import Span

# The protocol's line ends, and no others: a form feed or U+2028 stands within its line.
_LINE_END = re.compile(r"\r\n|\n|\r")


class Grid:
    """The lines of one text. `encoding` says what a column counts: UTF-16 units (the protocol's default), bytes or code points."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self._encoding = str(getattr(encoding, "value", encoding))
        self._starts = [0]
        self._ends: list[int] = []
        for found in _LINE_END.finditer(text):
            self._ends.append(found.start())
            self._starts.append(found.end())
        self._ends.append(len(text))
        self._plain = text.isascii() or self._encoding == "utf-32"

    def position(self, offset: int) -> Position:
        """The position of an offset; between the two characters of a line end it is the line's last."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : min(offset, self._ends[line])]
        return Position(line, self._units(before))

    def range(self, start: int, end: int) -> Range:
        """The range between two offsets."""
        return Range(self.position(start), self.position(end))

    def span(self, span: Span) -> Range:
        """The range of a source span."""
        return self.range(span.start, span.end)

    def offset(self, position: Position) -> int:
        """The offset of a position; beyond a line's end it is that end, beyond the last line the text's."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[position.line], self._ends[position.line]
        if self._plain or self.text[start:end].isascii():
            return min(start + position.character, end)
        left = position.character
        for offset in range(start, end):
            left -= self._units(self.text[offset])
            if left < 0:
                return offset
        return end

    def line_of(self, offset: int) -> int:
        """The number of the line that holds an offset, from 0."""
        return bisect_right(self._starts, offset) - 1

    def line(self, number: int) -> tuple[int, int]:
        """Where a line starts and where it ends, its line end left out; the last line's where there is no such line."""
        number = min(max(number, 0), len(self._starts) - 1)
        return self._starts[number], self._ends[number]

    def __len__(self) -> int:
        return len(self._starts)

    def _units(self, text: str) -> int:
        if self._plain or text.isascii():
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
