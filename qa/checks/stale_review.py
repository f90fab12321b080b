"""A review that lies too far back."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.cycles import shortest
from qa.checks.support.governance import stated_reviews
from qa.dates import due, months_between, spoken
from qa.finding import Match
from qa.review_dates import last_review, parse_interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """Ages in whole calendar months, counted from the reviewed day or the last day of a month-only date.

    `warn_cycles` and `error_cycles` shorten both for a content type or a topic of the metadata; the shortest one counts.
    """

    warn_months: int = 24
    error_months: int = 36
    warn_cycles: Mapping[str, int] = NOTHING
    error_cycles: Mapping[str, int] = NOTHING


@check(
    "stale_review",
    options=Options,
    values=("written", "months", "limit", "due"),
    variants=("ageing",),
    needs=("today",),
)
def stale_review(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """A last review older than the limit of its type and topics; variant `ageing` from the earlier limit on.

    A cycle that the article sets itself (`review_in`), where it is shorter, is its limit.
    """
    stated = last_review(stated_reviews(document, context), context.today)
    if stated is None or stated.date is None or stated.date.first > context.today:
        return
    error = shortest(document, options.error_cycles, options.error_months)
    warn = min(shortest(document, options.warn_cycles, options.warn_months), error)
    own = parse_interval(document.metadata.value("review_in"))
    warn = min(warn, own) if own else warn
    months = months_between(stated.date.last, context.today)
    if months >= warn:
        limit = error if months >= error else warn
        values = {
            "written": str(stated.date), "months": months, "limit": limit, "due": spoken(due(stated.date, error)),
        }  # fmt: skip
        yield Match(stated.span, values, "" if months >= error else "ageing")
