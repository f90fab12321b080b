"""One pass over a document's words that finds every form of every entry."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from qa.safety.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.model import Block, Document, Word
    from qa.safety.grammar import Forms, Meaning

_SHORT_ITEM = 90
_TAIL = 12


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
    hits: list[Hit] = []
    carried: dict[int, tuple[int, int]] = {}
    words, text, last, at = document.words, document.text, len(document.words), 0
    meanings = forms.meanings(words)
    for block in document.blocks:
        first, end = at, block.end
        while at < last and words[at][1] < end:
            at += 1
        if first == at or block.kind == "code" or block.role == "card":
            continue
        depth = block.level if block.kind == "list_item" else 0
        lead = carried.get(max(depth - 1, 0)) if carried and is_item(block) else None
        matches = _matches(words, meanings, text, first, at, lead)
        if matches:
            begin, index = words[first][1], block.index
            hits.extend(Hit(entry, max(start, begin), stop, index) for entry, start, stop in matches)
        if depth or carried or text[end - 1 : end] in ":….":
            _hand_down(document, block, depth, carried, (max(first, at - _TAIL), at))
    return hits


def hits_in(document: Document, block: Block, forms: Forms) -> list[Hit]:
    """Every entry's matches in one block, taken by itself."""
    words = document.words
    first, last = (bisect_left(words, edge, key=lambda word: word.start) for edge in (block.start, block.end))
    chosen = words[first:last]
    found = _matches(chosen, forms.meanings(chosen), document.text, 0, len(chosen), None)
    return [Hit(entry, start, end, block.index) for entry, start, end in found]


def entries_in(text: str, forms: Forms) -> set[int]:
    """The entries found in a text that stands outside the document, such as a title in front matter."""
    from qa.document.model import WORD, Word

    words = [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    return {entry for entry, _, _ in _matches(words, forms.meanings(words), text, 0, len(words), None)}


def is_item(block: Block) -> bool:
    """Whether a block may be an item under a lead-in: a list item, or a paragraph as short as one (lists lost in capture)."""
    return block.kind == "list_item" or (block.kind == "paragraph" and block.end - block.start <= _SHORT_ITEM)


def is_sentence(document: Document, block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return document.text[block.start : block.end].rstrip().endswith((".", "!", "?"))


def _matches(
    words: Sequence[Word],
    meanings: Sequence[Meaning],
    text: str,
    first: int,
    last: int,
    lead: tuple[int, int] | None,
) -> list[tuple[int, int, int]]:
    """(entry, start, end) for what stands in words `first` to `last`, which the words of `lead` may begin."""
    if lead is None:
        stretch = Stretch(words[first:last], meanings[first:last], text)
    else:
        row = [*words[lead[0] : lead[1]], *words[first:last]]
        stretch = Stretch(row, [*meanings[lead[0] : lead[1]], *meanings[first:last]], text, lead[1] - lead[0])
    return stretch.matches()


def _hand_down(
    document: Document, block: Block, depth: int, carried: dict[int, tuple[int, int]], tail: tuple[int, int]
) -> None:
    """Keep what an unfinished lead-in hands to its items, by the depth of the items' list; drop what has ended."""
    leads = document.text[max(block.start, block.end - 4) : block.end].rstrip().endswith((":", "…", "..."))
    if depth:
        for level in [level for level in carried if level >= depth]:
            del carried[level]
        if leads or not is_sentence(document, block):
            carried[depth] = tail
    elif leads:
        carried.clear()
        carried[0] = tail
    elif block.kind != "paragraph" or not is_item(block):
        carried.clear()
