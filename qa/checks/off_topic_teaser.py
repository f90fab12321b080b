"""Partner cards whose words have nothing in common with the page's topic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.partner_cards import partner_cards, words_span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.cards import Card
    from qa.document.model import Document

_WORD = re.compile(r"[^\W\d_]{3,}")
# How many letters two words must share to be forms of one ("diabetes", "diabetic"); shorter words must be equal but for an s.
_STEM = 5
_FEWEST = 4  # words of a teaser: less is a menu's heading
_ALSO = re.compile(
    r"\b(?:also (?:known as|called|referred to as)|sometimes called|short for)\s+([^.;:(\n]{3,80})", re.IGNORECASE
)


class Options(CheckOptions):
    """`generic` (lower case) are words that say nothing about the topic, such as "symptoms" or "what"."""

    generic: tuple[str, ...] = ()


@check("off_topic_teaser", options=Options, values=("topic", "partner"))
def off_topic_teaser(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """One match for each card that has a teaser and shares no topic word with the page, in title or teaser."""
    cards = [
        card
        for card in partner_cards(document)
        if card.teaser is not None and document.words_in(card.teaser.start, card.teaser.end) >= _FEWEST
    ]
    if not cards:
        return
    generic = frozenset(options.generic)
    topic = _stems(" ".join(_topic_texts(document)), generic)
    if not topic or not document.title:
        return
    for card in cards:
        # A question is a section's heading, and the text below it the article's.
        if card.title is not None and document.text_of(card.title).rstrip().endswith("?"):
            continue
        if topic.isdisjoint(_stems(_words_of(document, card), generic)) and card.teaser is not None:
            yield Match(words_span(document, card.teaser), {"topic": document.title, "partner": card.partner})


def _topic_texts(document: Document) -> Iterator[str]:
    """Where a page names its topic: title, topics, description, and other names that its first paragraphs give."""
    yield document.title
    for name in ("topics", "description"):
        value = document.metadata.value(name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from (item for item in value if isinstance(item, str))
    opening = [block for block in document.body_blocks() if block.kind in ("paragraph", "list_item")][:6]
    for block in opening:
        yield from (found.group(1) for found in _ALSO.finditer(document.text_of(block)))


def _words_of(document: Document, card: Card) -> str:
    return " ".join(document.text_of(block) for block in (card.title, card.teaser) if block is not None)


def _stems(text: str, generic: frozenset[str]) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {
        word[:_STEM].removesuffix("s") if len(word) <= _STEM else word[:_STEM] for word in words if word not in generic
    }
