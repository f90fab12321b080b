"""The source span of a block's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.document.model import Block, Document, Span


def block_span(document: Document, block: Block) -> Span:
    """The words of a block, without its markup and without the blanks around them; its markup where it has no words."""
    text = document.text_of(block)
    lead, trail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    if lead == len(text):
        return block.span
    return document.locate(block.start + lead, block.end - trail)
