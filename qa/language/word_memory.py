"""Remembers what was worked out for words, up to a number that even a large site's common words fit in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# An article has some 400 different words, 430 health pages 15,000: a memory of a few thousand is full of the first pages' rare
# words before the later pages' common ones are met. Some 1.5 MB, which the memories share where they are asked by the same text.
MOST_WORDS = 16_384
# Of numbers with more digits than this there is no end.
SHORT_NUMBER = 2


class WordMemory(dict[str, int]):
    """A number for each word, worked out when it is first asked for; what comes when the memory is full is worked out each time.

    Looking up a word that was met before costs no call of ours.
    """

    def __init__(self, make: Callable[[str], int], known: Iterable[tuple[str, int]] = ()) -> None:
        super().__init__(known)
        self._make = make
        self._most = len(self) + MOST_WORDS

    def __missing__(self, word: str) -> int:
        found = self._make(word)
        if len(self) < self._most and (len(word) <= SHORT_NUMBER or not word.isdecimal()):
            self[word] = found
        return found
