"""Finds every form of every entry of a table in a document, in a part of it, or in a text outside it."""

from __future__ import annotations

from bisect import bisect_left
from functools import reduce
from itertools import pairwise
from operator import attrgetter, or_
from typing import TYPE_CHECKING

from qa.document.joints import ENDED, JOINED, joint_of, joints
from qa.named import NamedTuple
from qa.safety.crossing import may_cross
from qa.safety.leadins import led_items
from qa.safety.row import Row

if TYPE_CHECKING:
    from qa.document.model import Document
    from qa.safety.leadins import Led
    from qa.safety.senses import Table

_block_of = attrgetter("block")


class Hit(NamedTuple):
    """An entry found: its number, its projected range, the block that holds it.

    Where a lead-in supplied the first words ("You have trouble with:"), the range is what stands in the item.
    """

    entry: int
    start: int
    end: int
    block: int


def hits_of(document: Document, table: Table) -> list[Hit]:
    """Every entry's matches in every block but code and partner cards, in text order; linear in the words."""
    row = _row(document, slice(None), table)
    led, unread = led_items(document)
    hits: list[Hit] = []
    apart = unread
    crossed = [item for item in led if may_cross(row, item)]
    if crossed:
        apart = sorted([*unread, *(item.own for item in crossed)])
        hits = [hit for item in crossed for hit in _behind_lead(document, item, table)]
    blocks, at = document.blocks, 0
    for entry, start, stop in row.outside(apart):
        while blocks[at].end <= start:
            at += 1
        hits.append(Hit(entry, start, stop, blocks[at].index))
    return sorted(hits, key=_block_of) if crossed else hits


def _behind_lead(document: Document, item: Led, table: Table) -> list[Hit]:
    """The matches in an item's first clause read behind its lead-in; a match must end in the item."""
    (above, below), (first, last) = item.lead, item.own
    words, joined = document.words, joints(document)
    both = [*words[above:below], *words[first:last]]
    hung = joined[above:below] + bytes([JOINED]) + joined[first + 1 : last]
    row = Row(table, both, [table.senses()[word.text] for word in both], hung, document.text)
    start = words[first].start
    return [Hit(entry, max(begin, start), stop, item.block) for entry, begin, stop in row.behind(below - above)]


def likely_entries(document: Document, start: int, end: int, table: Table) -> int:
    """The entries that the words of a projected range may hold, each as a bit at its number and one: none other does."""
    starts, senses = document.word_starts, table.senses()
    texts = document.word_texts[bisect_left(starts, start) : bisect_left(starts, end)]
    return reduce(or_, [senses[text].reach.entries for text in texts], 0)


def hits_between(document: Document, start: int, end: int, block: int, table: Table) -> list[Hit]:
    """Every entry's matches in a projected range of one block; they may reach over its ends where a clause does."""
    starts, joined = document.word_starts, joints(document)
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    if first == last:
        return []
    low, high = max(0, joined.rfind(ENDED, 0, first + 1)), joined.find(ENDED, last)
    row = _row(document, slice(low, high if high >= 0 else len(starts)), table)
    return [Hit(entry, begin, stop, block) for entry, begin, stop in row.matches(first - low, last - low)]


def hits_within(document: Document, start: int, end: int, block: int, table: Table) -> list[Hit]:
    """Every entry's matches in any projected range of one block taken by itself; for a table that few places are read against."""
    if not likely_entries(document, start, end, table):
        return []
    starts = document.word_starts
    row = _row(document, slice(bisect_left(starts, start), bisect_left(starts, end)), table)
    return [Hit(entry, begin, stop, block) for entry, begin, stop in row.matches()]


def _row(document: Document, chosen: slice, table: Table) -> Row:
    senses = [*map(table.senses().__getitem__, document.word_texts[chosen])]
    return Row(table, document.words[chosen], senses, joints(document)[chosen], document.text)


def entries_in(text: str, table: Table) -> set[int]:
    """The entries found in a text that stands outside the document, such as a title in front matter."""
    from qa.document.model import WORD, Word

    words = [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    joined = bytes([0, *(joint_of(text[one.end : two.start]) for one, two in pairwise(words))][: len(words)])
    row = Row(table, words, [table.senses()[word.text] for word in words], joined, text)
    return {entry for entry, _, _ in row.matches()}
