"""What has changed in the world since an article was last reviewed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qa.checks.registry import check
from qa.checks.support.governance import stated_reviews
from qa.checks.support.scopes import Scoped, hits
from qa.dates import spoken
from qa.finding import Match
from qa.matching.patterns import compiled
from qa.review_dates import last_review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.matching.patterns import Regex


class Options(Scoped):
    """`data` is the kind of reference data that lists the changes."""

    data: str = "changes"


@check(
    "changed_since_review",
    options=Options,
    values=("mention", "change", "changed", "reviewed", "count"),
    needs=("today",),
)
def changed_since_review(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """The first mention of each thing that changed after the day of the last review and by today.

    Silent where no review date can be read: that is another rule's finding.
    """
    changes = context.derived(("changes", options.data), lambda: _prepared(context.data(options.data)))
    if not changes:
        return
    stated = last_review(stated_reviews(document, context), context.today)
    if stated is None or stated.date is None:
        return
    for changed, summary, regexes in changes:
        if not stated.date.last < changed <= context.today:
            continue
        places = sorted((start, end) for regex in regexes for _, start, end in hits(document, options, regex))
        if places:
            start, end = places[0]
            values = {
                "mention": document.text[start:end],
                "change": summary,
                "changed": spoken(changed),
                "reviewed": str(stated.date),
                "count": len(places),
            }
            yield Match(document.locate(start, end), values)


def _prepared(entries: list[dict[str, Any]]) -> list[tuple[dt.date, str, list[Regex]]]:
    return [
        (_day(entry["changed"]), entry["summary"], [compiled(pattern) for pattern in entry["mentions"]])
        for entry in entries
    ]


def _day(value: Any) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
