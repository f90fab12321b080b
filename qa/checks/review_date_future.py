"""A review that hasn't happened yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.checks.support.governance import stated_reviews
from qa.dates import parse_date, spoken
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


@check("review_date_future", values=("written", "today"), variants=("updated",), needs=("today",))
def review_date_future(document: Document, _options: NoOptions, context: Context) -> Iterator[Match]:
    """The first "last reviewed" that begins after today, with the others beside it; a month-only date may be this month.

    Variant `updated`: where the reviews are in order, a last change of the page that hasn't happened yet.
    """
    ahead = [
        item
        for item in stated_reviews(document, context)
        if item.topic == "reviewed" and item.date and item.date.first > context.today
    ]
    if ahead:
        related = tuple(Related("also here", item.span) for item in ahead[1:])
        values = {"written": str(ahead[0].date), "today": spoken(context.today)}
        yield Match(ahead[0].span, values, related=related)
        return
    updated = document.metadata.get("last_updated")
    dated = parse_date(updated.value, day_first=context.profile != "us") if updated else None
    if updated and dated and dated.precision != "year" and dated.first > context.today:
        yield Match(updated.span, {"written": str(dated), "today": spoken(context.today)}, "updated")
