"""Chooses which words of the medical vocabularies may be trusted.

A vocabulary holds its own slips ("tonsilitis", "fascitis", "asprin"). A word is kept where its sources outweigh
its neighbours: MeSH, which is edited word for word, vouches alone; any other word needs two sources, three uses, or
eight letters and no neighbour (a slip nearly always has the right word beside it), and none may sit one slip away from a word that is used far more, unless the two differ as inflections do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MIN_LENGTH = 4
OUTWEIGHED = 6
OUTWEIGHED_BY_VOUCHED = 2
_TRIPLE = re.compile(r"(.)\1\1")
LONG = 8
_ENDINGS = (
    {"", "s"}, {"", "es"}, {"e", "a"}, {"us", "i"}, {"um", "a"}, {"on", "a"}, {"is", "es"}, {"a", "as"}, {"a", "ae"},
    {"y", "ies"}, {"e", "ed"}, {"e", "es"}, {"", "a"}, {"", "e"}, {"", "d"}, {"al", "a"}, {"an", "a"}, {"in", "ine"},
    {"ic", "id"}, {"c", "s"}, {"c", "d"}, {"s", "l"}, {"y", "ic"}, {"t", "ts"}, {"d", "s"}, {"us", "um"}, {"", "l"},
    {"", "n"}, {"r", "s"}, {"a", "um"}, {"ed", "es"}, {"e", "ic"}, {"e", "al"}, {"y", "e"}, {"us", "a"}, {"y", "s"},
    {"ant", "ent"}, {"o", "os"}, {"id", "in"}, {"al", "ar"}, {"r", "l"}, {"a", "c"}, {"c", "n"}, {"", "y"}, {"s", "t"}, {"e", "t"}, {"e", "y"},
)  # fmt: skip


def deletions(word: str) -> set[str]:
    """Return `word` and every string that loses one letter of it."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def differ_as_inflections(word: str, other: str) -> bool:
    """Tell whether two words share a stem and differ only in a pair of endings that grammar explains."""
    stem = 0
    for left, right in zip(word, other, strict=False):
        if left != right:
            break
        stem += 1
    if stem < MIN_LENGTH - 1:
        return False
    return any({word[cut:], other[cut:]} in _ENDINGS for cut in range(max(stem - 2, 0), stem + 1))


def one_slip_apart(word: str, other: str) -> bool:
    """Tell whether one letter lost, added, changed or swapped with its neighbour turns `word` into `other`."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    if len(word) != len(other):
        short, long = sorted((word, other), key=len)
        return short in deletions(long)
    places = [place for place, pair in enumerate(zip(word, other, strict=True)) if pair[0] != pair[1]]
    if len(places) == 1:
        return True
    swapped = len(places) == 2 and places[1] == places[0] + 1
    return swapped and word[places[0]] == other[places[1]] and word[places[1]] == other[places[0]]


class Neighbours:
    """Finds the words one slip away, by the strings that lose one letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._index: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            for form in deletions(word):
                self._index[form].append(word)

    def of(self, word: str) -> set[str]:
        """Return the indexed words one slip away from `word`."""
        near = {other for form in deletions(word) for other in self._index.get(form, ())}
        return {other for other in near if one_slip_apart(word, other)}


def trusted(
    vouching: Mapping[str, Counter[str]], others: Mapping[str, Counter[str]], known: Mapping[str, int]
) -> dict[str, int]:
    """Return the words to keep with the number of times they are used.

    `vouching` sources are believed alone, `others` need company; all in lower case. `known` are words of general English
    with a weight: they are not returned, but outweigh slips.
    """
    uses: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for counts in (*vouching.values(), *others.values()):
        for word, count in counts.items():
            uses[word] += count
            sources[word] += 1
    alone = {word for counts in vouching.values() for word in counts}
    kept = {
        word: count
        for word, count in uses.items()
        if len(word) >= MIN_LENGTH
        and not _TRIPLE.search(word)
        and (word in alone or sources[word] > 1 or count > MIN_LENGTH - 2)
    }
    weights = {word: max(kept.get(word, 0), known.get(word, 0)) for word in kept.keys() | known.keys()}
    neighbours = Neighbours(weights)
    for word, count in uses.items():
        if len(word) >= LONG and word not in kept and word not in known and not neighbours.of(word):
            kept[word] = count
    for word in list(kept):
        if word in known or (word in alone and sources[word] > 1):
            continue
        for other in neighbours.of(word):
            ratio = OUTWEIGHED_BY_VOUCHED if other in alone and word not in alone else OUTWEIGHED
            if weights[other] >= ratio * kept[word] and not differ_as_inflections(word, other):
                del kept[word]
                break
    return kept
