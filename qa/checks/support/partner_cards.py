"""Partner cards that name somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.cards import cards_of

if TYPE_CHECKING:
    from qa.document.cards import Card
    from qa.document.model import Block, Document, Span

_NOBODY = frozenset({"our", "their", "this", "that", "its", "his", "her", "your", "my", "a"})


def partner_cards(document: Document) -> list[Card]:
    """The cards of a document whose last line names an organisation; "on our website" names none."""
    if "site" not in document.lower:
        return []
    return [card for card in cards_of(document) if card.partner.casefold() not in _NOBODY]


def words_span(document: Document, block: Block) -> Span:
    """Where a block's words stand in the source, without its markup and surrounding blanks."""
    text = document.text_of(block)
    start = block.start + len(text) - len(text.lstrip())
    return document.locate(start, block.start + len(text.rstrip()))
