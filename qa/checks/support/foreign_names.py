"""Words that stand in somebody else's name or text, whose spelling isn't the publisher's to change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.support.scopes import in_quotes
from qa.document.memo import per_document
from qa.document.overlaps import in_code, inlines_over
from qa.language.prose import apparatus_sections

if TYPE_CHECKING:
    from qa.document.model import Block, Document, Link

_LITTLE = r"(?:of|for|and|the|on|in|to|at|de|&)"
_CAPITAL_AFTER = re.compile(rf"[\s\u00a0]+(?:{_LITTLE}\s+){{0,3}}[A-Z]")
_CAPITAL_BEFORE = re.compile(rf"[A-Z][\w’'.-]*,?[\s\u00a0]+(?:{_LITTLE}\s+){{0,3}}$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…•–—|]\s+|[\"“‘(\[]\s*)$")
# A heading in title case names an organisation when it holds one of these; else its capitals say nothing.
_ORGANISATION = re.compile(
    r"\b(?:Organi[sz]ation|Association|Society|Academy|Institutes?|Department|Foundation|College|Journal|Hospital|University"
    r"|Administration|Agency|Federation|Council|Alliance|Network|Clinic|Services?|Centers? for|Bureau|Ministry|Act)\b"
)
_ADDRESS_BEFORE = re.compile(r"[@/#._]$")
_ADDRESS_AFTER = re.compile(r"[@/_]|\.\w")
_TITLE_WORDS = 4


def is_others_text(document: Document, start: int, end: int) -> bool:
    """Whether a projected range lies in a quotation, code, an address, the title of another's page or work, or a reference."""
    block = document.block_at(start)
    if not block.body or block.kind == "code" or block.quoted or block.section in apparatus_sections(document):
        return True
    text = document.text
    if _ADDRESS_BEFORE.search(text[max(block.start, start - 1) : start]) or _ADDRESS_AFTER.match(text[end : end + 2]):
        return True
    if in_code(document, start, end) or in_quotes(document, block, start, end):
        return True
    if any(link.start <= start < link.end and _is_title(link) for link in _links(document).get(block.index, ())):
        return True
    return any(
        item.kind in ("emphasis", "foreign") and _is_work(text[item.start : item.end])
        for item in inlines_over(document, start, start + 1)
    )


def is_foreign_name(document: Document, start: int, end: int) -> bool:
    """Whether a projected range lies in others' text, or is part of a name."""
    if is_others_text(document, start, end):
        return True
    return document.text[start].isupper() and _is_part_of_name(document, document.block_at(start), start, end)


def _is_part_of_name(document: Document, block: Block, start: int, end: int) -> bool:
    """Whether a capital marks a name: inside a sentence, or with another capital beside it; titles in capitals don't."""
    text = document.text
    if in_title_case(document, block):
        return _ORGANISATION.search(text, block.start, block.end) is not None
    before = text[max(block.start, start - 60) : start]
    after = text[end : min(end + 40, block.end)]
    if text[start:end].isupper() and len(text[start:end]) > 1:
        return False
    return not _SENTENCE_START.search(before) or _CAPITAL_AFTER.match(after) is not None or bool(
        _CAPITAL_BEFORE.search(before) and not _SENTENCE_START.search(before)
    )  # fmt: skip


def in_title_case(document: Document, block: Block) -> bool:
    """Whether a block is a heading, or a few words, most of which begin with a capital."""
    words = [word for word in document.text_of(block).split() if len(word) > 3 and word[0].isalpha()]
    if block.kind not in ("heading", "table_cell") and len(words) > 6:
        return False
    return len(words) > 1 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _is_title(link: Link) -> bool:
    """Whether a link's text is long enough to be the title of a page elsewhere."""
    return "://" in link.target and len(link.text.split()) >= _TITLE_WORDS


def _is_work(text: str) -> bool:
    """Whether emphasised words read as the title of a book or journal."""
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) > len(words) / 2


@per_document
def _links(document: Document) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for link in document.links:
        found.setdefault(link.block, []).append(link)
    return found
