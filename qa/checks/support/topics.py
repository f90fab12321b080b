"""What the topic checks have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.support.page import shown_title_span
from qa.safety.topics import topics_for

if TYPE_CHECKING:
    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.safety.topics import Topic


def topics_of(document: Document, context: Context) -> list[Topic]:
    """The topics of the document's title; none for news and service pages, which report rather than advise."""
    return [] if document.type in ("news", "service") else topics_for(document, context)


def support_span(document: Document) -> Span:
    """Where a missing service belongs: the heading of the body's section on support, else the title."""
    for block in document.blocks:
        if block.kind == "heading" and block.body and block.level > 1:
            title = document.lower[block.start : block.end]
            if any(word in title for word in ("support", "resources", "more information", "getting help")):
                return document.locate(block.start, block.end)
    return shown_title_span(document)
