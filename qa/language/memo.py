"""Keeps what was worked out for the document in hand, which several checks ask for in turn."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.model import Document

T = TypeVar("T")


def per_document(function: Callable[[Document], T]) -> Callable[[Document], T]:
    """Remember a function's result for the document asked for last, and for no other, so that memory doesn't grow."""
    last: list[tuple[Document, T]] = []

    @wraps(function)
    def remembered(document: Document) -> T:
        for known, result in last:
            if known is document:
                return result
        result = function(document)
        last[:] = [(document, result)]
        return result

    return remembered
