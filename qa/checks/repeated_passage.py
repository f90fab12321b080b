"""What one article says twice in the same words: a paragraph, or a whole section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.spans import block_span
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document, Section

# What may well be said again where it is needed: whom to call, and what to do in an emergency.
_WORTH_REPEATING = re.compile(
    r"\d{3}|emergency|ambulance|\bhelpline\b|\bcall\b|see (?:your|a) (?:doctor|gp)", re.IGNORECASE
)
_OPENING = 15
_BLANKS = re.compile(r"\s+")


class Options(CheckOptions):
    """`min_words` of a paragraph that counts as a passage."""

    min_words: int = 20


@check("repeated_passage", options=Options, values=("passage", "count"), variants=("section",))
def repeated_passage(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """The first paragraph of a section that stands on the page before in the same words, with how many there are.

    Variant `section`: heading and text (its first paragraph at least) come twice. A heading alone may, over another text, and so may advice on whom to call.
    """
    told: set[int] = set()
    for section, first in _twice(document):
        told.update(range(section.first, section.end))
        heading = document.blocks[section.heading]
        places = (Related("the first time", block_span(document, first)),)
        values = {"passage": section.title.strip(), "count": 1}
        yield Match(block_span(document, heading), values, "section", related=places)
    passages: dict[str, Block] = {}
    again: dict[int, list[tuple[Block, Block]]] = {}
    for block in document.body_blocks():
        text = document.text_of(block)
        if block.kind != "paragraph" or block.quoted or len(text) < 4 * options.min_words:
            continue
        first = passages.setdefault(_folded(text), block)
        if first is block or block.index in told or _WORTH_REPEATING.search(text):
            continue
        if document.words_in(block.start, block.end) >= options.min_words:
            again.setdefault(block.section, []).append((block, first))
    for pairs in again.values():
        block, first = pairs[0]
        text = document.text_of(block).strip()
        short = text if len(text) < 80 else text[:77].rsplit(" ", 1)[0] + " …"
        related = tuple(Related("the first time", block_span(document, other)) for _, other in pairs)
        yield Match(block_span(document, block), {"passage": short, "count": len(pairs)}, related=related)


def _twice(document: Document) -> Iterator[tuple[Section, Block]]:
    """Sections whose heading and text stand on the page before, each with the heading that came first."""
    seen: dict[tuple[str, str], Block] = {}
    for section in document.sections[1:]:
        heading = document.blocks[section.heading]
        blocks = document.blocks[section.first : section.last]
        # A first paragraph of some length is enough to know a section by.
        opening = blocks[:1] if blocks and document.words_in(blocks[0].start, blocks[0].end) >= _OPENING else blocks
        text = _folded(" ".join(document.text_of(block) for block in opening))
        if not heading.body or not text or section.level == 1:
            continue
        first = seen.setdefault((_folded(section.title), text), heading)
        if first is not heading:
            yield section, first


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" .:?!").casefold()
