"""The words of a document against one table of forms, each page in one pass.

All that is asked of every word is asked by set and map operations on its distinct words, so that a word that means nothing
costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, count
from typing import TYPE_CHECKING

from qa.safety.joints import ENDED, JOINED, joints
from qa.safety.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.model import Document
    from qa.safety.grammar import Forms

_TAIL = 12


class Row:
    """The words of a document; `heads` are the indexes of those that are an entry or may open a pattern."""

    def __init__(self, document: Document, forms: Forms) -> None:
        self.words, self.text, self.starts = document.words, document.text, document.word_starts
        texts = document.word_texts
        known = forms.learnt(set(texts))
        self._clauses = forms.clauses()
        self.joints = joints(document)
        self.meanings = meanings = list(map(known.__getitem__, texts))
        self.heads = list(compress(count(), map(forms.heads.__contains__, texts)))
        self._page = Stretch(self.words, meanings, self.text, self.joints)
        self._page.find_phrases(compress(count(), map(forms.firsts.__contains__, texts)))
        self.phrases = list(self._page.longer)

    def outside(self, apart: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
        """(entry, start, end) for all that stands in the words outside some ranges, which are in order and hold whole clauses."""
        return self._page.matches_at(_outside(self.heads, apart), _outside(self.phrases, apart))

    def between(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """(entry, start, end) for all that stands in a projected range of whole clauses."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        heads, phrases = (
            indexes[bisect_left(indexes, first) : bisect_left(indexes, last)] for indexes in (self.heads, self.phrases)
        )
        return self._page.matches_at(heads, phrases) if heads or phrases else []

    def first_clause(self, first: int, last: int) -> int:
        """One past the last word of the clause that begins with a word, of words that end before `last`."""
        end = self.joints.find(ENDED, first + 1, last)
        return last if end < 0 else end

    def led(self, lead: tuple[int, int], first: int, at: int) -> Sequence[tuple[int, int, int]]:
        """What stands in words `first` to `at` behind those of a lead-in, which may end with the first word of a phrase."""
        above, own = slice(*lead), slice(first, at)
        words = [*self.words[above], *self.words[own]]
        before = lead[1] - lead[0]
        start = self.starts[first]
        key = self.text[words[0][1] : words[before - 1][2]] if before else "", self.text[start : words[-1][2]]
        known = self._clauses.get(key)
        if known is None:
            meanings = [*self.meanings[above], *self.meanings[own]]
            joined = self.joints[above] + bytes((JOINED,)) + self.joints[first + 1 : at]
            found = Stretch(words, meanings, self.text, joined, before).matches()
            known = tuple([(entry, max(begin - start, 0), end - start) for entry, begin, end in found])
            self._clauses[key] = known
        return [(entry, start + begin, start + end) for entry, begin, end in known]

    def tail(self, first: int, last: int) -> tuple[int, int]:
        """The last words of a lead-in's last clause."""
        if last <= first:
            return last, last
        begin = max(first, last - _TAIL)
        return max(begin, self.joints.rfind(ENDED, begin + 1, last)), last


def _outside(indexes: list[int], apart: Sequence[tuple[int, int]]) -> list[int]:
    """Indexes in order without those in some ranges."""
    kept: list[int] = []
    at = 0
    for first, last in apart:
        begin = bisect_left(indexes, first, at)
        kept += indexes[at:begin]
        at = bisect_left(indexes, last, begin)
    return kept + indexes[at:] if apart else indexes
