"""Passages that stand on two pages word for word, or nearly so.

Linear in the documents: runs are sorted by hash, on disk where there are many, and those on many pages are left out, since they
are standing text. What two pages share is then joined, in order of place, into passages.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import combinations, count
from typing import TYPE_CHECKING

from qa.corpus.groups import Groups
from qa.corpus.prints import RUN, unpacked
from qa.document.model import Span
from qa.named import NamedTuple

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

    from qa.corpus.prints import Prints

# Bits that number the kept runs of one page.
_PLACES = 24
_MAX_GAP = 25  # words between two kept runs of one passage; a changed word spoils five runs
_MIN_SHARE = 0.55  # of the runs within a passage, those that both pages keep; each changed word costs one in four of twenty words

Pair = tuple[int, int]


class Passage(NamedTuple):
    """A passage of page `later` that page `earlier` has too; `words` are those of the later page, `same` tells word for word.

    `agrees`: both have the same figures and words that say no, whatever else differs.
    """

    earlier: int
    later: int
    words: int
    same: bool
    agrees: bool
    span: Span
    original: Span


def shared_passages(pages: Sequence[Prints], *, min_words: int, max_pages: int) -> Iterator[Passage]:
    """Every passage of at least `min_words` words that two pages share, in no order.

    `max_pages`: what stands on more pages is standing text.
    """
    reader = _Reader(pages)
    for (earlier, later), met in _meetings(pages, max_pages):
        if (len(met) - 1) * _MAX_GAP + RUN < min_words:  # too few to reach so far; saves reading both pages
            continue
        for chain in _chains(met, reader(earlier), reader(later)):
            found = _passage(chain, (earlier, later), reader, min_words)
            if found is not None:
                yield found


class _Read:
    """The prints of one page, unpacked."""

    def __init__(self, packed: Prints) -> None:
        self.hashes, self.numbers, self.starts, self.ends, self._telling, self._told = map(unpacked, packed)

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.ends[last])

    def words(self, first: int, last: int) -> int:
        return self.numbers[last] - self.numbers[first] + RUN

    def told(self, first: int, last: int) -> array[int]:
        """What the figures and words that say no are, from one kept run to another."""
        begin = bisect_left(self._telling, self.numbers[first])
        return self._told[begin : bisect_left(self._telling, self.numbers[last] + RUN)]


class _Reader:
    """Unpacks prints when they are asked for; those of the last few pages are kept."""

    def __init__(self, pages: Sequence[Prints]) -> None:
        self._read = lru_cache(8)(lambda index: _Read(pages[index]))

    def __call__(self, index: int) -> _Read:
        return self._read(index)


def _meetings(pages: Sequence[Prints], max_pages: int) -> Iterator[tuple[Pair, list[Pair]]]:
    """For each pair of pages the kept runs that both have, as indices into either page's prints, in order."""
    runs, pairs = Groups(), Groups(least=1)
    for page, packed in enumerate(pages):
        first = page << _PLACES
        runs.extend(zip(unpacked(packed[0]), count(first)))
    for group in runs.groups():
        for pair, (at, other) in _met(group, max_pages):
            pairs.add(pair, at << _PLACES | other, f"{pair[0]} {pair[1]}")
    for group in pairs.groups():
        earlier, _, later = group[0][1].partition(" ")
        yield (int(earlier), int(later)), [_split(number) for number, _ in group]


def _met(group: Sequence[tuple[int, str]], max_pages: int) -> Iterator[tuple[Pair, Pair]]:
    """Every pair of different pages that have one run; a run that a page repeats counts once, where it first stands."""
    places: dict[int, int] = {}
    for number, _ in group:
        page, at = _split(number)
        places.setdefault(page, at)
    if not 1 < len(places) <= max_pages:
        return
    for (earlier, at), (later, other) in combinations(places.items(), 2):
        yield (earlier, later), (at, other)


def _split(number: int) -> Pair:
    return number >> _PLACES, number & ((1 << _PLACES) - 1)


def _chains(met: Sequence[Pair], earlier: _Read, later: _Read) -> Iterator[list[Pair]]:
    """The common runs joined while both pages go on within a short gap."""
    chain: list[Pair] = []
    for item in met:
        if chain and not (
            0 < later.numbers[item[1]] - later.numbers[chain[-1][1]] <= _MAX_GAP
            and earlier.numbers[item[0]] - earlier.numbers[chain[-1][0]] <= _MAX_GAP
        ):
            yield chain
            chain = []
        chain.append(item)
    if chain:
        yield chain


def _passage(chain: Sequence[Pair], pair: Pair, reader: _Reader, min_words: int) -> Passage | None:
    earlier, later = reader(pair[0]), reader(pair[1])
    (first, start), (last, end) = chain[0], chain[-1]
    words = later.words(start, end)
    kept = max(last - first, end - start) + 1
    if words < min_words or len(chain) < kept * _MIN_SHARE:
        return None
    same = len(chain) == kept and words == earlier.words(first, last)
    agrees = same or later.told(start, end) == earlier.told(first, last)
    return Passage(*pair, words, same, agrees, later.span(start, end), earlier.span(first, last))
