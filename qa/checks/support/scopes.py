"""Where in a document a check looks: the one helper behind the options `scope`, `blocks` and `quotes`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qa.checks.registry import CheckOptions
from qa.document.overlaps import in_code
from qa.matching.patterns import compiled, matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.document.model import Block, Document
    from qa.matching.patterns import Found, Regex

Where = Literal["body", "chrome", "all"]
BlockName = Literal["heading", "paragraph", "list_item", "table_cell", "code", "footnote"]

PROSE: tuple[BlockName, ...] = ("heading", "paragraph", "list_item", "table_cell", "footnote")

_QUOTES = re.compile(r"“[^“”]*”|‘[^‘’]*’(?!\w)|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)")


class Scoped(CheckOptions):
    """`scope`: the article's body, the site's chrome around it, or both. `blocks`: the kinds of block that are read.

    `quotes`: whether quoted words count too (quotation marks and block quotes); code never does unless `blocks` names it.
    """

    scope: Where = "body"
    blocks: tuple[BlockName, ...] = PROSE
    quotes: bool = True


def in_scope(block: Block, options: Scoped) -> bool:
    """Whether a block is one that the options name."""
    if options.scope != "all" and block.body != (options.scope == "body"):
        return False
    return block.kind in options.blocks and (options.quotes or not block.quoted)


def hits(document: Document, options: Scoped, regex: Regex) -> Iterator[tuple[Found, int, int]]:
    """Every match of a pattern in scope, and the projected range to report: its group `hit`, else all of it.

    A match that runs over the end of a block, stands in inline code or (with `quotes` off) in quotation marks is none.
    """
    if not regex.may_match(document.lower):
        return
    reported = regex.groupindex.get("hit", 0)
    for found in matches(regex, document.text):
        start, end = found.span(reported)
        if start < 0:
            start, end = found.span()
        if end <= start:
            continue
        block = document.block_at(start)
        if end > block.end or not in_scope(block, options) or in_code(document, start, end):
            continue
        if options.quotes or not in_quotes(document, block, start, end):
            yield found, start, end


def possible(document: Document, patterns: Iterable[str]) -> list[Regex]:
    """Those of the patterns, any case, that may match somewhere in a document's text; the others need not be run on its pieces."""
    lower = document.lower
    return [regex for regex in map(compiled, patterns) if regex.may_match(lower)]


def in_quotes(document: Document, block: Block, start: int, end: int) -> bool:
    """Whether a projected range lies between quotation marks of its block."""
    text = document.text_of(block)
    return any(
        quote.start() < start - block.start and end - block.start < quote.end() for quote in _QUOTES.finditer(text)
    )


def clear_of(document: Document, unless: Sequence[Regex], start: int, end: int) -> bool:
    """Whether no pattern of `unless` overlaps a projected range within its block."""
    if not unless:
        return True
    block = document.block_at(start)
    text = document.text_of(block)
    low, high = start - block.start, end - block.start
    return not any(
        found.span()[0] < high and low < found.span()[1] for regex in unless for found in matches(regex, text)
    )
