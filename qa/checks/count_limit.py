"""How many of something a document or a section may hold."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

from qa.checks.existence import refused_patterns
from qa.checks.registry import check
from qa.checks.support.page import stated_title_span
from qa.checks.support.scopes import Scoped, hits, in_scope
from qa.checks.support.spans import block_span
from qa.finding import Match
from qa.matching.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Section, Span

What = Literal["words", "sentences", "headings", "paragraphs", "list_items", "links", "images", "matches"]
_KINDS = {"headings": "heading", "paragraphs": "paragraph", "list_items": "list_item"}


class Options(Scoped):
    """`what` is counted in the document or in each section (`per`), subsections included; both limits are inclusive.

    `matches` counts `pattern`; `sections` (RE2, any case) limits the sections by their headings.
    """

    what: What = "words"
    per: Literal["document", "section"] = "document"
    minimum: int | None = None
    maximum: int | None = None
    pattern: str = ""
    sections: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(pattern=(options.pattern,), sections=options.sections)
        if options.minimum is None and options.maximum is None:
            yield (), "give “minimum” or “maximum”"
        if (options.what == "matches") != bool(options.pattern):
            yield ("what",), "“matches” and “pattern” belong together"


@check("count_limit", options=Options, values=("count", "limit", "what", "section"), variants=("few",))
def count_limit(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """Each document or section that holds more than the maximum or (variant `few`) less than the minimum."""
    at = sorted(_places(document, options))
    for span, first, last, title in _ranges(document, options):
        yield from _judged(options, bisect_left(at, last) - bisect_left(at, first), span, title)


def _judged(options: Options, count: int, span: Span, title: str) -> Iterator[Match]:
    values = {"count": count, "what": options.what.replace("_", " "), "section": title}
    if options.maximum is not None and count > options.maximum:
        yield Match(span, {**values, "limit": options.maximum})
    elif options.minimum is not None and count < options.minimum:
        yield Match(span, {**values, "limit": options.minimum}, "few")


def _ranges(document: Document, options: Options) -> Iterator[tuple[Span, int, int, str]]:
    """The place to report, the range of blocks and the title of each thing that the limit is about."""
    if options.per == "document":
        yield stated_title_span(document), 0, len(document.blocks), document.title
        return
    for section in document.sections[1:]:
        heading = document.blocks[section.heading]
        if heading.body and _wanted(section, options):
            yield block_span(document, heading), section.heading, section.end, section.title


def _wanted(section: Section, options: Options) -> bool:
    return not options.sections or any(compiled(item).search(section.title) for item in options.sections)


def _places(document: Document, options: Options) -> Iterator[int]:
    """The block of every thing counted."""
    if options.what == "matches":
        yield from (
            document.block_at(start).index for _, start, _ in hits(document, options, compiled(options.pattern))
        )
        return
    chosen = {block.index for block in document.blocks if in_scope(block, options)}
    if options.what == "words":
        blocks = (document.block_at(word.start).index for word in document.words)
        yield from (index for index in blocks if index in chosen)
    elif options.what == "sentences":
        yield from (item.block for item in document.sentences if item.block in chosen)
    elif options.what in ("links", "images"):
        items = document.links if options.what == "links" else document.images
        yield from (item.block for item in items if item.block in chosen)
    else:
        yield from (index for index in chosen if document.blocks[index].kind == _KINDS[options.what])
