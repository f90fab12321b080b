"""Where a finding about the page as a whole is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.model import Span

if TYPE_CHECKING:
    from qa.document.model import Document


def title_span(document: Document) -> Span:
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
