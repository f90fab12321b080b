"""One pass over a document's words that finds every form of every entry."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.named import NamedTuple
from qa.safety.row import Row
from qa.safety.stretch import Stretch

if TYPE_CHECKING:
    from qa.document.model import Block, Document
    from qa.safety.grammar import Forms

_SHORT_ITEM = 90
_LEADING = ":…."


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
    hits: list[Hit] = []
    carried: dict[int, tuple[int, int]] = {}
    hot, coming, at = row.hot, 0, 0
    for block in document.blocks:
        first, end = at, block.end
        at = bisect_left(row.starts, end, at)
        while coming < len(hot) and hot[coming] < first:
            coming += 1
        live = coming < len(hot) and hot[coming] < at
        leads = block.kind == "list_item" or document.text[end - 1 : end] in _LEADING
        if not (live or carried or leads) or first == at or block.kind == "code" or block.role == "card":
            continue
        depth = block.level if block.kind == "list_item" else 0
        lead = carried.get(max(depth - 1, 0)) if carried and is_item(block) else None
        for entry, start, stop in row.matches(first, at, row.tail(*lead) if lead else None) if live or lead else ():
            hits.append(Hit(entry, max(start, row.words[first][1]), stop, block.index))
        if carried or leads:
            _hand_down(document, block, depth, carried, (first, at))
    return hits


def hits_between(document: Document, start: int, end: int, block: int, forms: Forms) -> list[Hit]:
    """Every entry's matches in a projected range of one block, taken by itself."""
    text = document.text
    clauses = forms.clauses()
    key = "", text[start:end]
    known = clauses.get(key)
    if known is None:
        starts = document.word_starts
        chosen = document.words[bisect_left(starts, start) : bisect_left(starts, end)]
        found = Stretch(chosen, forms.meanings(chosen), text).matches()
        known = clauses[key] = tuple([(entry, begin - start, stop - start) for entry, begin, stop in found])
    return [Hit(entry, start + begin, start + stop, block) for entry, begin, stop in known]


def entries_in(text: str, forms: Forms) -> set[int]:
    """The entries found in a text that stands outside the document, such as a title in front matter."""
    from qa.document.model import WORD, Word

    clauses = forms.clauses()
    known = clauses.get(("", text))
    if known is None:
        words = [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
        known = clauses["", text] = tuple(Stretch(words, forms.meanings(words), text).matches())
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
