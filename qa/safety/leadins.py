"""Which words of a document are read, and which lead-in stands before the first clause of an item."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.document.joints import ENDED, joints
from qa.document.memo import per_document
from qa.named import NamedTuple

if TYPE_CHECKING:
    from qa.document.model import Block, Document

_SHORT_ITEM = 90
_LEADING = ":…."
# Words of a lead-in's last clause that its items hear.
_TAIL = 12


class Led(NamedTuple):
    """The first clause of an item: its block, the words of its lead-in, its own words, by index."""

    block: int
    lead: tuple[int, int]
    own: tuple[int, int]


@per_document
def led_items(document: Document) -> tuple[list[Led], list[tuple[int, int]]]:
    """The first clauses of items under a lead-in, and the words that are not read: code and partner cards."""
    led: list[Led] = []
    unread: list[tuple[int, int]] = []
    joined = joints(document)
    carried: dict[int, tuple[int, int]] = {}
    at, starts, text = 0, document.word_starts, document.text
    for block in document.blocks:
        first, end = at, block.end
        at = bisect_left(starts, end, at)
        if first == at:
            continue
        if block.kind == "code" or block.role == "card":
            unread.append((first, at))
            continue
        depth = block.level if block.kind == "list_item" else 0
        lead = carried.get(max(depth - 1, 0)) if carried and is_item(block) else None
        if lead is not None:
            ended = joined.find(ENDED, first + 1, at)
            led.append(Led(block.index, _tail(joined, *lead), (first, at if ended < 0 else ended)))
        if carried or block.kind == "list_item" or text[end - 1 : end] in _LEADING:
            _hand_down(document, block, depth, carried, (first, at))
    return led, unread


def _tail(joined: bytes, first: int, last: int) -> tuple[int, int]:
    """The last words of a lead-in's last clause."""
    begin = max(first, last - _TAIL)
    return max(begin, joined.rfind(ENDED, begin + 1, last)), last


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
