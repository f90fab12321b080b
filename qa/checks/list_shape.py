"""Bulleted lists: not too long, and led in by a line that ends with a colon."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import CheckOptions, check
from qa.checks.support.spans import block_span
from qa.finding import Edit, Fix, Match
from qa.matching.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document

_ENDINGS = (":", ".", "?", "!", "…", ";", "—", "–")
_CLOSERS = "\"'”’)]*_ "
# Terms with their meanings, or labels with their values, are no bulleted list.
_TERMS = ("<dt", "<dd")


class Options(CheckOptions):
    """`max_items` at one level of a list. `unlimited` are headings (RE2 patterns, any case) whose lists may run on."""

    max_items: int = 6
    unlimited: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(unlimited=options.unlimited)


@check("list_shape", options=Options, values=("count", "limit", "lead"), variants=("lead-in",))
def list_shape(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """A bulleted list with too many items; variant `lead-in`: the line above it has no colon and no other end.

    Lists of links and of sources may run on; a numbered list is a sequence and may too.
    """
    items = [block for block in document.body_blocks() if block.kind == "list_item" and not block.ordered]
    linked = {link.block for link in document.links}
    for _, group in groupby(items, key=lambda block: block.group):
        blocks = [block for block in group if document.text_of(block).strip()]
        if not blocks or document.excerpt(blocks[0].span)[:3].lower() in _TERMS:
            continue
        rows = {block.row: block for block in blocks}
        links = sum(block.index in linked for block in blocks)
        if len(rows) > options.max_items and links * 2 < len(blocks) and not _may_run_on(document, blocks[0], options):
            yield Match(block_span(document, blocks[0]), {"count": len(rows), "limit": options.max_items})
        yield from _lead_in(document, blocks[0])


def _may_run_on(document: Document, first: Block, options: Options) -> bool:
    title = document.section_of(first).title
    return any(compiled(item).search(title) for item in options.unlimited)


def _lead_in(document: Document, first: Block) -> Iterator[Match]:
    before = document.blocks[first.index - 1] if first.index else None
    if before is None or before.kind != "paragraph" or not before.body or before.quoted or first.level > 1:
        return
    text = document.text_of(before).rstrip(_CLOSERS)
    # A line of one or two words is a label or a stray line, not a sentence that the list completes.
    if text.endswith(_ENDINGS) or document.words_in(before.start, before.end) < 3:
        return
    span = block_span(document, before)
    source = document.excerpt(span)
    fix = Fix("Add the colon", "unsafe", (Edit(span.end, span.end, ":"),)) if source[-1:].isalnum() else None
    yield Match(span, {"lead": text}, "lead-in", fix=fix)
