"""Words in a row against the patterns that stand among them.

The automaton tells at which words which patterns may end; each of these is followed back from there to where it begins, gaps counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import compress, count
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from qa.safety.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.document.model import Word
    from qa.safety.automaton import Pattern
    from qa.safety.senses import Sense, Table

    # A match: entry, first and last word, its pattern's number.
    _Match = tuple[int, int, int, int]
    # What is found of an entry at a place: its start, the least of its ends (negative, for sorting), the entry, its ends.
    _Row = tuple[int, int, int, list[int]]
    _Found = tuple[int, int, int]

_place_of = itemgetter(0, 1)
_patterns_of = attrgetter("patterns")


class Row:
    """Words with their senses in a table; `joints` says how each hangs together with the one before it.

    No pattern reaches over a joint that ends a clause, so that a whole page may be one row, of which a part is asked for. `states` are
    the automaton's behind each word, `ending` the words at which a pattern may end.
    """

    def __init__(self, table: Table, words: Sequence[Word], senses: Sequence[Sense], joints: bytes, text: str) -> None:
        self.words, self.senses, self.text = words, senses, text
        self.states = table.automaton.run(senses, joints)
        self.ending = list(compress(count(), map(_patterns_of, self.states)))
        self.steps = Steps(senses, joints)

    def matches(self) -> list[_Found]:
        """(entry, start, end) of all that stands in the row, in text order.

        None of one entry covers another of it. Of the ends that a match can have, the last before a pause counts: "chest pain or
        tightness", and "difficulty breathing" of "difficulty breathing, cough, pain when you breathe".
        """
        return self._matches(self.ending)

    def between(self, first: int, last: int) -> list[_Found]:
        """What `matches` gives of patterns whose rarest element begins in words `first` to `last`; matches may reach over these."""
        low, high = self.steps.clauses(first, last)
        return self._matches(self._ending_in(low, high), first, last)

    def behind(self, before: int) -> list[_Found]:
        """What `matches` gives, as far as it ends at or behind word `before`."""
        return self._matches(self.ending, before=before)

    def outside(self, apart: Sequence[tuple[int, int]]) -> list[_Found]:
        """What `matches` gives in the words outside some ranges, which are in order and hold whole clauses."""
        return self._matches(_outside(self.ending, apart))

    def entries(self, first: int, last: int) -> int:
        """The entries that `between` may give, each as a bit at its number and one: it gives no other."""
        found = 0
        for at in self._ending_in(*self.steps.clauses(first, last)):
            found |= self.states[at].entries
        return found

    def _ending_in(self, first: int, last: int) -> list[int]:
        ending = self.ending
        begin = bisect_left(ending, first)
        return ending[begin : bisect_left(ending, last, begin)]

    def _matches(self, ending: Iterable[int], low: int = 0, high: int | None = None, before: int = 0) -> list[_Found]:
        """What ends at some words, at or behind `before`, of patterns whose rarest element begins in words `low` to `high`."""
        single: list[tuple[bool, int, int, int, int]] = []
        matched: list[_Match] = []
        within = range(low, len(self.words) if high is None else high)
        for at in ending:
            for pattern in self.states[at].patterns:
                # A pattern in free order may go on behind its rarest element.
                if at >= before or pattern[5]:
                    self._follow(pattern, at, within, single, matched)
        if before:
            matched = [match for match in matched if match[2] >= before]
        if not single and not matched:
            return []
        words = self.words
        best: dict[tuple[int, int], list[int]] = {}
        for _, first, last, _, entry in sorted(single):
            best.setdefault((entry, words[first][1]), []).append(words[last][2])
        alone = len(best)
        for entry, first, last, _ in matched:
            best.setdefault((entry, words[first][1]), []).append(words[last][2])
        return self._kept(best, alone, matched)

    def _follow(
        self,
        pattern: Pattern,
        at: int,
        within: range,
        single: list[tuple[bool, int, int, int, int]],
        matched: list[_Match],
    ) -> None:
        """Note the matches of a pattern that end at a word: those of one element, phrases first, and all others."""
        entry, atoms, gaps, rarest, number, free = pattern
        steps = self.steps
        if free:
            for head in steps.begins(atoms[rarest], at + 1):
                if head in within:
                    matched += [(entry, first, last, number) for first, last in steps.free(atoms, head)]
        elif len(atoms) == 1:
            single += [
                (first == at, first, at, number, entry) for first in steps.begins(atoms[0], at + 1) if first in within
            ]
        else:
            heads = steps.earlier(atoms, gaps, len(atoms), rarest, [at + 1])
            heads = [head for head in heads if head in within]
            matched += [(entry, first, at, number) for first in steps.earlier(atoms, gaps, rarest, 0, heads)]

    def _kept(self, best: dict[tuple[int, int], list[int]], single: int, matched: Iterable[_Match]) -> list[_Found]:
        rows = [(start, -min(ends), entry, ends) for (entry, start), ends in best.items()]
        if len(rows) > 1:
            if len({row[:2] for row in rows}) < len(rows):
                rows = self._ranked(rows, single, matched)
            rows.sort(key=_place_of)
        kept: list[_Found] = []
        reach: dict[int, int] = {}
        for start, _, entry, ends in rows:
            end = ends[0] if len(ends) == 1 else self._end_of(ends)
            if end > reach.get(entry, -1):
                reach[entry] = end
                kept.append((entry, start, end))
        return kept

    def _ranked(self, rows: list[_Row], single: int, matched: Iterable[_Match]) -> list[_Row]:
        """The rows as they were asked for: the first `single` ones, then the others by where the rarest atoms of their patterns first stand.

        Only rows of which several stand at one place are told apart.
        """
        places = Counter(map(_place_of, rows))
        asked = {(row[0], row[2]) for row in rows[single:] if places[row[:2]] > 1}
        ranks: dict[tuple[int, int], tuple[int, int, int]] = {}
        for entry, first, _, number in matched:
            key = self.words[first][1], entry
            if key in asked:
                rank = (*self.steps.first_opened(number, first), number)
                ranks[key] = min(rank, ranks.get(key, rank))
        return rows[:single] + sorted(rows[single:], key=lambda row: ranks.get((row[0], row[2]), ()))

    def _end_of(self, ends: list[int]) -> int:
        ends.sort()
        end = ends[0]
        for further in ends[1:]:
            if not any(pause in self.text[end:further] for pause in ",:;"):
                end = max(end, further)
        return end


def _outside(indexes: list[int], apart: Sequence[tuple[int, int]]) -> list[int]:
    """Indexes in order without those in some ranges."""
    kept: list[int] = []
    at = 0
    for first, last in apart:
        begin = bisect_left(indexes, first, at)
        kept += indexes[at:begin]
        at = bisect_left(indexes, last, begin)
    return kept + indexes[at:] if apart else indexes
