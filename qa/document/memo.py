"""Keeps what was worked out for a document, which several checks ask for in turn."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.model import Document

T = TypeVar("T")


def kept(document: Document, name: str, make: Callable[[], T]) -> T:
    """`make()`, remembered under a name with the document that it was worked out for, which it lives and dies with.

    A document made from another one by changing a field starts with nothing. The name is a dotted one, which no attribute has.
    """
    views = document.__dict__
    if name in views:
        found: T = views[name]
        return found
    result = views[name] = make()
    return result


def per_document(function: Callable[[Document], T]) -> Callable[[Document], T]:
    """Remember a function's result with its document, as `kept` does."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(document: Document) -> T:
        views = document.__dict__
        if name in views:
            found: T = views[name]
            return found
        result = views[name] = function(document)
        return result

    return remembered
