"""A stated reading time that the length of the article belies."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.finding import Match
from qa.matching.patterns import compiled, matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span

_NUMBER = r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)"
_UNIT = r"(?:min(?:ute)?s?)"
_CLAIM = (
    rf"\b{_NUMBER}(?: ?(?:-|–|to) ?{_NUMBER})?[ -]?{_UNIT}[ -](?:read\b|reading time)"
    rf"|\b(?:page|article) (?:should |will )?takes? (?:about |around |only )?{_NUMBER} {_UNIT} to read\b"
    rf"|\b(?:read(?:ing)? time|time to read|est(?:imated|\.)? read(?:ing time)?)\b[: ]+(?:about |approx(?:imately|\.)? |~)?"
    rf"{_NUMBER}(?: ?(?:-|–|to) ?{_NUMBER})?[ -]?{_UNIT}"
)
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "fifteen": 15, "twenty": 20,
}  # fmt: skip
_LEADING = re.compile(r"\d{1,3}")


class Options(CheckOptions):
    """`words_per_minute` of a silent reader, and the share by which a claim may differ (0.25: a quarter)."""

    words_per_minute: int = 230
    tolerance: float = 0.25


@check("read_time", options=Options, values=("claim", "minutes", "words", "rate"))
def read_time(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """A claim such as "8-minute read", in the body or the metadata, outside the tolerance around the body's own length.

    Claims are whole minutes, so the tolerance is widened to whole minutes; one minute is never too much.
    """
    words = len(document.body_words)
    exact = words / options.words_per_minute
    low = max(1, math.floor(exact * (1 - options.tolerance)))
    high = max(1, math.ceil(exact * (1 + options.tolerance)))
    for first, last, span in _claims(document):
        if not words or (last >= low and first <= high):
            continue
        claim = str(first) if first == last else f"{first} to {last}"
        values = {"claim": claim, "minutes": max(1, round(exact)), "words": words, "rate": options.words_per_minute}
        yield Match(span, values)


def _claims(document: Document) -> Iterator[tuple[int, int, Span]]:
    """Each claim as its first and last number of minutes, and its place."""
    field = document.metadata.get("read_time")
    if field is not None:
        found = _LEADING.match(str(field.value).strip())
        if found:
            yield int(found.group()), int(found.group()), field.span
    if "read" not in document.lower:
        return
    for claim in matches(compiled(_CLAIM), document.text):
        if document.block_at(claim.span()[0]).role not in ("body", "header", "banner"):
            continue
        parts = [_minutes(part) for part in claim.groups() if part]
        yield parts[0], parts[-1], document.locate(*claim.span())


def _minutes(text: str) -> int:
    return _WORDS.get(text.lower()) or int(text)
