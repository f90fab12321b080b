"""Follows a pattern from its rarest element to both sides, word by word and phrase by phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.joints import ENDED
from qa.safety.grammar import MOST_PATTERNS
from qa.safety.senses import begun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.safety.senses import Sense, Standing

# Words that a gap may skip.
MAX_SKIPS = 8
# How far apart the parts of a pattern in free order may stand, and the words over which it doesn't reach.
NEAR = 7
PARTING = frozenset(["and", "or", "but", "with", "without", "if", "when", "than", "not", "no", "nor", "because"])
# Words back in which the first part of a pattern in free order may begin, long phrases included.
_BACK = 2 * NEAR


class Steps:
    """The words of a row, of which the last is none, as patterns are followed over them.

    `words` are these as forms and texts are compared, `atoms` what they stand for, `skipped` which of them a gap may skip; `joints`
    says how each hangs together with the one before it. `longer` and `ended` are the phrases that begin and end at each, with the
    index behind their last word and that of their first.
    """

    __slots__ = ("atoms", "ended", "joints", "longer", "skipped", "words")

    def __init__(
        self, words: Sequence[str], atoms: Sequence[frozenset[int]], skipped: Sequence[bool], joints: bytes
    ) -> None:
        self.words, self.atoms, self.skipped, self.joints = words, atoms, skipped, joints
        self.longer: dict[int, list[tuple[int, Standing]]] = {}
        self.ended: dict[int, list[tuple[int, Standing]]] = {}

    def find_phrases(self, firsts: Iterable[int], senses: Sequence[Sense]) -> None:
        """Note the phrases that begin at some words, each with the second word of one behind it."""
        words, joints, longer, ended = self.words, self.joints, self.longer, self.ended
        for index in firsts:
            if joints[index + 1]:
                continue
            for further, phrase in begun(senses[index], words[index + 1]):
                end = index + 2
                for word in further[1:]:
                    if joints[end] or words[end] != word:
                        break
                    end += 1
                else:
                    longer.setdefault(index, []).append((end, phrase))
                    ended.setdefault(end, []).append((index, phrase))

    def first_opened(self, number: int, index: int) -> tuple[int, int]:
        """Where in the clause of a word something first stands for the rarest element of a pattern, and whether a word rather than a phrase does."""
        atom = number // MOST_PATTERNS
        for at in range(max(0, self.joints.rfind(ENDED, 0, index + 1)), len(self.words)):
            if any(atom in phrase.atoms for _, phrase in self.longer.get(at, ())):
                return at, 0
            if atom in self.atoms[at]:
                return at, 1
        return index, 1

    def further(self, atoms: Sequence[int], gaps: Sequence[bool], rarest: int, end: int) -> Sequence[int]:
        """Where matches end whose rarest element ends before word `end`: indexes behind their last words."""
        ends: Sequence[int] = (end,)
        here, longer, joints, skipped = self.atoms, self.longer, self.joints, self.skipped
        for step in range(rarest + 1, len(atoms)):
            atom, gap = atoms[step], gaps[step]
            found: list[int] = []
            for at in ends:
                for place in range(at, at + MAX_SKIPS + 1 if gap else at + 1):
                    joint = joints[place]
                    if joint <= gap:
                        if atom in here[place]:
                            found.append(place + 1)
                        if place in longer:
                            found += [stop for stop, phrase in longer[place] if atom in phrase[0]]
                    # What ends a clause isn't crossed. The word that is none is not skipped either.
                    if joint == ENDED or not skipped[place]:
                        break
            if not found:
                return ()
            ends = list(dict.fromkeys(found)) if len(found) > 1 else found
        return ends

    def earlier(self, atoms: Sequence[int], gaps: Sequence[bool], rarest: int, start: int) -> Sequence[int]:
        """Where matches start whose rarest element starts at word `start`."""
        starts: Sequence[int] = (start,)
        here, ended, joints, skipped = self.atoms, self.ended, self.joints, self.skipped
        for step in range(rarest - 1, -1, -1):
            atom, gap = atoms[step], gaps[step + 1]
            found: list[int] = []
            for at in starts:
                if not at or joints[at] > gap:
                    continue
                for stop in range(at, max(0, at - MAX_SKIPS - 1) if gap else at - 1, -1):
                    if atom in here[stop - 1]:
                        found.append(stop - 1)
                    if stop in ended:
                        found += [begin for begin, phrase in ended[stop] if atom in phrase[0]]
                    # To stand further off, the word before must be one to skip.
                    if not skipped[stop - 1] or joints[stop - 1] == ENDED:
                        break
            if not found:
                return ()
            starts = list(dict.fromkeys(found)) if len(found) > 1 else found
        return starts

    def free(self, atoms: Sequence[int], at: int) -> Iterator[tuple[int, int]]:
        """(first, last) word of matches of a pattern in free order around a word: its first element with the nearest of each other."""
        head, *others = atoms
        low, high = max(0, at - _BACK), min(len(self.words), at + NEAR + 1)
        low, end = max(low, self.joints.rfind(ENDED, low, at + 1)), self.joints.find(ENDED, at + 1, high)
        here, longer = self.atoms, self.longer
        for index in [at for at in range(low, high if end < 0 else end) if head in here[at] or at in longer]:
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
        ends = [index + 1] if atom in self.atoms[index] else []
        if index in self.longer:
            ends.extend(end for end, phrase in self.longer[index] if atom in phrase[0])
        return ends

    def _nearest(self, atom: int, start: int, end: int) -> tuple[int, int] | None:
        """The nearest word or phrase outside words `start` to `end` that stands for an element, in the same clause."""
        low, high = self._clause(start, end)
        here, longer = self.atoms, self.longer
        likely = {place for place in range(low, high) if atom in here[place] or place in longer}
        for distance in range(1, NEAR + 1) if likely else ():
            for place in (start - distance, end + distance - 1):
                if place in likely:
                    for behind in self._taken(place, atom):
                        if behind <= high and (behind <= start or place >= end):
                            return place, behind
        return None

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """The words around `start` to `end` that a pattern in free order may reach."""
        low, high, words, joints = start, end, self.words, self.joints
        while low > max(0, start - NEAR) and not joints[low] and words[low - 1] not in PARTING:
            low -= 1
        count = min(len(words), end + NEAR)
        while high < count and not joints[high] and words[high] not in PARTING:
            high += 1
        return low, high
