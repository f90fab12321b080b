"""Sections that hold nothing, or next to nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import CheckOptions, check
from qa.checks.support.spans import block_span
from qa.finding import Match
from qa.language.tokens import block_words
from qa.matching.patterns import compiled, matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document, Section

_WIDGET = re.compile(
    r"<(?:iframe|form|script|video|audio|object|embed|canvas|[a-z]+-[a-z-]+)\b|<[a-z]+\b[^>]*\s(?:data-|id=|v-|ng-)|\{[{%<]",
    re.IGNORECASE,
)
# What a reader uses rather than reads.
_FORM = re.compile(r"<(?:form|iframe|video|audio|select|input|canvas|object|embed)\b", re.IGNORECASE)
# A number to call is what such a section is there for.
_CALL = re.compile(r"\b(?:tel|telephone|phone|call|ring|contact)\b[^\n]{0,30}\d{3}", re.IGNORECASE)
# What a page calls itself under its title: "Patient information leaflet".
_KIND_OF_PAGE = re.compile(
    r"(?:patient |health |consumer |parent |carer )*(?:information |advice )?(?:leaflet|sheet|fact ?sheet|brochure|booklet)",
    re.IGNORECASE,
)
_OF_PAGE = re.compile(
    r"review|^about (?:this|the|our) (?:page|information|content|article|leaflet|fact ?sheet)|^(?:document|page|content|version|publication) (?:control|details|information|info|history|data)$",
    re.IGNORECASE,
)
_RUN, _SHORT = 3, 6  # headings of a captured page near each other, and words of a line between them that is a link too


class Options(CheckOptions):
    """`min_words` of a section, its subsections included; full sentences of `answer_words` may be all it takes to answer.

    All lists hold RE2 patterns, any case.
    `boilerplate` are sentences of the site that say nothing about the topic. `brief` are headings whose sections may be
    short as long as they aren't empty. A list, a table, an image or a link that isn't boilerplate is content.
    """

    min_words: int = 20
    answer_words: int = 10
    boilerplate: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(boilerplate=options.boilerplate, brief=options.brief)


@check("thin_section", options=Options, values=("title", "words", "limit"), variants=("empty", "brief"))
def thin_section(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """Each section of the body under the limit; variants: `empty` but for boilerplate, `brief` with full sentences."""
    present = "|".join(f"(?:{item})" for item in options.boilerplate if compiled(item).may_match(document.lower))
    words = [
        count if block.role == "body" and block.kind != "code" else 0
        for block, count in zip(document.blocks, block_words(document), strict=True)
    ]
    for found in matches(compiled(present), document.text) if present else ():
        start, end = found.span()
        index = document.block_at(start).index
        words[index] = max(0, words[index] - document.words_in(start, end))
    links = _titles_in_a_row(document)
    for section in document.sections[1:]:
        heading = document.blocks[section.heading]
        # The page's title isn't a section, and a heading with no words is another rule's finding.
        if not heading.body or section.level == 1 or not section.title.strip():
            continue
        if heading.index in links or _titles_the_page(document, section):
            continue
        inside = [block for block in document.blocks[section.first : section.end] if block.body]
        total = sum(words[block.index] for block in inside if block.kind != "heading")
        if total >= options.min_words or any(block.kind == "heading" for block in inside):
            continue
        if total and (_has_content(document, section, inside, words) or _matches(options.brief, section.title)):
            continue
        if not total and (
            _heads_cards(document, section)
            or _has_image(document, section)
            or _embeds(document, section)
            or _is_about_page(document, inside, section)
        ):
            continue
        values = {"title": section.title, "words": total, "limit": options.min_words}
        variant = "empty" if not total else "brief" if _answers(document, inside, options.answer_words) else ""
        yield Match(block_span(document, heading), values, variant)


def _titles_in_a_row(document: Document) -> frozenset[int]:
    """The headings of captured text that are links to other pages: four in a row, or three with other short lines where two are questions."""
    found: set[int] = set()
    run: list[Block] = []
    for block in document.blocks if document.kind == "captured" else ():
        if block.body and (block.kind == "heading" or _is_short_line(document, block)):
            run.append(block)
            continue
        found.update(_links(document, run))
        run = []
    return frozenset(found.union(_links(document, run)))


def _is_short_line(document: Document, block: Block) -> bool:
    words = document.words_in(block.start, block.end)
    return block.kind == "paragraph" and words <= _SHORT and document.text[block.end - 1] not in ".!:;"


def _links(document: Document, run: list[Block]) -> Iterator[int]:
    headings = [block for block in run if block.kind == "heading"]
    asks = sum(document.text[block.end - 1] == "?" for block in headings)
    if len(headings) >= _RUN and (asks >= _RUN - 1 or _RUN < len(headings) == len(run)):
        yield from (block.index for block in headings)


def _titles_the_page(document: Document, section: Section) -> bool:
    """Whether a heading of captured text is the page's title once more, or says what kind of page it is."""
    if document.kind != "captured":
        return False
    title = section.title.strip()
    return title.casefold() == document.title.strip().casefold() or _KIND_OF_PAGE.fullmatch(title) is not None


def _matches(patterns: tuple[str, ...], text: str) -> bool:
    return any(compiled(item).search(text) for item in patterns)


def _has_content(document: Document, section: Section, inside: list[Block], words: list[int]) -> bool:
    kept = [block for block in inside if words[block.index]]
    if any(block.kind == "table_cell" for block in kept) or sum(block.kind == "list_item" for block in kept) > 1:
        return True
    indices = {block.index for block in kept}
    if any(_CALL.search(document.text, block.start, block.end) for block in kept):
        return True
    if any(link.block in indices for link in document.links) or _has_image(document, section):
        return True
    return _FORM.search(document.source.text, *_extent(document, section)) is not None


def _answers(document: Document, inside: list[Block], words: int) -> bool:
    """Whether the paragraphs hold so many words in sentences that end as such."""
    indices = {block.index for block in inside if block.kind == "paragraph"}
    if not indices:
        return words <= 0
    sentences = document.sentences
    first = bisect_left(sentences, min(indices), key=attrgetter("block"))
    last = bisect_right(sentences, max(indices), key=attrgetter("block"))
    return words <= sum(
        document.words_in(sentence.start, sentence.end)
        for sentence in sentences[first:last]
        if sentence.block in indices and document.text[sentence.end - 1] in ".!?"
    )


def _heads_cards(document: Document, section: Section) -> bool:
    """Whether a heading stands over cards; in captured text cards begin where the article ends, whatever its last heading."""
    first = document.blocks[section.first].role if section.first < section.end else ""
    return first == "card" and document.kind != "captured"


def _embeds(document: Document, section: Section) -> bool:
    """Whether something stands under the heading that the page fills in later: a widget, a form, a template's tag."""
    return _WIDGET.search(document.source.text, *_extent(document, section)) is not None


def _has_image(document: Document, section: Section) -> bool:
    start, end = _extent(document, section)
    return any(start <= image.span.start < end for image in document.images)


def _extent(document: Document, section: Section) -> tuple[int, int]:
    """The source range from below a section's heading to the next section's."""
    end = document.blocks[section.end].span.start if section.end < len(document.blocks) else len(document.source.text)
    return document.blocks[section.heading].span.end, end


def _is_about_page(document: Document, inside: list[Block], section: Section) -> bool:
    """Whether the section is there for the page's own record: "Last reviewed" with a date under it, "About this page" with who wrote it."""
    return _OF_PAGE.search(section.title) is not None and any(document.text_of(block).strip() for block in inside)
