"""Where things stand in Markdown: the parser counts bytes, findings count code points; addresses of links."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.document.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_DESTINATION = re.compile(r"\]\(\s*(?:<([^>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))")
_WIDE = re.compile(r"[^\x00-\x7f]")


def offsets(body: str, base: int) -> Callable[[int], int]:
    """A function from byte offsets in `body` to code-point offsets in the source, where `body` begins at `base`."""
    if body.isascii():
        return lambda at: at + base
    ends, shifts = array("q"), array("q", [0])
    for match in _WIDE.finditer(body):
        extra = len(match.group().encode("utf-8", "surrogatepass")) - 1
        ends.append(match.end() + shifts[-1] + extra)
        shifts.append(shifts[-1] + extra)
    return lambda at: at + base - shifts[bisect_right(ends, at)]


def destination(text: str, start: int, end: int) -> Span:
    """Where an inline link's address is written: behind the first `](` after the link's text, which ends at `start`."""
    found = _DESTINATION.search(text, start, end)
    if found is None:
        return Span(end, end)
    return Span(*found.span(1 if found.group(1) is not None else 2))


def defined(text: str, target: str, extent: tuple[int, int]) -> Span:
    """Where a reference's address is written: behind the colon of its definition, which stands at `extent`."""
    start, limit = extent
    at = text.find(target, text.find("]:", start) + 2, limit)
    return Span(at, at + len(target)) if at >= 0 else Span(limit, limit)
