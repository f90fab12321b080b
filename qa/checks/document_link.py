"""Links to PDFs and other documents that don't say so."""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.addresses import parts_of, shown
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Link

_SIZE = re.compile(r"\d\s?(?:[kmg]i?b|kilobytes?|megabytes?|pages?)\b", re.IGNORECASE)
_BEFORE, _AFTER = 25, 40
_STOP = re.compile(r"[.!?] ")


class Options(CheckOptions):
    """`types` names each file extension (lower case, without its dot) as the reader should see it, e.g. pdf: PDF."""

    types: Mapping[str, str] = NOTHING


@check("document_link", options=Options, values=("type", "text"), variants=("size", "type"))
def document_link(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """One match for each link of the body to a document whose type or size stands neither in its text nor beside it."""
    for link in document.links:
        extension = parts_of(link.target).path.rpartition(".")[2].lower()
        if extension not in options.types or not document.blocks[link.block].body:
            continue
        name = options.types[extension]
        around = _around(document, link)
        typed = re.search(rf"\b(?:{re.escape(name)}|{re.escape(extension)})s?\b", around, re.IGNORECASE) is not None
        sized = _SIZE.search(around) is not None
        if not (typed and sized):
            variant = "size" if typed else "type" if sized else ""
            yield Match(shown(document, link), {"type": name, "text": link.text.strip()}, variant)


def _around(document: Document, link: Link) -> str:
    """The link's text and what stands close to it in its block, as far as the links before and after it."""
    block = document.blocks[link.block]
    others = [other for other in document.links if other.block == link.block and other is not link]
    first = max([block.start, link.start - _BEFORE, *(other.end for other in others if other.end <= link.start)])
    last = min([block.end, link.end + _AFTER, *(other.start for other in others if other.start >= link.end)])
    behind = document.text[link.end : last]
    stop = _STOP.search(behind)
    return document.text[first : link.end] + (behind[: stop.start()] if stop else behind)
