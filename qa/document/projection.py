"""The piecewise map from readable text back to the original."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Span(NamedTuple):
    """A half-open range of code points in the original text."""

    start: int
    end: int


class Projection:
    """Maps projected offsets to source spans through segments that tile the projection.

    Segment i projects to `[starts[i], starts[i+1])` and comes from the source range `[origins[i], limits[i])`. Where both
    lengths agree the text was taken verbatim and offsets move together; otherwise (an entity, a folded run of blanks, the
    line break between two blocks) the segment maps as a whole.
    """

    __slots__ = ("_length", "_limits", "_origins", "_starts")

    def __init__(self, starts: Sequence[int], origins: Sequence[int], limits: Sequence[int], length: int) -> None:
        self._starts, self._origins, self._limits, self._length = starts, origins, limits, length

    def span(self, start: int, end: int) -> Span:
        """The source span of the projected range `[start, end)`; empty ranges map to an empty span."""
        if not self._starts:
            return Span(0, 0)
        first = self._index(start)
        if end <= start:
            point = self._offset(first, start)
            return Span(point, point)
        last = self._index(end - 1)
        limit = self._limits[last]
        if self._verbatim(last):
            limit = self._origins[last] + end - self._starts[last]
        return Span(self._offset(first, start), limit)

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _verbatim(self, index: int) -> bool:
        end = self._starts[index + 1] if index + 1 < len(self._starts) else self._length
        return end - self._starts[index] == self._limits[index] - self._origins[index]

    def _offset(self, index: int, offset: int) -> int:
        if offset >= self._length:
            return self._limits[-1]
        moved = offset - self._starts[index] if self._verbatim(index) else 0
        return self._origins[index] + moved
