"""When an article says it was reviewed and when it is due again, in its metadata or in words on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.dates import add_months, parse_date
from qa.document.memo import kept
from qa.review_lines import Statement, Topic, review_lines

if TYPE_CHECKING:
    import datetime as dt

    from qa.document.model import Document, Span

_FIELDS: tuple[tuple[str, Topic], ...] = (("last_reviewed", "reviewed"), ("next_review", "next"))
_INTERVAL = re.compile(
    r"(?:every |in |after |within )*(?P<count>\d{1,3}|one|two|three|four|five|six|twelve)?[ -]*"
    r"(?P<unit>months?|mths?|m|years?|yrs?|y|annual(?:ly)?|yearly|monthly|biennial(?:ly)?|quarterly|half[ -]?yearly)\.?",
    re.IGNORECASE,
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12}
_CYCLES = {"annual": 12, "yearly": 12, "monthly": 1, "biennial": 24, "quarterly": 3, "half": 6}


def statements(document: Document, *, day_first: bool = True) -> list[Statement]:
    """Every statement of a review date: the metadata's, then the page's own text in order, then its JSON-LD's.

    An empty field states nothing; partner cards, quotations and code are left out. `day_first` tells 3 April from 4 March
    in "03/04/2024".
    """
    return kept(document, f"review_dates.statements.{day_first}", lambda: _statements(document, day_first=day_first))


def _statements(document: Document, *, day_first: bool) -> list[Statement]:
    lines = list(review_lines(document, day_first=day_first))
    fields: list[Statement] = []
    for name, topic in _FIELDS:
        field = document.metadata.get(name)
        # A reader may have taken a field from a line on the page; the line itself says more.
        if field is None or any(_overlap(field.span, line.span) for line in lines):
            continue
        written = str(field.value if field.value is not None else "").strip()
        if written:
            visible = on_page(document, field.span)
            dated = parse_date(field.value, day_first=day_first)
            fields.append(Statement(topic, written, dated, field.span, visible))
    own = [item for item in fields if not in_structured(document, item.span)]
    return own + lines + [item for item in fields if in_structured(document, item.span)]


def on_page(document: Document, span: Span) -> bool:
    """Whether a metadata value was read from the page's own words rather than from a metadata block."""
    if document.kind == "markdown" and span.end <= document.metadata.span.end:
        return False  # in the front matter, which no block reaches into
    return any(block.span.start <= span.start and span.end <= block.span.end for block in document.blocks)


def in_structured(document: Document, span: Span) -> bool:
    """Whether a place lies in the page's JSON-LD."""
    within = document.metadata.structured_span
    return document.metadata.structured is not None and within.start <= span.start and span.end <= within.end


def review_date_of(document: Document, today: dt.date | None = None) -> dt.date | None:
    """The day that counts as the last review: metadata before the page's words; None where none can be read."""
    stated = last_review(statements(document), today)
    return stated.date.last if stated and stated.date else None


def last_review(stated: list[Statement], today: dt.date | None = None) -> Statement | None:
    """The first statement of a last review that can be read; a bare "review date" counts where it isn't in the future."""
    for item in stated:
        if item.date is None or item.date.precision == "year":
            continue
        past = today is None or item.date.first <= today
        if item.topic == "reviewed" or (item.topic == "either" and past):
            return item
    return None


def next_review_of(document: Document, today: dt.date | None = None) -> dt.date | None:
    """The day that the next review is due, stated or worked out from `review_in`; None where neither can be read."""
    stated = statements(document)
    following = upcoming_review(stated, today)
    if following and following.date:
        return following.date.last
    reviewed, months = last_review(stated, today), parse_interval(document.metadata.value("review_in"))
    return add_months(reviewed.date.last, months) if reviewed and reviewed.date and months else None


def upcoming_review(stated: list[Statement], today: dt.date | None = None) -> Statement | None:
    """The first statement of a next review, readable or not; a bare "review date" counts where it is in the future."""
    for item in stated:
        future = today is not None and item.date is not None and item.date.first > today
        if item.topic == "next" or (item.topic == "either" and future):
            return item
    return None


def parse_interval(value: Any) -> int | None:
    """A review cycle in months: "6 months", "2 years", "annually", or a whole number of months; None where it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 < value <= 120 else None
    found = _INTERVAL.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    unit, count = found.group("unit").lower(), found.group("count")
    for name, months in _CYCLES.items():
        if unit.startswith(name):
            return months
    if count is None:
        return None
    number = _COUNTS.get(count.lower()) or int(count)
    return number * (12 if unit.startswith("y") else 1) or None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
