"""Partner cards: a title, a teaser and "Read more on the X website"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.memo import per_document
from qa.record import record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block, Document, Link

READ_MORE = re.compile(
    r"(?:read|find out|learn|see) more (?:on|at|from) (?P<the>the )?(?P<partner>.{2,120}?)(?:['’]s)? (?:web ?site|site)\.?",
    re.IGNORECASE,
)
_CARDS_HEADING = re.compile(
    r"(?:need more information\??|top results|these trusted information partners.*|(?:our )?information partners"
    r"|more from our partners)",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(r"\w{3}\. +[A-Z]")
# What the article above the first card says of itself.
_OF_THE_PAGE = re.compile(
    r"(?:(?:last|next|medical|clinical|medically|clinically|page|content|date) )*(?:review(?:ed)?|updated|published|written|reviewer)(?: due| date)? ?(?::|by\b|on\b|\d)"
    r"|(?:evidence|sources?|references?|publisher|owner|author|version|document|page)(?: \w+)? ?:",
    re.IGNORECASE,
)


@record
class Card:
    """One partner card: its blocks (title and teaser may be absent), the partner's name as written, and its links."""

    title: Block | None
    teaser: Block | None
    more: Block
    partner: str
    partner_start: int
    has_article: bool
    links: tuple[Link, ...]


def with_cards(document: Document) -> Document:
    """The document with the blocks of partner cards, and headings that only introduce cards, in the role `card`."""
    members = {block.index for card in cards_of(document) for block in (card.title, card.teaser, card.more) if block}
    if not members:
        return document
    for block in document.blocks:
        if block.index not in members and _CARDS_HEADING.fullmatch(document.text_of(block).strip()):
            members.add(block.index)
    blocks = tuple(
        block.in_role("card") if block.index in members and block.body else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


@per_document
def cards_of(document: Document) -> list[Card]:
    """Every partner card, in order: recognised by its last line, whatever the page's format."""
    cards: list[Card] = []
    floor = 0
    for block in _last_lines(document):
        text = document.text_of(block)
        found = READ_MORE.fullmatch(text.strip())
        if found is None:
            continue
        teaser, title = _above(document, block.index, floor)
        floor = block.index + 1
        own = {part.index for part in (title, teaser, block) if part}
        links = tuple(link for link in document.links if link.block in own)
        start = block.start + len(text) - len(text.lstrip()) + found.start("partner")
        cards.append(Card(title, teaser, block, found.group("partner"), start, bool(found.group("the")), links))
    return cards


def _last_lines(document: Document) -> Iterator[Block]:
    """The short blocks that speak of a site."""
    lower = document.lower
    at = lower.find("site")
    while at >= 0:
        block = document.block_at(at)
        if block.end - block.start < 200:
            yield block
        at = lower.find("site", max(block.end, at + 1))


def _above(document: Document, index: int, floor: int) -> tuple[Block | None, Block | None]:
    """The teaser and the title above a card's last line; `floor` is where the card before it ended."""
    before = document.blocks[index - 1] if index - 1 >= floor else None
    if before is None or _is_of_the_page(document.text_of(before)):
        return None, None
    if before.kind == "heading":
        return None, before
    above = document.blocks[index - 2] if index - 2 >= floor else None
    if above is None or _CARDS_HEADING.fullmatch(document.text_of(above).strip()):
        return (None, before) if above is not None and _is_title(document, before) else (before, None)
    return before, above if _is_title(document, above) else None


def _is_of_the_page(text: str) -> bool:
    """Whether a line dates or signs the article above the cards, and says nothing more."""
    return _OF_THE_PAGE.match(text.strip()) is not None and _NEXT_SENTENCE.search(text) is None


def _is_title(document: Document, block: Block) -> bool:
    text = document.text_of(block).strip()
    if _is_of_the_page(text):
        return False
    return block.kind == "heading" or (len(text) < 160 and not text.endswith((".", "!", "?", ":")))
