"""Words and pairs of words that were typed twice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from qa.document.model import Word

_BLANKS = " \u00a0\u2009\u202f"
_JOINERS = frozenset("-‐‑/@.&#_+")
_JOINERS_BEHIND = _JOINERS - {"."}

# A pair that comes twice in a row is a slip only with one of these in it: "in the in the"; not "day by day by day".
_FUNCTION = frozenset("the a an of in to is are for with that be your you on at this from it as can may will".split())
_LINKING = frozenset("and or by to after on in upon again more".split())
_QUESTION = frozenset("what who where how that all which".split())
_LONGEST_PHRASE = 7
_ENDS = frozenset(".?!:\n")
_REACH = 14  # words back in which "what … is" makes "is is" English


class Doubled(NamedTuple):
    """What came twice, by projected offsets: the first run, and where its repetition ends."""

    start: int
    middle: int
    end: int


def doubled(text: str, words: Sequence[Word], lower: Sequence[str], allowed: Collection[str]) -> Iterator[Doubled]:
    """Every word or pair of words that follows itself with only blanks between.

    `lower` holds the words in lower case. Left alone are numbers, single letters other than "a" and "I", names ("Wagga
    Wagga", "Loa loa"), parts of compounds ("follow-up up to") and the `allowed` words that English does double ("had had").
    """
    row = _Row(lower)
    for at in row.repeats(1):
        one, two = words[at], words[at + 1]
        if _adjacent(text, one, two) and not _meant(text, words, lower, at, allowed):
            yield Doubled(one.start, one.end, two.end)
    for at in row.repeats(2):
        if _is_slip(lower[at], lower[at + 1]):
            run = words[at : at + 4]
            # "Cut it to one to one-half ounce" goes on to a compound.
            if text[run[3].end : run[3].end + 1] not in _JOINERS_BEHIND and all(
                _adjacent(text, one, two) for one, two in pairwise(run)
            ):
                yield Doubled(run[0].start, run[1].end, run[3].end)
    taken = -1
    for length in range(_LONGEST_PHRASE, 2, -1):
        for at in row.repeats(length, step=length):
            run = words[at : at + 2 * length]
            if at > taken and _is_phrase(text, run, length):
                taken = at + 2 * length
                yield Doubled(run[0].start, run[length - 1].end, run[-1].end)


class _Row:
    """Words as one number, a byte a word: against itself, so many words on, a word's byte is nought where both are the same.

    That two words have the same byte now and then is of no account.
    """

    def __init__(self, lower: Sequence[str]) -> None:
        self._lower = lower
        self._whole = int.from_bytes(bytes([hash(word) & 0xFF for word in lower]), "little")

    def repeats(self, length: int, step: int = 1) -> Iterator[int]:
        """Where so many words follow themselves, in order, each at least `step` words behind the one before it."""
        lower = self._lower
        differs = (self._whole ^ (self._whole >> 8 * length)).to_bytes(len(lower), "little")
        nought = bytes(length)
        at = differs.find(nought)
        while at >= 0:
            same = lower[at : at + length] == lower[at + length : at + 2 * length]
            if same:
                yield at
            at = differs.find(nought, at + (step if same else 1))


def _is_phrase(text: str, run: Sequence[Word], length: int) -> bool:
    """Whether a run is said twice in a sentence, and isn't a label and its text, or two cells of a table."""
    if text[run[length - 1].end : run[length].start] not in (" ", "\u00a0"):
        return False
    once, twice = ([word.text for word in part] for part in (run[:length], run[length:]))
    return once[1:] == twice[1:] and len({*once}) > 2 and all(_adjacent(text, one, two) for one, two in pairwise(run))


def _adjacent(text: str, one: Word, two: Word) -> bool:
    return not text[one.end : two.start].strip(_BLANKS)


def _meant(text: str, words: Sequence[Word], lower: Sequence[str], at: int, allowed: Collection[str]) -> bool:
    """Whether the doubling is English, a name, or half of a compound."""
    word, one, two = lower[at], words[at], words[at + 1]
    if word in allowed or any(char.isdigit() for char in word) or (len(word) == 1 and word not in "ai"):
        return True
    if word not in _FUNCTION and one.text[0].isupper() and (two.text[0].isupper() or not _opens(text, one.start)):
        return True
    if word in ("is", "does") and _asks(text, words, lower, at):
        return True
    return text[one.start - 1 : one.start] in _JOINERS or text[two.end : two.end + 1] in _JOINERS_BEHIND


def _asks(text: str, words: Sequence[Word], lower: Sequence[str], at: int) -> bool:
    """Whether "what", "how" and the like stand before in the same sentence: "what this is is a scan"."""
    before = next((index for index in range(at - 1, max(-1, at - 1 - _REACH), -1) if lower[index] in _QUESTION), None)
    return before is not None and _ENDS.isdisjoint(text[words[before].start : words[at].start])


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence, so that its capital says nothing."""
    before = text[max(0, start - 6) : start].rstrip(_BLANKS + "\"'“‘(")
    return not before or before[-1] in ".!?:\n"


def _is_slip(one: str, two: str) -> bool:
    return one != two and not _FUNCTION.isdisjoint((one, two)) and not {one, two} <= _LINKING
