"""The edit that writes one word in place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.finding import Edit, Fix

if TYPE_CHECKING:
    from qa.document.model import Document


def writable(document: Document, start: int, end: int, better: str) -> Fix | None:
    """An unsafe fix for a projected range; None where the source holds markup between its words."""
    span = document.locate(start, end)
    if document.excerpt(span) != document.text[start:end]:
        return None
    return Fix(f"Write “{better}”", "unsafe", (Edit(span.start, span.end, better),))
