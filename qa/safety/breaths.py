"""What stands together in a page: things said in one breath, in any order, with what stands above them.

"Keep still. Walking about can make the blood pressure crash" says not to walk, without "not" or "don't": that somebody walks, and
that it does harm, stand in one sentence. So do the words of a list's item with its lead-in and heading, of a table's
row, and of a question with its answer ("No answer? Go to hospital."). What takes it all back may stand there as well: "Never put ice on it".
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.document.memo import per_document
from qa.record import record
from qa.safety.leadins import led_items
from qa.safety.matcher import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa.document.model import Document

    # A row of forms that must stand together: the entry that they make, the entries of its parts, those of what takes it back.
    Joint = tuple[int, tuple[int, ...], tuple[int, ...]]


@record
class Breaths:
    """The breaths of a document, each named by its first sentence: where sentences start, the breath of each, and where the lead-in of a block starts."""

    starts: list[int]
    firsts: list[int]
    leads: dict[int, int]

    def sentence(self, start: int) -> int:
        """The sentence of a projected offset."""
        return max(0, bisect_right(self.starts, start) - 1)

    def of(self, start: int) -> int:
        """The breath of a projected offset."""
        return self.firsts[self.sentence(start)]

    def above(self, document: Document, breath: int) -> list[int]:
        """The breaths of the heading and of the lead-in over a breath."""
        block = document.blocks[document.sentences[breath].block]
        found = [self.of(self.leads[block.index])] if block.index in self.leads else []
        heading = document.section_of(block).heading
        if 0 <= heading != block.index and document.blocks[heading].level != 1:
            found.append(self.of(document.blocks[heading].start))
        return found

    def heard(self, document: Document, start: int) -> list[int]:
        """The breath of a projected offset, and those above it."""
        breath = self.of(start)
        return [breath, *self.above(document, breath)]


@per_document
def breaths_of(document: Document) -> Breaths:
    """The breaths of a document."""
    words = document.words
    leads = {led.block: words[led.lead[0]].start for led in led_items(document)[0]}
    return Breaths([sentence.start for sentence in document.sentences], _firsts(document), leads)


def add_together(document: Document, joints: Iterable[Joint], hits: dict[int, list[Hit]]) -> None:
    """Add what several parts make together to the hits by entry, each entry's in text order: linear in the hits."""
    breaths = breaths_of(document)
    places: dict[int, dict[int, list[Hit]]] = {}
    for entry, parts, takers in joints:
        if not all(part in hits for part in parts):
            continue
        for part in parts:
            if part not in places:
                places[part] = _by_breath(breaths, hits[part])
        found = list(_joined(document, breaths, entry, [places[part] for part in parts]))
        if found and takers:
            back = _Takers(document, breaths, [hit for part in takers for hit in hits.get(part, ())])
            found = [hit for hit in found if not back.take_back(hit)]
        if found:
            hits[entry] = sorted([*hits.get(entry, ()), *found], key=lambda hit: hit.start)


def _by_breath(breaths: Breaths, hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        found.setdefault(breaths.of(hit.start), []).append(hit)
    return found


def _joined(
    document: Document, breaths: Breaths, entry: int, parts: Sequence[Mapping[int, Sequence[Hit]]]
) -> Iterable[Hit]:
    """A hit for each breath that has one part itself and all others itself or above it, from the first part that it has on."""
    for breath in sorted(set().union(*parts)):
        own = [part[breath][0] for part in parts if breath in part]
        lacking = [part for part in parts if breath not in part]
        if lacking:
            above = breaths.above(document, breath)
            if not all(any(other in part for other in above) for part in lacking):
                continue
        head = own[0]
        yield Hit(entry, head.start, max(hit.end for hit in own if hit.block == head.block), head.block)


class _Takers:
    """What takes something back: before it in its sentence, in another sentence of its breath, above it, or over its column.

    One in a question before it says nothing of the answer. Built in one pass over the takers, asked of a hit in constant time.
    """

    def __init__(self, document: Document, breaths: Breaths, takers: Iterable[Hit]) -> None:
        self._document, self._breaths = document, breaths
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        self._telling: dict[int, set[int]] = {}
        self._blocks = set()
        for hit in takers:
            sentence = breaths.sentence(hit.start)
            breath = breaths.firsts[sentence]
            self._first[sentence] = min(hit.start, self._first.get(sentence, hit.start))
            self._last[breath] = max(sentence, self._last.get(breath, sentence))
            if document.text[document.sentences[sentence].end - 1] != "?":
                self._telling.setdefault(breath, set()).add(sentence)
            self._blocks.add(hit.block)

    def take_back(self, hit: Hit) -> bool:
        """Whether a hit is taken back."""
        own = self._breaths.sentence(hit.start)
        breath = self._breaths.firsts[own]
        return (
            self._first.get(own, hit.end) < hit.end
            or self._last.get(breath, -1) > own
            or not self._telling.get(breath, set()) <= {own}
            or any(above in self._last for above in self._breaths.above(self._document, breath))
            or column_heads(self._document).get(hit.block, -1) in self._blocks
        )


@per_document
def column_heads(document: Document) -> dict[int, int]:
    """The block that heads the column of each cell below a table's first row."""
    heads: dict[int, list[int]] = {}
    found: dict[int, int] = {}
    at, place = (-1, -1), 0
    for block in document.blocks:
        if block.row < 0:
            continue
        place = place + 1 if at == (block.group, block.row) else 0
        at = block.group, block.row
        first = heads.setdefault(block.group, [])
        if block.row == 0:
            first.append(block.index)
        elif place < len(first):
            found[block.index] = first[place]
    return found


def _firsts(document: Document) -> list[int]:
    """For each sentence the first one of its breath: that of its table's row, or that of the questions right before it."""
    blocks, text = document.blocks, document.text
    firsts: list[int] = []
    rows: dict[tuple[int, int], int] = {}
    asked = -1
    for number, sentence in enumerate(document.sentences):
        block = blocks[sentence.block]
        if block.row >= 0:
            first = rows.setdefault((block.group, block.row), number)
        else:
            first = firsts[-1] if asked == sentence.block else number
        firsts.append(first)
        asked = sentence.block if text[sentence.end - 1 : sentence.end] == "?" else -1
    return firsts
