"""Which links and marked stretches of a document a range touches, at the cost of those that stand near it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from qa.document.memo import per_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.document.model import Document, Inline, Link

    Item = TypeVar("Item", Inline, Link)

# Items lie in a bucket for each 256 characters that they reach into.
_BITS = 8


def links_over(document: Document, start: int, end: int) -> list[Link]:
    """The links that share a character with a projected range, in their order."""
    return _over(_links(document), start, end)


def inlines_over(document: Document, start: int, end: int) -> list[Inline]:
    """The marked stretches that share a character with a projected range, in their order."""
    return _over(_inlines(document), start, end)


def in_code(document: Document, start: int, end: int) -> bool:
    """Whether a projected range touches inline code."""
    return any(inline.kind == "code" for inline in _over(_inlines(document), start, end))


@per_document
def _links(document: Document) -> dict[int, list[Link]]:
    return _bucketed(document.links)


@per_document
def _inlines(document: Document) -> dict[int, list[Inline]]:
    return _bucketed(document.inlines)


def _bucketed(items: Iterable[Item]) -> dict[int, list[Item]]:
    buckets: dict[int, list[Item]] = {}
    for item in items:
        for number in range(item.start >> _BITS, (max(item.start, item.end - 1) >> _BITS) + 1):
            buckets.setdefault(number, []).append(item)
    return buckets


def _over(buckets: dict[int, list[Item]], start: int, end: int) -> list[Item]:
    first, last = start >> _BITS, max(start, end - 1) >> _BITS
    near: Iterable[Item] = buckets.get(first, ())
    if last > first:
        many = (item for number in range(first, last + 1) for item in buckets.get(number, ()))
        near = {id(item): item for item in many}.values()
    return [item for item in near if item.start < end and item.end > start]
