"""Headings as an outline: one title, no level skipped, none too deep, none without words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.checks.support.spans import block_span
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document


class Options(CheckOptions):
    """`deepest` level allowed, 1 to 6."""

    deepest: int = 4


@check(
    "heading_order",
    options=Options,
    values=("level", "expected", "limit", "count"),
    variants=("second-title", "no-title", "too-deep", "empty"),
)
def heading_order(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """Each heading that skips a level; variants for a second h1, a page with no title, headings too deep, empty headings.

    A title in the metadata stands for the h1. Levels below `deepest` are reported once a page.
    """
    headings = [block for block in document.body_blocks() if block.kind == "heading"]
    yield from (
        Match(block.span, {"level": block.level}, "empty") for block in headings if not document.text_of(block).strip()
    )
    named = [block for block in headings if document.text_of(block).strip()]
    if named:
        yield from _titles(document, named)
        yield from _order(document, named, options)


def _titles(document: Document, headings: list[Block]) -> Iterator[Match]:
    titles = [block for block in headings if block.level == 1]
    for block in titles[1:]:
        related = (Related("the first one", block_span(document, titles[0])),)
        yield Match(block_span(document, block), {"count": len(titles)}, "second-title", related=related)
    # Where the front matter can't be read, the title may well be in it.
    if not titles and not document.metadata.value("title") and not document.problems:
        yield Match(stated_title_span(document), {}, "no-title")


def _order(document: Document, headings: list[Block], options: Options) -> Iterator[Match]:
    deep = [block for block in headings if block.level > options.deepest]
    if deep:
        values = {"level": deep[0].level, "limit": options.deepest, "count": len(deep)}
        yield Match(block_span(document, deep[0]), values, "too-deep")
    before = 1
    for block in headings:
        if block.level > before + 1 and block.level <= options.deepest:
            yield Match(block_span(document, block), {"level": block.level, "expected": before + 1})
        before = block.level
