"""Words in a row against the patterns that may stand among them.

All that is asked of every word is asked by operations on whole columns of the words' senses; a word that means nothing costs
next to nothing. Where the right element stands beside the rarest one of a pattern, the clause is asked for all of the others,
and only then is the pattern followed from word to word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import reduce
from itertools import compress, count, product, repeat
from operator import and_, contains, itemgetter, or_
from typing import TYPE_CHECKING

from qa.document.joints import ENDED
from qa.safety.senses import NO_WORD
from qa.safety.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.document.model import Word
    from qa.safety.senses import Sense, Table

_place_of = itemgetter(0, 1)
_ENDED = bytes([ENDED])

if TYPE_CHECKING:
    # A match: entry, first and last word, its pattern's number.
    _Match = tuple[int, int, int, int]
    # What is found of an entry at a place: its start, the least of its ends (negative, for sorting), the entry, its ends.
    _Row = tuple[int, int, int, list[int]]


class Row:
    """Words with their senses in a table; `joints` says how each hangs together with the one before it.

    No pattern reaches over a joint that ends a clause, so that a whole page may be one row, of which a part is asked for.
    `alone`, `opening` and `phrases` are the indexes of words that are an entry, that may open a pattern, that begin a phrase.
    """

    def __init__(self, table: Table, words: Sequence[Word], senses: Sequence[Sense], joints: bytes, text: str) -> None:
        self.table, self.words, self.text = table, words, text
        self.joints = joints + _ENDED
        self.senses = senses = [*senses, NO_WORD]
        folded, skipped, self._wide, self._tails, begun, _, atoms, behind, before, alone, _ = zip(*senses, strict=True)
        self._spread(skipped)
        likely = map(or_, map(and_, behind, self._ahead[1:]), (0, *map(and_, before[1:], self._back)))
        self.opening = list(compress(count(), likely))
        self.alone = list(compress(count(), alone))
        self.steps = Steps(folded, atoms, skipped, self.joints)
        self.steps.find_phrases(compress(count(), map(contains, begun, folded[1:])), senses)
        self.phrases = list(self.steps.longer)
        self._clauses: dict[int, int] = {}

    def _spread(self, skipped: Sequence[bool]) -> None:
        """Work out the marks of what stands at each word or behind it, and at it or before it, over words that a gap may skip."""
        self._ahead, self._back = ahead, back = list(self._wide), list(self._tails)
        over = list(compress(count(), skipped))
        for index in reversed(over):
            ahead[index] |= ahead[index + 1]
        for index in over:
            if index:
                back[index] |= back[index - 1]

    def matches(self, first: int = 0, last: int | None = None) -> list[tuple[int, int, int]]:
        """(entry, start, end) of all that stands in words `first` to `last`, which are whole clauses, in text order.

        None of one entry covers another of it. Of the ends that a match can have, the last before a pause counts: "chest pain or
        tightness", and "difficulty breathing" of "difficulty breathing, cough, pain when you breathe".
        """
        end = len(self.words) if last is None else last
        alone, opening, phrases = (
            found[bisect_left(found, first) : bisect_left(found, end)]
            for found in (self.alone, self.opening, self.phrases)
        )
        return self._matches(alone, opening, phrases)

    def behind(self, before: int) -> list[tuple[int, int, int]]:
        """What `matches` gives, as far as it ends at or behind word `before`."""
        return self._matches(self.alone, self.opening, self.phrases, before)

    def outside(self, apart: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
        """What `matches` gives in the words outside some ranges, which are in order and hold whole clauses."""
        alone, opening, phrases = (_outside(found, apart) for found in (self.alone, self.opening, self.phrases))
        return self._matches(alone, opening, phrases)

    def _matches(
        self, alone: Iterable[int], opening: Iterable[int], phrases: Iterable[int], before: int = 0
    ) -> list[tuple[int, int, int]]:
        best: dict[tuple[int, int], list[int]] = {}
        matched: list[_Match] = []
        self._read_phrases(phrases, before, best, matched)
        for index in alone:
            if index >= before:
                _, start, stop = self.words[index]
                for entry in self.senses[index].alone:
                    best.setdefault((entry, start), []).append(stop)
        for index in opening:
            self._look(self.senses[index].opens, index, index + 1, matched)
        if before:
            matched = [match for match in matched if match[2] >= before]
        single, words = len(best), self.words
        for entry, first, last, _ in matched:
            best.setdefault((entry, words[first][1]), []).append(words[last][2])
        return self._kept(best, single, matched) if best else []

    def _read_phrases(
        self, firsts: Iterable[int], before: int, best: dict[tuple[int, int], list[int]], matched: list[_Match]
    ) -> None:
        """Note what phrases are by themselves, and the matches whose rarest part they are."""
        words = self.words
        for index in firsts:
            for end, (_, behind, ahead_of, alone, opens) in self.steps.longer[index]:
                if end > before:
                    for entry in alone:
                        best.setdefault((entry, words[index][1]), []).append(words[end - 1][2])
                if behind & self._ahead[end] or ahead_of & self._back[index - 1]:
                    self._look(opens, index, end, matched)

    def _look(self, opens: tuple[int, ...], start: int, end: int, matched: list[_Match]) -> None:
        """Add the matches whose rarest part is the words from `start` to `end`."""
        opening = self.table.opening(opens)
        likely = [*opening.free]
        # Before the first word stands the last one, which is none.
        around = self._wide[end], self._ahead[end], self._tails[start - 1], self._back[start - 1]
        for where, beside, patterns in opening.sides:
            likely += compress(patterns, map(and_, beside, repeat(around[where])))
        if not likely:
            return
        present, steps = self._present(start), self.steps
        for pattern in likely:
            wanted = pattern[2]
            if wanted & present != wanted:
                continue
            entry, atoms, _, gaps, rarest, free, number, _, _ = pattern
            if free:
                matched += [(entry, first, last, number) for first, last in steps.free(atoms, start)]
            else:
                ends = steps.further(atoms, gaps, rarest, end)
                if ends and (starts := steps.earlier(atoms, gaps, rarest, start)):
                    matched += [(entry, first, last - 1, number) for first, last in product(starts, ends)]

    def _present(self, index: int) -> int:
        """The marks of all elements that stand in the clause of a word."""
        first = max(0, self.joints.rfind(ENDED, 0, index + 1))
        known = self._clauses.get(first)
        if known is None:
            last = self.joints.find(ENDED, index + 1)
            known = self._clauses[first] = reduce(or_, self._wide[first:last])
        return known

    def _kept(
        self, best: dict[tuple[int, int], list[int]], single: int, matched: Iterable[_Match]
    ) -> list[tuple[int, int, int]]:
        rows = [(start, -min(ends), entry, ends) for (entry, start), ends in best.items()]
        if len(rows) > 1:
            if len({row[:2] for row in rows}) < len(rows):
                rows = self._ranked(rows, single, matched)
            rows.sort(key=_place_of)
        kept: list[tuple[int, int, int]] = []
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
