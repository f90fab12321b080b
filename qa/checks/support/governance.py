"""What an article records about who answers for it and when it was last checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.document.reviewers import SIGNS, is_nameless, reviewers_of
from qa.review_dates import on_page, statements

if TYPE_CHECKING:
    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.review_lines import Statement

RECORDED = ("last_reviewed", "next_review", "review_in", "reviewer", "publisher", "quality_process", "sources")


def stated_reviews(document: Document, context: Context) -> list[Statement]:
    """Every statement of a review date; the national profile decides whether the day or the month comes first."""
    return statements(document, day_first=context.profile != "us")


def has_value(value: Any) -> bool:
    """Whether a metadata value says anything: not None, blank, or an empty list or mapping."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value not in ([], {}, ())


def is_article(document: Document) -> bool:
    """Whether there is a body to answer for: a stub that only points elsewhere is no article."""
    return bool(document.body_words)


def records_nothing(document: Document) -> bool:
    """Whether the metadata holds none of the fields that say who answers for a page, so that one finding says it all.

    What a reader took from the page's own lines, such as its review date, is no record; a reviewer named there is.
    """
    fields = (document.metadata.get(name) for name in RECORDED)
    kept = any(field and has_value(field.value) and not on_page(document, field.span) for field in fields)
    return not kept and visible_reviewer(document) is None


def visible_reviewer(document: Document) -> tuple[str, Span] | None:
    """The name behind "Reviewed by" on the page, and its place."""
    if not any(sign in document.lower for sign in SIGNS):
        return None
    for found in sorted(reviewers_of(document), key=lambda found: is_nameless(found.who)):
        block = document.block_at(found.place[0])
        if block.role not in ("card", "nav") and block.kind != "code" and not block.quoted:
            return found.who, document.locate(*found.place)
    return None
