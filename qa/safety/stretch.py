"""One stretch of words against the patterns that may stand in it."""

from __future__ import annotations

import re
from functools import cached_property, reduce
from itertools import pairwise
from operator import itemgetter, or_
from typing import TYPE_CHECKING

from qa.safety.grammar import MAX_SKIPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.document.model import Word
    from qa.safety.grammar import Meaning, Pattern, Phrase

# Between two words of one form: blanks, hyphens, quotes, an opening bracket. A pause (comma, colon, dash, closing bracket)
# may stand in a gap only; anything else ends the clause.
_BLANKS = frozenset("° \t\u00a0\u202f-\u2010\u2011/([\"“”‘'’*_&+")
_PAUSES = _BLANKS | frozenset(",:)]–—")
_JOINED, _PAUSED, _ENDED = 0, 1, 2
# What ends a clause, beside a hyphen between blanks: characters that are neither a word's, nor a blank, nor a pause.
CLAUSE_END = re.compile(rf"[^\w{re.escape(''.join(sorted(_PAUSES)))}]+")

_bits_of = itemgetter(1)
# How far apart the parts of a pattern in free order may stand, and the words over which it doesn't reach.
_NEAR = 7
_PARTING = frozenset(["and", "or", "but", "with", "without", "if", "when", "than", "not", "no", "nor", "because"])


class Stretch:
    """The words of a block, behind `before` words of its lead-in.

    `bits` are the atoms that begin at each word, `longer` the ends and bits of the phrases that begin there.
    """

    def __init__(self, words: Sequence[Word], meanings: Sequence[Meaning], text: str, before: int = 0) -> None:
        self.words, self.meanings, self.text, self.before = words, meanings, text, before
        self.bits: list[int] = []
        self.spots: list[tuple[int, int]] = []
        self.longer: dict[int, list[tuple[int, int]]] = {}

    def matches(self) -> list[tuple[int, int, int]]:
        """Matches that end behind the lead-in and of which none of their own entry covers another, in text order.

        Of the ends that a match can have, the last before a pause: "chest pain or tightness", and "difficulty breathing" of
        "difficulty breathing, cough, pain when you breathe".
        """
        best: dict[tuple[int, int], list[int]] = {}
        opened = self._read(best)
        if opened:
            self._look(opened, best)
        if not best:
            return []
        kept: list[tuple[int, int, int]] = []
        reach: dict[int, int] = {}
        for (entry, start), ends in sorted(best.items(), key=lambda item: (item[0][1], -min(item[1]))):
            end = ends[0] if len(ends) == 1 else self._end_of(ends)
            if end > reach.get(entry, -1):
                reach[entry] = end
                kept.append((entry, start, end))
        return kept

    def _read(self, best: dict[tuple[int, int], list[int]]) -> list[tuple[Pattern, ...]]:
        """Take in the words: note what stands for itself, and give the patterns that the rest may open."""
        opened: list[tuple[Pattern, ...]] = []
        words, meanings, before, spots = self.words, self.meanings, self.before, self.spots
        seen, last = self.bits, len(words) - 1
        for index, meaning in enumerate(meanings):
            bits, phrases = meaning[0], meaning[2]
            if phrases and index < last:
                following = phrases.get(meanings[index + 1][5])
                if following is not None:
                    bits |= self._phrases(index, following, opened, best)
            seen.append(bits)
            if bits:
                spots.append((index, bits))
                if meaning[3]:
                    opened.append(meaning[3])
                if meaning[4] and index >= before:
                    _, start, end = words[index]
                    for entry in meaning[4]:
                        best.setdefault((entry, start), []).append(end)
        return opened

    def _phrases(
        self,
        index: int,
        following: tuple[Phrase, ...],
        opened: list[tuple[Pattern, ...]],
        best: dict[tuple[int, int], list[int]],
    ) -> int:
        found = 0
        meanings, joints, count = self.meanings, self._joints, len(self.words)
        for further, bits, opens, alone in following:
            end = index + 1 + len(further)
            if end > count or joints[index + 1] != _JOINED:
                continue
            if len(further) > 1 and any(
                meanings[index + 1 + step][5] != word or joints[index + 1 + step] != _JOINED
                for step, word in enumerate(further)
            ):
                continue
            found |= bits
            self.longer.setdefault(index, []).append((end, bits))
            if opens:
                opened.append(opens)
            if alone and end > self.before:
                for entry in alone:
                    best.setdefault((entry, self.words[index][1]), []).append(self.words[end - 1][2])
        return found

    def _look(self, opened: list[tuple[Pattern, ...]], best: dict[tuple[int, int], list[int]]) -> None:
        """Look for the opened patterns of which all elements are there."""
        has = reduce(or_, map(_bits_of, self.spots), 0)
        words, before = self.words, self.before
        done: set[int] = set()
        for patterns in opened:
            if id(patterns) in done:
                continue
            done.add(id(patterns))
            for pattern in [pattern for pattern in patterns if pattern[3] & has == pattern[3]]:
                for first, last in self._free(pattern) if pattern[4] else self._rows(pattern):
                    if last >= before:
                        best.setdefault((pattern[0], words[first][1]), []).append(words[last][2])

    def _end_of(self, ends: list[int]) -> int:
        ends.sort()
        end = ends[0]
        for further in ends[1:]:
            if not any(pause in self.text[end:further] for pause in ",:;"):
                end = max(end, further)
        return end

    def _rows(self, pattern: Pattern) -> list[tuple[int, int]]:
        """(first, last) word of each match of a pattern whose elements stand in order."""
        first, longer = pattern[1][0], self.longer
        found: list[tuple[int, int]] = []
        for index, bits in self.spots:
            if bits & first:
                for end in self._taken(index, first) if index in longer else (index + 1,):
                    found.extend([(index, last) for last in self._further(pattern, end)])
        return found

    def _further(self, pattern: Pattern, at: int) -> list[int]:
        """The last words of the matches whose first element ends before `at`."""
        seen_bits, meanings, joints, longer = self.bits, self.meanings, self._joints, self.longer
        count, wanted, gaps = len(seen_bits), pattern[1], pattern[2]
        end_step = len(wanted) - 1
        found: list[int] = []
        stack, seen = [(at, 1)], set[tuple[int, int]]()
        while stack:
            at, step = stack.pop()
            bit, gap = wanted[step], gaps[step]
            for place in range(at, min(count, at + MAX_SKIPS + 1 if gap else at + 1)):
                if seen_bits[place] & bit and (place, step) not in seen:
                    if joints[place] > gap:
                        break
                    seen.add((place, step))
                    ends = self._taken(place, bit) if place in longer else (place + 1,)
                    if step == end_step:
                        found.extend([end - 1 for end in ends])
                    else:
                        stack.extend([(end, step + 1) for end in ends])
                if not meanings[place][1] or joints[place] == _ENDED:
                    break
        return found

    def _taken(self, index: int, bit: int) -> list[int]:
        """Where the words that stand for an atom at a word end: the indexes behind them."""
        ends = [index + 1] if self.meanings[index][0] & bit else []
        if index in self.longer:
            ends.extend(end for end, bits in self.longer[index] if bits & bit)
        return ends

    def _free(self, pattern: Pattern) -> Iterator[tuple[int, int]]:
        """(first, last) word of each match of a pattern in free order: its first element with the nearest of each other."""
        head, *others = pattern.bits
        for index, bits in self.spots:
            if not bits & head:
                continue
            for end in self._taken(index, head):
                first, last = index, end - 1
                for bit in others:
                    found = self._nearest(bit, index, end)
                    if found is None:
                        break
                    first, last = min(first, found[0]), max(last, found[1] - 1)
                else:
                    yield first, last

    def _nearest(self, bit: int, start: int, end: int) -> tuple[int, int] | None:
        """The nearest word or phrase outside words `start` to `end` that stands for an atom, in the same clause."""
        low, high = self._clause(start, end)
        for distance in range(1, _NEAR + 1):
            for place in (start - distance, end + distance - 1):
                if low <= place < high and self.bits[place] & bit:
                    for behind in self._taken(place, bit):
                        if behind <= high and (behind <= start or place >= end):
                            return place, behind
        return None

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """The words around `start` to `end` that a pattern in free order may reach."""
        low, high, joints = start, end, self._joints
        while low > max(0, start - _NEAR) and joints[low] == _JOINED and self.meanings[low - 1].word not in _PARTING:
            low -= 1
        count = min(len(self.bits), end + _NEAR)
        while high < count and joints[high] == _JOINED and self.meanings[high].word not in _PARTING:
            high += 1
        return low, high

    @cached_property
    def _joints(self) -> list[int]:
        """How each word hangs together with the one before it."""
        text = self.text
        joints = [_JOINED]
        joints += [
            _JOINED if after[1] - word[2] == 1 and text[word[2]] == " " else _joint_of(text[word[2] : after[1]])
            for word, after in pairwise(self.words)
        ]
        joints[min(self.before, len(joints) - 1)] = _JOINED
        return joints


def _joint_of(between: str) -> int:
    if " - " in between:
        return _ENDED
    worst = _JOINED
    for char in between:
        if char not in _BLANKS:
            if char not in _PAUSES:
                return _ENDED
            worst = _PAUSED
    return worst
