"""A set of words of which there may be as many as a language has, at eight bytes a word."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.corpus.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words of late that are not added again.
_LATE = 1_024


class ManyWords:
    """Words, told apart by their hashes of 64 bits, good within this process."""

    def __init__(self, words: Iterable[str]) -> None:
        """Goes through the words once; they may come again and again, and in any number."""
        marks = Groups(least=1)
        late: set[int] = set()
        for word in words:
            mark = hash(word)
            if mark not in late:
                if len(late) >= _LATE:
                    late.clear()
                late.add(mark)
                marks.add(word, mark)
        self._marks = array("q", (group[0][0] for group in marks.groups()))

    def __contains__(self, word: str) -> bool:
        mark = hash(word)
        at = bisect_left(self._marks, mark)
        return at < len(self._marks) and self._marks[at] == mark

    def any_of(self, words: Iterable[str]) -> bool:
        """Whether one of the words is among them."""
        return any(word in self for word in words)
