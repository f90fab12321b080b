"""What a web page tells search engines about its review, against what it tells its readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.checks.registry import NoOptions, check
from qa.checks.support.governance import has_value, stated_reviews, visible_reviewer
from qa.dates import parse_date
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.review_lines import Statement


@check(
    "structured_data",
    values=("stated", "visible", "field"),
    variants=("unparseable", "no-date", "no-reviewer", "no-audience"),
)
def structured_data(document: Document, _options: NoOptions, context: Context) -> Iterator[Match]:
    """JSON-LD of a MedicalWebPage whose `lastReviewed` isn't the date on the page; variants for what it leaves out.

    `reviewedBy` is missed only where the page names a reviewer, and `lastReviewed` only where it shows a date: a page that
    states neither has that reported once, by other rules.
    """
    data = document.metadata.structured
    if data is None or "MedicalWebPage" not in _types(data):
        return
    span = document.metadata.structured_span
    seen = next((item for item in stated_reviews(document, context) if item.visible and item.topic != "next"), None)
    yield from _dates(data, seen, span)
    if not has_value(data.get("reviewedBy")) and visible_reviewer(document):
        yield Match(span, {"field": "reviewedBy"}, "no-reviewer")
    if not (has_value(data.get("audience")) or has_value(data.get("medicalAudience"))):
        yield Match(span, {"field": "audience"}, "no-audience")


def _dates(data: Mapping[str, Any], seen: Statement | None, span: Any) -> Iterator[Match]:
    stated = data.get("lastReviewed")
    if not has_value(stated):
        if seen is not None:
            yield Match(span, {"field": "lastReviewed", "visible": seen.written}, "no-date")
        return
    # Some sites put the last review and the next one here, as a list.
    dated = parse_date(stated[0] if isinstance(stated, list) else stated)
    if dated is None:
        yield Match(span, {"field": "lastReviewed", "stated": str(stated)}, "unparseable")
    elif seen is not None and seen.date is not None and not dated.overlaps(seen.date):
        related = (Related("the date on the page", seen.span),)
        yield Match(span, {"stated": str(dated), "visible": str(seen.date)}, related=related)


def _types(data: Mapping[str, Any]) -> list[str]:
    kinds = data.get("@type")
    return [kinds] if isinstance(kinds, str) else [str(kind) for kind in kinds or []]
