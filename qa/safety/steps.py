"""Follows a pattern back from where it ends, word by word and phrase by phrase, and looks around for one in free order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.safety.grammar import MOST_PATTERNS
from qa.safety.joints import ENDED
from qa.safety.senses import PARTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.safety.senses import Sense

# Words that a gap may skip.
MAX_SKIPS = 8
# How far apart the parts of a pattern in free order may stand.
NEAR = 7
# Words back in which the first part of a pattern in free order may begin, long phrases included.
_BACK = 2 * NEAR
# Words of a phrase behind its first, at most.
LONGEST = 9


class _Phrases(dict[int, "list[tuple[int, frozenset[int]]]"]):
    """The phrases that begin at each word, (index behind their last word, elements), each looked for when it is first asked for."""

    def __init__(self, senses: Sequence[Sense], joints: bytes) -> None:
        super().__init__()
        self._senses, self._joints = senses, joints

    def __missing__(self, index: int) -> list[tuple[int, frozenset[int]]]:
        found = self[index] = []
        phrases, end = self._senses[index].phrases, index + 1
        while phrases is not None and end < len(self._senses) and not self._joints[end]:
            word = self._senses[end].word
            if not word or word not in phrases:
                break
            atoms, phrases = phrases.after(word)
            end += 1
            if atoms:
                found.append((end, atoms))
        return found


class Steps:
    """Words of a row by their senses, as patterns are followed over them; `joints` says how each hangs together with the one before it."""

    __slots__ = ("joints", "phrases", "senses")

    def __init__(self, senses: Sequence[Sense], joints: bytes) -> None:
        self.senses, self.joints = senses, joints
        self.phrases = _Phrases(senses, joints)

    def clauses(self, first: int, last: int) -> tuple[int, int]:
        """The words of the clauses that words `first` to `last` belong to."""
        end = self.joints.find(ENDED, last)
        return max(0, self.joints.rfind(ENDED, 0, first + 1)), end if end >= 0 else len(self.senses)

    def begins(self, atom: int, end: int) -> list[int]:
        """Where what stands for an element and ends before word `end` begins: a word, phrases."""
        senses, joints = self.senses, self.joints
        last = end - 1
        found = [last] if atom in senses[last].atoms else []
        if senses[last].word:
            for begin in range(last - 1, max(-1, last - LONGEST - 1), -1):
                if joints[begin + 1]:
                    break
                if atom in senses[begin].begun:
                    found += [begin for stop, atoms in self.phrases[begin] if stop == end and atom in atoms]
        return found

    def earlier(
        self, atoms: Sequence[int], gaps: Sequence[bool], above: int, down: int, starts: Sequence[int]
    ) -> Sequence[int]:
        """Where element `down` of matches begins of which element `above` begins at one of `starts` (behind the last one: the match ends there)."""
        senses, joints = self.senses, self.joints
        for step in range(above - 1, down - 1, -1):
            atom = atoms[step]
            gap = step + 1 < len(atoms) and gaps[step + 1]
            tied = step + 1 < len(atoms)
            found: list[int] = []
            for at in starts:
                if tied and (not at or joints[at] > gap):
                    continue
                for stop in range(at, max(0, at - MAX_SKIPS - 1) if gap else at - 1, -1):
                    sense = senses[stop - 1]
                    if atom in sense.atoms or sense.word:
                        found += self.begins(atom, stop)
                    # To stand further off, the word before must be one to skip.
                    if not sense.filler or joints[stop - 1] == ENDED:
                        break
            if not found:
                return ()
            starts = list(dict.fromkeys(found)) if len(found) > 1 else found
        return starts

    def first_opened(self, number: int, index: int) -> tuple[int, int]:
        """Where in the clause of a word something first stands for the rarest element of a pattern, and whether a word rather than a phrase does."""
        atom = number // MOST_PATTERNS
        for at in range(max(0, self.joints.rfind(ENDED, 0, index + 1)), len(self.senses)):
            if atom in self.senses[at].begun and any(atom in atoms for _, atoms in self.phrases[at]):
                return at, 0
            if atom in self.senses[at].atoms:
                return at, 1
        return index, 1

    def free(self, atoms: Sequence[int], at: int) -> Iterator[tuple[int, int]]:
        """(first, last) word of matches of a pattern in free order around a word: its first element with the nearest of each other."""
        head, *others = atoms
        low, high = max(0, at - _BACK), min(len(self.senses), at + NEAR + 1)
        low, end = max(low, self.joints.rfind(ENDED, low, at + 1)), self.joints.find(ENDED, at + 1, high)
        for index in range(low, high if end < 0 else end):
            for end in self._taken(index, head):
                first, last = index, end - 1
                for atom in others:
                    found = self._nearest(atom, index, end)
                    if found is None:
                        break
                    first, last = min(first, found[0]), max(last, found[1] - 1)
                else:
                    yield first, last

    def _taken(self, index: int, atom: int) -> list[int]:
        """Where the words that stand for an element at a word end: the indexes behind them."""
        sense = self.senses[index]
        ends = [index + 1] if atom in sense.atoms else []
        if atom in sense.begun:
            ends += [end for end, atoms in self.phrases[index] if atom in atoms]
        return ends

    def _nearest(self, atom: int, start: int, end: int) -> tuple[int, int] | None:
        """The nearest word or phrase outside words `start` to `end` that stands for an element, in the same clause."""
        low, high = self._clause(start, end)
        likely = {place for place in range(low, high) if atom in self.senses[place].reach}
        for distance in range(1, NEAR + 1) if likely else ():
            for place in (start - distance, end + distance - 1):
                if place in likely:
                    for behind in self._taken(place, atom):
                        if behind <= high and (behind <= start or place >= end):
                            return place, behind
        return None

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """The words around `start` to `end` that a pattern in free order may reach."""
        low, high, senses, joints = start, end, self.senses, self.joints
        while low > max(0, start - NEAR) and not joints[low] and senses[low - 1].word not in PARTING:
            low -= 1
        count = min(len(senses), end + NEAR)
        while high < count and not joints[high] and senses[high].word not in PARTING:
            high += 1
        return low, high
