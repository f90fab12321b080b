"""Rows of things in a sentence that want an article: "may include blood tests, bone scan, CT scan"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LEAD = re.compile(
    r"\b(?:includes?|including|such as|need|have|has|order|orders|arrange|offer|suggest|recommend)\b:?", re.IGNORECASE
)
_STOP = re.compile(
    r"[.;:!?—–]|\b(?:to|that|which|who|if|when|because|for|so|but|before|after|with|from|is|are|may|can|will)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*,\s*(?:and\b|or\b|and/or\b)?\s*|\s+(?:and/or|and|or)\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")
_DETERMINER = re.compile(
    r"(?:an?|the|your|his|her|their|its|our|my|this|that|these|those|some|any|every|each|no|one|another|either|both|all|more|\d+)\b",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset("as at by in into of on per through under via".split())
_MIN_ITEMS = 3


class Bare(NamedTuple):
    """An item without its article: offsets into the text."""

    start: int
    end: int


def bare_items(text: str, start: int, end: int, countable: Collection[str]) -> Iterator[Bare]:
    """The first item of each list in `text[start:end]` that ends in a `countable` noun and has no article.

    A list has three or more items behind "include", "such as", "need" and the like. One with a determiner anywhere is left
    alone, since "a blood test, urine test or x-ray" is good English, and so is a list of a single kind of name.
    """
    for lead in _LEAD.finditer(text, start, end):
        stop = _STOP.search(text, lead.end(), end)
        limit = stop.start() if stop else end
        items = list(_items(text, lead.end(), limit))
        if len(items) < _MIN_ITEMS or any(_DETERMINER.match(text, *item) for item in items):
            continue
        for first, last in items:
            words = _BRACKETED.sub(" ", text[first:last]).lower().split()
            if words and words[-1] in countable and words[0] not in _PREPOSITIONS and len(words) <= 4:
                yield Bare(first, last)
                break


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list; what a comma parts from the one behind its last "and" or "or" is another clause."""
    while start < end and text[start] in " :":
        start += 1
    ended = False
    for found in _BREAK.finditer(text, start, end):
        if found.start() > start:
            yield start, found.start()
        if ended:
            return
        ended = found.group().strip() in ("and", "or", "and/or")
        start = found.end()
    if start < end:
        yield start, start + len(text[start:end].rstrip())
