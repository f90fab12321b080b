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
            back = [hit for part in takers for hit in hits.get(part, ())]
            found = [hit for hit in found if not any(_takes_back(document, breaths, one, hit) for one in back)]
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


def _takes_back(document: Document, breaths: Breaths, taker: Hit, hit: Hit) -> bool:
    """Whether one takes another back: before it in its sentence, in another sentence of its breath, above it, or over its column.

    One in a question before it says nothing of the answer.
    """
    sentence, own = breaths.sentence(taker.start), breaths.sentence(hit.start)
    if sentence == own:
        return taker.start < hit.end
    if breaths.firsts[sentence] == breaths.firsts[own]:
        return sentence > own or document.text[document.sentences[sentence].end - 1] != "?"
    return breaths.firsts[sentence] in breaths.above(document, breaths.firsts[own]) or taker.block == _over(
        document, hit
    )


def _over(document: Document, hit: Hit) -> int:
    """The block of the cell that heads the column of a table's cell; -1 where none does."""
    cell = document.blocks[hit.block]
    if cell.row <= 0:
        return -1
    table = [block for block in document.blocks if block.group == cell.group and block.row >= 0]
    place = [block.index for block in table if block.row == cell.row].index(cell.index)
    heads = [block.index for block in table if block.row == 0]
    return heads[place] if place < len(heads) else -1


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
