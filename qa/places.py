"""Lines and columns, for people and for programs that want them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.named import NamedTuple

if TYPE_CHECKING:
    from qa.document.model import Span


class Place(NamedTuple):
    """A span as lines and columns, both from 1, columns in code points; the end is exclusive. `text` is the first line."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Lines:
    """Line starts of a text, found once. A line ends at LF, CRLF or a lone CR; a byte order mark is no column."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        if "\r" in text:
            self._starts += [
                index + 1
                for index, char in enumerate(text)
                if char == "\n" or (char == "\r" and text[index + 1 : index + 2] != "\n")
            ]
            return
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, span: Span) -> Place:
        """Where a span stands."""
        line, column = self._position(span.start)
        end_line, end_column = self._position(span.end)
        return Place(line, column, end_line, end_column, self._line(line))

    def span(self, number: int) -> Span:
        """The words of a line, from its first to its last."""
        from qa.document.model import Span

        start = self._starts[number - 1]
        line = self._line(number)
        lead = len(line) - len(line.lstrip())
        start += lead + (number == 1 and self._text.startswith("\ufeff"))
        return Span(start, start + len(line.strip()))

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        if line == 1 and column > 1 and self._text.startswith("\ufeff"):
            column -= 1
        return line, column

    def _line(self, number: int) -> str:
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n").lstrip("\ufeff" if number == 1 else "")
