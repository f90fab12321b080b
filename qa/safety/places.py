"""Where a place of a document stands: its sentence, the lead-ins and headings above it, the cells beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from qa.document.sentences import split_block

if TYPE_CHECKING:
    from qa.document.model import Block, Document

# What a sentence behind a list calls the items of the list.
_SPEAKS_OF_ITEMS = re.compile(
    r"\b(?:any|one|some|all|none|either|both|two|more) of (?:these|those|the above|them)\b"
    r"|\b(?:these|those|the above|such)(?: \w+)? (?:signs?|symptoms?|things|changes|problems|apply|mean|are|need|can|could|may)\b"
    r"|\bif (?:any|one|this|these)\b|\bin (?:any|all) of these cases\b|\b(?:if|when) (?:the |your )?symptoms\b"
)
MAX_LOOK_BACK = 12
MAX_CAPTION = 80


class Places:
    """Answers for one document, each worked out once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._leads: dict[int, tuple[int, ...]] = {}
        self._trailers: dict[int, int | None] = {}

    def sentence(self, block: Block, at: int) -> tuple[int, int]:
        """The projected range of the sentence of a block that holds an offset."""
        known = self.sentences(block)
        place = bisect_right(known, at, key=itemgetter(0)) - 1
        return known[place] if place >= 0 and at < known[place][1] else (block.start, block.end)

    def sentences(self, block: Block) -> list[tuple[int, int]]:
        """The projected ranges of a block's sentences, in order."""
        known = self._sentences.get(block.index)
        if known is None:
            known = self._sentences[block.index] = list(split_block(self.document.text, block.start, block.end))
        return known

    def leads(self, block: Block) -> tuple[int, ...]:
        """The blocks that introduce a list item, a short paragraph under a colon, or a table cell; nearest first."""
        known = self._leads.get(block.index)
        if known is None:
            known = self._leads[block.index] = tuple(self._find_leads(block))
        return known

    def trailer(self, block: Block) -> int | None:
        """The paragraph right behind a list item's list if its first words speak of the items; None where none does."""
        if block.kind != "list_item":
            return None
        if block.index not in self._trailers:
            self._find_trailer(block)
        return self._trailers[block.index]

    def _find_trailer(self, block: Block) -> None:
        """Keep what stands behind a list for its item and for all items behind that."""
        items: list[int] = []
        found = None
        for other in islice(self.document.blocks, block.index, None):
            same = other.role == block.role and other.section == block.section
            if same and other.kind == "list_item":
                items.append(other.index)
                continue
            if same and other.kind == "paragraph":
                found = (
                    other.index
                    if _SPEAKS_OF_ITEMS.search(self.document.lower, *self.sentence(other, other.start))
                    else None
                )
            break
        self._trailers.update(dict.fromkeys(items, found))

    def headings(self, block: Block) -> list[int]:
        """The headings above a block, nearest first."""
        found: list[int] = []
        section = self.document.sections[block.section]
        while section.heading >= 0:
            found.append(section.heading)
            section = self.document.sections[section.parent]
        return found

    def beside(self, block: Block) -> list[int]:
        """The other cells of a table cell's row."""
        if block.kind != "table_cell":
            return []
        return [other.index for other in self._table(block) if other.row == block.row and other.index != block.index]

    def top_section(self, block: Block) -> int:
        """The section under the page's title that a block belongs to, subsections counted as part of it."""
        sections = self.document.sections
        index = block.section
        while sections[index].parent > 0 and sections[sections[index].parent].level >= 2:
            index = sections[index].parent
        return index

    def _find_leads(self, block: Block) -> list[int]:
        if block.kind == "table_cell":
            return self._column_header(block)
        if block.kind == "paragraph":
            return self._caption(block)
        return self._list_leads(block) if block.kind == "list_item" else []

    def _list_leads(self, block: Block) -> list[int]:
        """Parent items, then the paragraph above the list if it introduces one."""
        found: list[int] = []
        level = block.level
        for other in reversed(self.document.blocks[: block.index]):
            if other.role != block.role or other.kind not in ("list_item", "paragraph"):
                break
            if other.kind == "paragraph":
                found.extend([other.index] if self._introduces(other) else self._caption(other))
                break
            if other.level < level:
                found.append(other.index)
                level = other.level
        return found

    def _introduces(self, block: Block) -> bool:
        text = self.document.text_of(block).rstrip()
        return not text.endswith((".", "!", "?")) or any(
            word in text.lower() for word in ("following", "these", "below")
        )

    def _caption(self, block: Block) -> list[int]:
        """The line above a paragraph that stands as its heading or opens it: a question, a label, "You may have:"."""
        for other in reversed(self.document.blocks[max(0, block.index - MAX_LOOK_BACK) : block.index]):
            if other.kind != "paragraph" or other.role != block.role:
                break
            if self._is_caption(other):
                return [other.index]
        return []

    def _is_caption(self, block: Block) -> bool:
        text = self.document.text_of(block).rstrip()
        return text.endswith(":") or (len(text) <= MAX_CAPTION and not text.endswith((".", "!", ";", ",")))

    def _table(self, block: Block) -> list[Block]:
        return [other for other in self.document.blocks if other.group == block.group and other.kind == "table_cell"]

    def _column_header(self, block: Block) -> list[int]:
        cells = self._table(block)
        column = [other.index for other in cells if other.row == block.row].index(block.index)
        header = [other.index for other in cells if other.row == 0]
        return [header[column]] if block.row > 0 and column < len(header) else []
