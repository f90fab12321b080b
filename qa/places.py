"""Lines and columns, for people and for programs that want them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.named import NamedTuple

if TYPE_CHECKING:
    from qa.document.model import Span


# A file may be a single line and have two thousand findings: each with the whole of it would be gigabytes.
MOST_TEXT = 2_000


class Place(NamedTuple):
    """A span as lines and columns, both from 1, columns in code points; the end is exclusive.

    `text` is the first line; of a line of more than MOST_TEXT characters so many around the span's start. `cut` is how many
    characters of the line stand before it, `cut_bytes` how many bytes these take in UTF-8.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    cut: int = 0
    cut_bytes: int = 0


class Lines:
    """Line starts of a text, found once. A line ends at LF, CRLF or a lone CR; a byte order mark is no column."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._counted = (-1, 0, 0)
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
        start, end = self._ends(line)
        cut = max(0, min(column - 1 - MOST_TEXT // 4, end - start - MOST_TEXT))
        text = self._text[start + cut : min(end, start + cut + MOST_TEXT)]
        return Place(line, column, end_line, end_column, text, cut, self._bytes(start, start + cut) if cut else 0)

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
        return self._text[slice(*self._ends(number))]

    def _ends(self, number: int) -> tuple[int, int]:
        """Where a line starts and ends, without its mark and its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return start + (number == 1 and self._text.startswith("\ufeff")), end

    def _bytes(self, start: int, end: int) -> int:
        """How many bytes of UTF-8 a part of a line takes; asked from left to right, each part of it is looked at once."""
        known, upto, count = self._counted
        if known != start or end < upto:
            upto, count = start, 0
        count += len(self._text[upto:end].encode("utf-8", "surrogatepass"))
        self._counted = (start, end, count)
        return count
