"""Partner cards that name somebody."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.document.cards import cards_of
from qa.document.memo import per_document

if TYPE_CHECKING:
    from qa.document.cards import Card
    from qa.document.model import Block, Document, Span

_NOBODY = frozenset({"our", "their", "this", "that", "its", "his", "her", "your", "my", "a"})
# A card's last line that names nobody.
_MORE = re.compile(
    r"\s*(?:(?:read|learn|find out|see|discover|view) more|(?:continue|keep) reading|read (?:on|the full|(?:the |this )?(?:article|story|post|page)))\b",
    re.IGNORECASE,
)
_BUTTON = 60


def partner_cards(document: Document) -> list[Card]:
    """The cards of a document whose last line names an organisation; "on our website" names none."""
    if "site" not in document.lower:
        return []
    return [card for card in cards_of(document) if card.partner.casefold() not in _NOBODY]


@per_document
def teasers_below(document: Document) -> list[Block]:
    """Paragraphs of the site's parts right above a line "Read more", "Learn more" or the like: teasers of its own pages."""
    if " more" not in document.lower and "read" not in document.lower:
        return []
    return [
        block
        for block, following in pairwise(document.blocks)
        if block.kind == "paragraph"
        and block.role == following.role == "footer"
        and following.end - following.start < _BUTTON
        and _MORE.match(document.text, following.start, following.end)
    ]


def words_span(document: Document, block: Block) -> Span:
    """Where a block's words stand in the source, without its markup and surrounding blanks."""
    text = document.text_of(block)
    start = block.start + len(text) - len(text.lstrip())
    return document.locate(start, block.start + len(text.rstrip()))
