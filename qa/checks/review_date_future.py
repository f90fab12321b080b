"""A review that hasn't happened yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.checks.support.governance import stated_reviews
from qa.dates import spoken
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


@check("review_date_future", values=("written", "today"), needs=("today",))
def review_date_future(document: Document, _options: NoOptions, context: Context) -> Iterator[Match]:
    """The first "last reviewed" that begins after today, with the others beside it; a month-only date may be this month."""
    ahead = [
        item
        for item in stated_reviews(document, context)
        if item.topic == "reviewed" and item.date and item.date.first > context.today
    ]
    if ahead:
        related = tuple(Related("also here", item.span) for item in ahead[1:])
        values = {"written": str(ahead[0].date), "today": spoken(context.today)}
        yield Match(ahead[0].span, values, related=related)
