"""The date of the next review: present, readable, ahead, and within the cycle."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.cycles import shortest
from qa.checks.support.governance import has_value, is_article, stated_reviews
from qa.dates import WrittenDate, add_months, due, months_between, spoken
from qa.finding import Match
from qa.review_dates import last_review, parse_interval, upcoming_review

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.review_lines import Statement


class Options(CheckOptions):
    """`max_months` from the last review to the next, shortened by `cycles` for a content type or topic.

    `notice_days` before the date it is due soon. A review as old as `stale_months` (by `stale_cycles`) is the business of
    the rule on stale reviews, and its passed date isn't reported a second time.
    """

    max_months: int = 36
    cycles: Mapping[str, int] = NOTHING
    notice_days: int = 90
    stale_months: int = 24
    stale_cycles: Mapping[str, int] = NOTHING


@check(
    "next_review",
    options=Options,
    values=("written", "days", "months", "limit", "latest"),
    variants=("unparseable", "overdue", "before-review", "beyond-cycle", "due-soon"),
    needs=("today",),
)
def next_review(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """At most one match: no next review date, or what is wrong with it.

    Where the last review isn't known, only a next review that is past is reported.
    """
    stated = stated_reviews(document, context)
    reviewed = last_review(stated, context.today)
    following = upcoming_review(stated, context.today)
    if not is_article(document):
        return
    if reviewed is None or reviewed.date is None:
        if following is not None and following.date is not None and following.date.last < context.today:
            days = (context.today - following.date.last).days
            values = {
                "written": str(following.date),
                "days": days,
                "months": 0,
                "limit": options.max_months,
                "latest": "",
            }
            yield Match(following.span, values, "overdue")
        return
    if following is None:
        yield from _interval(document, options, context, reviewed)
    elif following.date is None:
        yield Match(following.span, {"written": following.written}, "unparseable")
    elif following.date.last <= reviewed.date.first:
        values = {"written": str(following.date), "latest": str(reviewed.date)}
        yield Match(following.span, values, "before-review")
    elif reviewed.date.first <= context.today:
        yield from _timed(document, options, context, reviewed.date, following.date.last, following.span)


def _interval(document: Document, options: Options, context: Context, reviewed: Statement) -> Iterator[Match]:
    """`review_in` does for a date; without it, or with one that can't be read, the date is missing."""
    cycle = document.metadata.get("review_in")
    if cycle is None or not has_value(cycle.value):
        empty = document.metadata.get("next_review")
        yield Match(empty.key if empty else reviewed.span, {"written": ""})
        return
    months = parse_interval(cycle.value)
    if months is None:
        yield Match(cycle.span, {"written": str(cycle.value)}, "unparseable")
    elif reviewed.date:
        yield from _timed(document, options, context, reviewed.date, add_months(reviewed.date.last, months), cycle.span)


def _timed(
    document: Document, options: Options, context: Context, reviewed: WrittenDate, next_day: dt.date, span: Span
) -> Iterator[Match]:
    limit = shortest(document, options.cycles, options.max_months)
    latest = due(reviewed, limit)
    days = (next_day - context.today).days
    values = {"written": spoken(next_day), "days": abs(days), "limit": limit, "latest": spoken(latest)}
    values["months"] = months_between(reviewed.last, next_day)
    if (next_day.year, next_day.month) > (latest.year, latest.month):
        yield Match(span, values, "beyond-cycle")
    elif days < 0:
        own = parse_interval(document.metadata.value("review_in")) or options.stale_months
        stale = min(own, shortest(document, options.stale_cycles, options.stale_months))
        if months_between(reviewed.last, context.today) < stale:
            yield Match(span, values, "overdue")
    elif days <= options.notice_days:
        yield Match(span, values, "due-soon")
