"""How long a title, heading, paragraph or other piece may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qa.checks.registry import check
from qa.checks.support.page import stated_title_span
from qa.checks.support.scopes import Scoped, in_scope
from qa.checks.support.spans import block_span
from qa.document.model import WORD
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span

What = Literal[
    "title", "description", "heading", "paragraph", "list_item", "table_cell", "sentence", "link_text", "alt_text"
]
_BLOCKS = ("heading", "paragraph", "list_item", "table_cell")


class Options(Scoped):
    """`what` is measured in `unit`; `minimum` and `maximum` are inclusive. A piece that is absent has no length."""

    what: What = "title"
    unit: Literal["words", "characters"] = "words"
    minimum: int | None = None
    maximum: int | None = None

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        if options.minimum is None and options.maximum is None:
            yield (), "give “minimum” or “maximum”"


@check("length_limit", options=Options, values=("length", "limit", "unit", "what"), variants=("short",))
def length_limit(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """Each piece longer than the maximum or (variant `short`) shorter than the minimum."""
    for text, span in _pieces(document, options):
        length = len(text) if options.unit == "characters" else sum(1 for _ in WORD.finditer(text))
        values = {"length": length, "unit": options.unit, "what": options.what.replace("_", " ")}
        if options.maximum is not None and length > options.maximum:
            yield Match(span, {**values, "limit": options.maximum})
        elif options.minimum is not None and length < options.minimum:
            yield Match(span, {**values, "limit": options.minimum}, "short")


def _pieces(document: Document, options: Options) -> Iterator[tuple[str, Span]]:
    if options.what == "title":
        if document.title:
            yield document.title, stated_title_span(document)
    elif options.what == "description":
        found = document.metadata.get("description")
        if found is not None and isinstance(found.value, str) and found.value.strip():
            yield found.value.strip(), found.span
    elif options.what in _BLOCKS:
        for block in document.blocks:
            if block.kind == options.what and in_scope(block, options) and block.end > block.start:
                yield document.text_of(block).strip(), block_span(document, block)
    else:
        yield from _inner(document, options)


def _inner(document: Document, options: Options) -> Iterator[tuple[str, Span]]:
    if options.what == "sentence":
        for sentence in document.sentences:
            if in_scope(document.blocks[sentence.block], options):
                yield document.text[sentence.start : sentence.end], document.locate(sentence.start, sentence.end)
    elif options.what == "link_text":
        for link in document.links:
            if in_scope(document.blocks[link.block], options):
                yield link.text, link.span
    else:
        for image in document.images:
            if image.alt:
                yield image.alt, image.span
