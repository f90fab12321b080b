"""A review date that is absent or can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.governance import has_value, is_article, records_nothing, stated_reviews
from qa.checks.support.page import stated_title_span
from qa.dates import parse_date
from qa.finding import Match
from qa.review_dates import in_structured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.review_lines import Statement


class Options(CheckOptions):
    """`visible`: whether the date must stand in the page's own words too, not in the metadata alone."""

    visible: bool = False


@check(
    "review_date_missing",
    options=Options,
    values=("written",),
    variants=("unparseable", "year-only", "only-updated", "no-metadata", "not-visible"),
)
def review_date_missing(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """One match for a page with no review date; one for each date that can't be read or names only a year.

    Variants: `only-updated` where the page says when it changed but not when it was checked, `no-metadata` where it
    records nothing else about its review either, `not-visible` where readers can't see the date.
    """
    if not is_article(document):
        return
    reviews = stated_reviews(document, context)
    stated = [item for item in reviews if item.topic != "next"]
    for item in stated:
        if item.date is None and not _flawed(document, item.span) and not _told_elsewhere(document, item, stated):
            yield Match(item.span, {"written": item.written}, "unparseable")
        elif item.date is not None and item.date.precision == "year":
            yield Match(item.span, {"written": item.written}, "year-only")
    if not stated:
        yield _absent(document, alone=not reviews and records_nothing(document))
    elif options.visible and not any(item.visible for item in stated):
        yield Match(stated[0].span, {"written": stated[0].written}, "not-visible")


def _told_elsewhere(document: Document, item: Statement, stated: list[Statement]) -> bool:
    """Whether the page has a date that can be read, and only its JSON-LD has one that can't: another rule compares the two."""
    return in_structured(document, item.span) and any(other.date is not None for other in stated)


def _flawed(document: Document, span: Span) -> bool:
    """Whether the reader has already reported the value: a day that the calendar doesn't have."""
    return any(problem.span.start < span.end and span.start < problem.span.end for problem in document.problems)


def _absent(document: Document, *, alone: bool) -> Match:
    """A page without a review date; `alone`: and without anything else on record about its review."""
    metadata = document.metadata
    empty = metadata.get("last_reviewed")
    if empty is not None:
        return Match(empty.key, {"written": ""})
    updated = metadata.get("last_updated")
    if updated is not None and has_value(updated.value):
        dated = parse_date(updated.value)
        return Match(updated.span, {"written": str(dated or updated.value)}, "only-updated")
    return Match(stated_title_span(document), {"written": ""}, "no-metadata" if alone else "")
