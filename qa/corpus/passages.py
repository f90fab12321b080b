"""Passages that stand on two pages word for word, or nearly so.

Linear in the documents: runs are sorted by hash, one sixteenth of them at a time, and those on many pages are left out, since they
are standing text. What two pages share is then joined, in order of place, into passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qa.corpus.prints import RUN, unpacked
from qa.document.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.corpus.prints import Prints

_PARTS = 16
_MAX_GAP = 25  # words between two kept runs of one passage; a changed word spoils five runs
_MIN_SHARE = 0.55  # of the runs within a passage, those that both pages keep; each changed word costs one in four of twenty words

Pair = tuple[int, int]


class Passage(NamedTuple):
    """A passage of page `later` that page `earlier` has too; `words` are those of the later page, `same` tells word for word."""

    earlier: int
    later: int
    words: int
    same: bool
    span: Span
    original: Span


def shared_passages(pages: Sequence[Prints], *, min_words: int, max_pages: int) -> Iterator[Passage]:
    """Every passage of at least `min_words` words that two pages share, in no order.

    `max_pages`: what stands on more pages is standing text.
    """
    read = [_Read(page) for page in pages]
    for (earlier, later), met in _meetings(read, max_pages).items():
        for chain in _chains(sorted(met), read[earlier], read[later]):
            found = _passage(chain, (earlier, later), read, min_words)
            if found is not None:
                yield found


class _Read:
    """The prints of one page, unpacked."""

    def __init__(self, packed: Prints) -> None:
        self.hashes, self.numbers, self.starts, self.ends = map(unpacked, packed)

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.ends[last])

    def words(self, first: int, last: int) -> int:
        return self.numbers[last] - self.numbers[first] + RUN


def _meetings(pages: Sequence[_Read], max_pages: int) -> dict[Pair, list[Pair]]:
    """For each pair of pages the kept runs that both have, as indices into either page's prints."""
    found: dict[Pair, list[Pair]] = {}
    for part in range(_PARTS):
        rows = [
            (run, page, at)
            for page, prints in enumerate(pages)
            for at, run in enumerate(prints.hashes)
            if run % _PARTS == part
        ]
        rows.sort()
        first = 0
        for end in range(1, len(rows) + 1):
            if end < len(rows) and rows[end][0] == rows[first][0]:
                continue
            if end - first > 1:
                _add(rows[first:end], max_pages, found)
            first = end
    return found


def _add(rows: Sequence[tuple[int, int, int]], max_pages: int, found: dict[Pair, list[Pair]]) -> None:
    """Every pair of different pages among the rows of one run; a run that a page repeats counts once, where it first stands."""
    places: dict[int, int] = {}
    for _, page, at in rows:
        places.setdefault(page, at)
    if not 1 < len(places) <= max_pages:
        return
    items = list(places.items())
    for number, (earlier, at) in enumerate(items):
        for later, other in items[number + 1 :]:
            found.setdefault((earlier, later), []).append((at, other))


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


def _passage(chain: Sequence[Pair], pair: Pair, pages: Sequence[_Read], min_words: int) -> Passage | None:
    earlier, later = pages[pair[0]], pages[pair[1]]
    (first, start), (last, end) = chain[0], chain[-1]
    words = later.words(start, end)
    kept = max(last - first, end - start) + 1
    if words < min_words or len(chain) < kept * _MIN_SHARE:
        return None
    same = len(chain) == kept and words == earlier.words(first, last)
    return Passage(*pair, words, same, later.span(start, end), earlier.span(first, last))
