"""Addresses that stand in running text without a link's markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.document.model import Link
from qa.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

_ADDRESS = re.compile(r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"“”|`^{}]{1,2000}", re.IGNORECASE)
_AFTER = ".,;:!?'’*_…"


def with_bare_links(document: Document) -> Document:
    """The document with a link of kind `bare` for each written-out web address outside links and code.

    An address without its scheme gets https. Punctuation that ends the sentence, and a bracket that the address doesn't
    open, are no part of it.
    """
    text = document.text
    if "://" not in text and "www." not in text.lower():
        return document
    found = list(_found(document))
    if not found:
        return document
    links = sorted((*document.links, *found), key=lambda link: (link.start, link.end))
    return replace(document, links=tuple(links))


def _found(document: Document) -> Iterator[Link]:
    code = ((item.start, item.end) for item in document.inlines if item.kind == "code")
    taken = sorted([*((link.start, link.end) for link in document.links), *code])
    starts = [start for start, _ in taken]
    for match in _ADDRESS.finditer(document.text):
        written = _trimmed(match.group())
        start, end = match.start(), match.start() + len(written)
        before = bisect_right(starts, start) - 1
        inside = before >= 0 and taken[before][1] > start
        block = document.block_at(start)
        if inside or block.kind == "code" or "." not in written:
            continue
        span = document.locate(start, end)
        target = written if "://" in written[:9] else f"https://{written}"
        yield Link(target, written, start, end, block.index, span, span, "bare")


def _trimmed(written: str) -> str:
    while written and (written[-1] in _AFTER or (written[-1] in ")]" and not _opened(written))):
        written = written[:-1]
    return written


def _opened(written: str) -> bool:
    closing = written[-1]
    opening = "(" if closing == ")" else "["
    return written.count(opening) >= written.count(closing)
