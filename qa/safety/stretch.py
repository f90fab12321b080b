"""Words in a row against the patterns that may stand among them."""

from __future__ import annotations

from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

from qa.safety.grammar import MAX_SKIPS, MOST_PATTERNS
from qa.safety.joints import ENDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.document.model import Word
    from qa.safety.grammar import Meaning, Opening, Pattern, Phrase

# How far apart the parts of a pattern in free order may stand, and the words over which it doesn't reach.
_NEAR = 7
_PARTING = frozenset(["and", "or", "but", "with", "without", "if", "when", "than", "not", "no", "nor", "because"])
# Words back in which the first part of a pattern in free order may begin, long phrases included.
_BACK = 2 * _NEAR
_index_of = itemgetter(0)
_place_of = itemgetter(0, 1)

if TYPE_CHECKING:
    # A match: entry, first and last word, its pattern's number.
    _Match = tuple[int, int, int, int]
    # What is found of an entry at a place: its start, the least of its ends (negative, for sorting), the entry, its ends.
    _Row = tuple[int, int, int, list[int]]


class Stretch:
    """Words in a row, behind `before` words of a lead-in; `longer` and `ended` are the phrases that begin and end at each.

    `joints` says how each hangs together with the one before it. No pattern reaches over a joint that ends a clause, so that a
    whole page may be one stretch, of which a part is asked for.
    """

    __slots__ = ("before", "ended", "joints", "longer", "meanings", "text", "within", "words")

    def __init__(
        self, words: Sequence[Word], meanings: Sequence[Meaning], text: str, joints: bytes, before: int = 0
    ) -> None:
        self.words, self.meanings, self.text, self.joints, self.before = words, meanings, text, joints, before
        self.longer: dict[int, list[tuple[int, Phrase]]] = {}
        self.ended: dict[int, list[tuple[int, Phrase]]] = {}
        self.within: frozenset[int] = frozenset()

    def matches(self) -> list[tuple[int, int, int]]:
        """(entry, start, end) of each match that ends behind the lead-in, in text order; see `matches_at`."""
        meanings = self.meanings
        self.find_phrases([index for index, meaning in enumerate(meanings) if meaning[2]])
        if self.before:
            self._know_own()
        heads = [index for index, meaning in enumerate(meanings) if meaning[3] is not None or meaning[4]]
        return self.matches_at(heads, self.longer)

    def _know_own(self) -> None:
        """Note the atoms with which a match may end that begins in the lead-in."""
        before = self.before
        crossing = [phrase[1] for stop, phrases in self.ended.items() if stop > before for _, phrase in phrases]
        self.within = frozenset().union(*[meaning[6] for meaning in self.meanings[before:]], *crossing)

    def matches_at(self, heads: Iterable[int], phrases: Iterable[int]) -> list[tuple[int, int, int]]:
        """Matches of which a word of `heads` is the rarest part, or a phrase that begins at one of `phrases`, in text order.

        None of one entry covers another of it. Of the ends that a match can have, the last before a pause counts: "chest pain
        or tightness", and "difficulty breathing" of "difficulty breathing, cough, pain when you breathe".
        """
        best: dict[tuple[int, int], list[int]] = {}
        opened = self._alone(heads, phrases, best)
        matched: list[_Match] = []
        for _, opening, start, end in sorted(opened, key=_index_of):
            self._look(opening, start, end, matched)
        single, words = len(best), self.words
        for entry, first, last, _ in matched:
            best.setdefault((entry, words[first][1]), []).append(words[last][2])
        if not best:
            return []
        rows = [(start, -min(ends), entry, ends) for (entry, start), ends in best.items()]
        if len(rows) > 1:
            if len({row[:2] for row in rows}) < len(rows):
                rows = self._ranked(rows, single, matched)
            rows.sort(key=_place_of)
        return self._kept(rows)

    def _ranked(self, rows: list[_Row], single: int, matched: Iterable[_Match]) -> list[_Row]:
        """The rows as they were asked for: the first `single` ones, then the others by where the rarest atoms of their patterns first stand."""
        ranks: dict[tuple[int, int], tuple[int, int, int]] = {}
        for entry, first, _, number in matched:
            key = self.words[first][1], entry
            rank = (*self._first_opened(number // MOST_PATTERNS, first), number)
            ranks[key] = min(rank, ranks.get(key, rank))
        return rows[:single] + sorted(rows[single:], key=lambda row: ranks[row[0], row[2]])

    def _first_opened(self, atom: int, index: int) -> tuple[int, int]:
        """Where in the clause of a word something first stands for an atom, and whether a word rather than a phrase does."""
        for at in range(max(0, self.joints.rfind(ENDED, 0, index + 1)), len(self.meanings)):
            if any(atom in phrase[1] for _, phrase in self.longer.get(at, ())):
                return at, 0
            if atom in self.meanings[at][0]:
                return at, 1
        return index, 1

    def _kept(self, rows: Iterable[_Row]) -> list[tuple[int, int, int]]:
        kept: list[tuple[int, int, int]] = []
        reach: dict[int, int] = {}
        for start, _, entry, ends in rows:
            end = ends[0] if len(ends) == 1 else self._end_of(ends)
            if end > reach.get(entry, -1):
                reach[entry] = end
                kept.append((entry, start, end))
        return kept

    def _alone(
        self, heads: Iterable[int], phrases: Iterable[int], best: dict[tuple[int, int], list[int]]
    ) -> list[tuple[int, Opening, int, int]]:
        """Note what is an entry by itself; give what the rest may open, with the words that it stands on."""
        meanings, words, before = self.meanings, self.words, self.before
        opened: list[tuple[int, Opening, int, int]] = []
        for index in phrases:
            for end, (_, _, opening, alone) in self.longer[index]:
                if opening is not None and self._may_open(opening, index, end):
                    opened.append((index, opening, index, end))
                if alone and end > before:
                    for entry in alone:
                        best.setdefault((entry, words[index][1]), []).append(words[end - 1][2])
        for index in heads:
            meaning = meanings[index]
            if meaning[3] is not None and self._may_open(meaning[3], index, index + 1):
                opened.append((index, meaning[3], index, index + 1))
            if meaning[4] and index >= before:
                _, start, stop = words[index]
                for entry in meaning[4]:
                    best.setdefault((entry, start), []).append(stop)
        return opened

    def _may_open(self, opening: Opening, start: int, end: int) -> bool:
        """Whether something that a pattern wants stands beside words, or a word that it may skip."""
        meanings = self.meanings
        if start < self.before and end <= self.before and opening.lasts.isdisjoint(self.within):
            return False
        if opening.free:
            return True
        if opening.behind and end < len(meanings):
            meaning = meanings[end]
            if not opening.behind_atoms.isdisjoint(meaning[6]) or (meaning[1] and opening.far_behind):
                return True
        if opening.before and start:
            meaning = meanings[start - 1]
            return not opening.before_atoms.isdisjoint(meaning[7]) or bool(meaning[1] and opening.far_before)
        return False

    def find_phrases(self, firsts: Iterable[int]) -> None:
        """Note the phrases that begin at some words."""
        meanings, count, joints = self.meanings, len(self.words) - 1, self.joints
        likely = [
            index
            for index in firsts
            if index < count and meanings[index + 1][5] in meanings[index][2] and not joints[index + 1]
        ]
        for index in likely:
            for phrase in meanings[index][2][meanings[index + 1][5]]:
                end = index + 1 + len(phrase[0])
                if end > count + 1 or (end > index + 2 and not self._goes_on(index + 1, phrase[0])):
                    continue
                self.longer.setdefault(index, []).append((end, phrase))
                self.ended.setdefault(end, []).append((index, phrase))

    def _goes_on(self, index: int, further: Sequence[str]) -> bool:
        return all(
            self.meanings[index + step][5] == word and not self.joints[index + step]
            for step, word in enumerate(further)
            if step
        )

    def _look(self, opening: Opening, start: int, end: int, matched: list[_Match]) -> None:
        """Add the matches whose rarest part is the words from `start` to `end`."""
        likely: list[Pattern] = []
        if opening.behind and end < len(self.words):
            self._ahead(opening, end, likely)
        if opening.before and start:
            self._back(opening, start, likely)
        if len(likely) > 1:
            likely = [pattern for _, pattern in sorted({pattern[5]: pattern for pattern in likely}.items())]
        before = self.before
        if end <= before:
            likely = [pattern for pattern in likely if pattern[1][-1] in self.within]
        for entry, atoms, gaps, rarest, _, number in likely:
            ends = self._further(atoms, gaps, rarest, end)
            if ends and (starts := self._earlier(atoms, gaps, rarest, start)):
                matched += [(entry, first, last - 1, number) for first, last in product(starts, ends) if last > before]
        for pattern in opening.free:
            matched += [
                (pattern[0], first, last, pattern[5]) for first, last in self._free(pattern, start) if last >= before
            ]

    def _ahead(self, opening: Opening, end: int, likely: list[Pattern]) -> None:
        """Add the patterns of which an element that may stand behind the rarest one does."""
        meanings, table = self.meanings, opening.behind
        meaning = meanings[end]
        for atom in table.keys() & meaning[6]:
            likely += table[atom]
        table = opening.far_behind
        if table:
            last = min(len(meanings), end + MAX_SKIPS + 1)
            while meaning[1] and (end := end + 1) < last:
                meaning = meanings[end]
                for atom in table.keys() & meaning[6]:
                    likely += table[atom]

    def _back(self, opening: Opening, start: int, likely: list[Pattern]) -> None:
        """Add the patterns of which an element that may stand before the rarest one does."""
        meanings, table = self.meanings, opening.before
        meaning = meanings[start - 1]
        for atom in table.keys() & meaning[7]:
            likely += table[atom]
        table = opening.far_before
        if table:
            first = max(0, start - MAX_SKIPS - 1)
            at = start - 1
            while meaning[1] and (at := at - 1) >= first:
                meaning = meanings[at]
                for atom in table.keys() & meaning[7]:
                    likely += table[atom]

    def _further(self, atoms: Sequence[int], gaps: Sequence[bool], rarest: int, end: int) -> Sequence[int]:
        """Where matches end whose rarest element ends before word `end`: indexes behind their last words."""
        ends: Sequence[int] = (end,)
        meanings, longer, joints = self.meanings, self.longer, self.joints
        for step in range(rarest + 1, len(atoms)):
            atom, gap = atoms[step], gaps[step]
            found: list[int] = []
            for at in ends:
                for place in range(at, min(len(meanings), at + MAX_SKIPS + 1 if gap else at + 1)):
                    meaning = meanings[place]
                    here = [place + 1] if atom in meaning[0] else []
                    if place in longer:
                        here += [stop for stop, phrase in longer[place] if atom in phrase[1]]
                    if here:
                        if joints[place] > gap:
                            break
                        found += here
                    if not gap or not meaning[1] or joints[place] == ENDED:
                        break
            if not found:
                return ()
            ends = list(dict.fromkeys(found)) if len(found) > 1 else found
        return ends

    def _earlier(self, atoms: Sequence[int], gaps: Sequence[bool], rarest: int, start: int) -> Sequence[int]:
        """Where matches start whose rarest element starts at word `start`."""
        starts: Sequence[int] = (start,)
        meanings, ended, joints = self.meanings, self.ended, self.joints
        for step in range(rarest - 1, -1, -1):
            atom, gap = atoms[step], gaps[step + 1]
            found: list[int] = []
            for at in starts:
                if not at or joints[at] > gap:
                    continue
                for stop in range(at, max(0, at - MAX_SKIPS - 1) if gap else at - 1, -1):
                    if atom in meanings[stop - 1][0]:
                        found.append(stop - 1)
                    if stop in ended:
                        found += [begin for begin, phrase in ended[stop] if atom in phrase[1]]
                    # To stand further off, the word before must be one to skip.
                    if not gap or not meanings[stop - 1][1] or joints[stop - 1] == ENDED:
                        break
            if not found:
                return ()
            starts = list(dict.fromkeys(found)) if len(found) > 1 else found
        return starts

    def _end_of(self, ends: list[int]) -> int:
        ends.sort()
        end = ends[0]
        for further in ends[1:]:
            if not any(pause in self.text[end:further] for pause in ",:;"):
                end = max(end, further)
        return end

    def _taken(self, index: int, atom: int) -> list[int]:
        """Where the words that stand for an atom at a word end: the indexes behind them."""
        ends = [index + 1] if atom in self.meanings[index][0] else []
        if index in self.longer:
            ends.extend(end for end, phrase in self.longer[index] if atom in phrase[1])
        return ends

    def _free(self, pattern: Pattern, at: int) -> Iterator[tuple[int, int]]:
        """(first, last) word of matches of a pattern in free order around a word: its first atom with the nearest of each other."""
        head, *others = pattern[1]
        low, high, meanings = max(0, at - _BACK), min(len(self.words), at + _NEAR + 1), self.meanings
        low, end = max(low, self.joints.rfind(ENDED, low, at + 1)), self.joints.find(ENDED, at + 1, high)
        high = high if end < 0 else end
        for index in [index for index in range(low, high) if head in meanings[index][6]]:
            for end in self._taken(index, head):
                first, last = index, end - 1
                for atom in others:
                    found = self._nearest(atom, index, end)
                    if found is None:
                        break
                    first, last = min(first, found[0]), max(last, found[1] - 1)
                else:
                    yield first, last

    def _nearest(self, atom: int, start: int, end: int) -> tuple[int, int] | None:
        """The nearest word or phrase outside words `start` to `end` that stands for an atom, in the same clause."""
        low, high = self._clause(start, end)
        meanings = self.meanings
        for distance in range(1, _NEAR + 1):
            for place in (start - distance, end + distance - 1):
                if low <= place < high and atom in meanings[place][6]:
                    for behind in self._taken(place, atom):
                        if behind <= high and (behind <= start or place >= end):
                            return place, behind
        return None

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """The words around `start` to `end` that a pattern in free order may reach."""
        low, high, meanings, joints = start, end, self.meanings, self.joints
        while low > max(0, start - _NEAR) and not joints[low] and meanings[low - 1].word not in _PARTING:
            low -= 1
        count = min(len(meanings), end + _NEAR)
        while high < count and not joints[high] and meanings[high].word not in _PARTING:
            high += 1
        return low, high
