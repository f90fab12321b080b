"""One pass over a document's words that finds every form of every entry."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from qa.document.memo import kept
from qa.named import NamedTuple
from qa.safety.joints import joint_of, joints
from qa.safety.row import Row
from qa.safety.stretch import Stretch

if TYPE_CHECKING:
    from qa.document.model import Block, Document
    from qa.safety.grammar import Forms

_SHORT_ITEM = 90
_LEADING = ":…."
_block_of = attrgetter("block")


class Hit(NamedTuple):
    """An entry found: its number, its projected range, the block that holds it.

    Where a lead-in supplied the first words ("You have trouble with:"), the range is what stands in the item.
    """

    entry: int
    start: int
    end: int
    block: int


def hits_of(document: Document, forms: Forms) -> list[Hit]:
    """Every entry's matches in every block but code and partner cards, in text order; linear in the words."""
    row = Row(document, forms)
    led, apart = _with_leads(document, row)
    hits = [
        Hit(entry, max(start, row.words[first][1]), stop, block)
        for block, lead, first, last in led
        for entry, start, stop in row.led(lead, first, last)
    ]
    blocks, at = document.blocks, 0
    for entry, start, stop in row.outside(apart):
        while blocks[at].end <= start:
            at += 1
        hits.append(Hit(entry, start, stop, blocks[at].index))
    return sorted(hits, key=_block_of) if led else hits


def _with_leads(
    document: Document, row: Row
) -> tuple[list[tuple[int, tuple[int, int], int, int]], list[tuple[int, int]]]:
    """The first clauses of items under a lead-in (block, words of the lead-in, own words), and all words not to be read by themselves."""
    led: list[tuple[int, tuple[int, int], int, int]] = []
    apart: list[tuple[int, int]] = []
    carried: dict[int, tuple[int, int]] = {}
    at, starts, text = 0, row.starts, document.text
    for block in document.blocks:
        first, end = at, block.end
        at = bisect_left(starts, end, at)
        if first == at:
            continue
        if block.kind == "code" or block.role == "card":
            apart.append((first, at))
            continue
        depth = block.level if block.kind == "list_item" else 0
        lead = carried.get(max(depth - 1, 0)) if carried and is_item(block) else None
        if lead is not None:
            last = row.first_clause(first, at)
            led.append((block.index, row.tail(*lead), first, last))
            apart.append((first, last))
        if carried or block.kind == "list_item" or text[end - 1 : end] in _LEADING:
            _hand_down(document, block, depth, carried, (first, at))
    return led, apart


def hits_between(document: Document, start: int, end: int, block: int, forms: Forms) -> list[Hit]:
    """Every entry's matches in a projected range of one block, whole clauses of it."""
    row = kept(document, f"qa.safety.row.{forms.number}", lambda: Row(document, forms))
    return [Hit(entry, begin, stop, block) for entry, begin, stop in row.between(start, end)]


def hits_within(document: Document, start: int, end: int, block: int, forms: Forms) -> list[Hit]:
    """Every entry's matches in any projected range of one block taken by itself; for a table that few places are read against."""
    starts = document.word_starts
    chosen = slice(bisect_left(starts, start), bisect_left(starts, end))
    words = document.words[chosen]
    stretch = Stretch(words, forms.meanings(words), document.text, joints(document)[chosen])
    return [Hit(entry, begin, stop, block) for entry, begin, stop in stretch.matches()]


def entries_in(text: str, forms: Forms) -> set[int]:
    """The entries found in a text that stands outside the document, such as a title in front matter."""
    from qa.document.model import WORD, Word

    clauses = forms.clauses()
    known = clauses.get(("", text))
    if known is None:
        words = [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
        joined = bytes([0, *(joint_of(text[one.end : two.start]) for one, two in pairwise(words))])
        known = clauses["", text] = tuple(Stretch(words, forms.meanings(words), text, joined).matches())
    return {entry for entry, _, _ in known}


def is_item(block: Block) -> bool:
    """Whether a block may be an item under a lead-in: a list item, or a paragraph as short as one (lists lost in capture)."""
    return block.kind == "list_item" or (block.kind == "paragraph" and block.end - block.start <= _SHORT_ITEM)


def is_sentence(document: Document, block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return document.text[block.start : block.end].rstrip().endswith((".", "!", "?"))


def _hand_down(
    document: Document, block: Block, depth: int, carried: dict[int, tuple[int, int]], words: tuple[int, int]
) -> None:
    """Keep what an unfinished lead-in hands to its items, by the depth of the items' list; drop what has ended."""
    leads = document.text[max(block.start, block.end - 4) : block.end].rstrip().endswith((":", "…", "..."))
    if depth:
        for level in [level for level in carried if level >= depth]:
            del carried[level]
        if leads or not is_sentence(document, block):
            carried[depth] = words
    elif leads:
        carried.clear()
        carried[0] = words
    elif block.kind != "paragraph" or not is_item(block):
        carried.clear()
