"""Review dates of one page that don't agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.checks.support.governance import stated_reviews
from qa.finding import Match, Related
from qa.review_dates import in_structured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.review_lines import Statement

_LABELS = {"reviewed": "last review", "next": "next review"}


@check("date_disagreement", values=("label", "written", "other"), variants=("visible",), needs=("today",))
def date_disagreement(document: Document, _options: NoOptions, context: Context) -> Iterator[Match]:
    """A date on the page that can't be the day that the metadata states; variant `visible`: two on the page differ.

    A month agrees with any of its days. A web page's JSON-LD is the business of the rule on structured data.
    """
    stated = stated_reviews(document, context)
    for topic, label in _LABELS.items():
        dated = [item for item in stated if _topic(item, stated, context) == topic and item.date]
        yield from _against(document, dated, label)


def _topic(item: Statement, stated: list[Statement], context: Context) -> str:
    """What a statement dates; a bare "review date" that is past is the last one where the next is stated too."""
    past = item.topic == "either" and item.date is not None and item.date.last <= context.today
    return "reviewed" if past and any(other.topic == "next" for other in stated) else item.topic


def _against(document: Document, dated: list[Statement], label: str) -> Iterator[Match]:
    first = next((item for item in dated if not item.visible and not in_structured(document, item.span)), None)
    seen = [item for item in dated if item.visible]
    variant = ""
    if first is None and seen:
        first, seen, variant = seen[0], seen[1:], "visible"
    for item in seen:
        if first and first.date and item.date and not item.date.overlaps(first.date):
            related = (Related(f"{label}: {first.date}", first.span),)
            values = {"label": label, "written": str(item.date), "other": str(first.date)}
            yield Match(item.span, values, variant, related=related)
