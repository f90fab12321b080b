"""Where a finding about the page as a whole is shown: what is wrong with its record at the stated title, with its advice at the shown one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.model import Span

if TYPE_CHECKING:
    from qa.document.model import Document


def stated_title_span(document: Document) -> Span:
    """The title as written in the metadata, else the first level-1 heading, else the body's first block."""
    title = document.metadata.get("title")
    if title is not None and title.span.end > title.span.start:
        return title.span
    first = None
    for block in document.body_blocks():
        if block.kind == "heading" and block.level == 1:
            return document.locate(block.start, block.end)
        first = first or block
    return document.locate(first.start, first.end) if first else Span(0, 0)


def shown_title_span(document: Document) -> Span:
    """The title as readers see it: its heading in the body, else as written in the metadata, else the body's first block."""
    title = document.title
    for block in document.blocks:
        if block.kind == "heading" and block.body and document.text_of(block).strip() == title:
            return document.locate(block.start, block.end)
    stated = document.metadata.get("title")
    if stated is not None:
        return stated.span
    first = next(document.body_blocks(), None)
    return document.locate(first.start, first.end) if first else Span(0, 0)
