"""The facts of a document that reports and audits show beside its findings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qa.results import DocumentFacts, Readability

if TYPE_CHECKING:
    from qa.checks.context import Context
    from qa.document.model import Document

WORDS_A_MINUTE = 230


def facts_of(document: Document, context: Context) -> DocumentFacts:
    """Title, length, review dates, readability, and whether the body tells anyone to call for help."""
    from qa.review_dates import next_review_of, review_date_of
    from qa.safety.actions import has_emergency_action

    words = len(document.body_words)
    reviewed, due = review_date_of(document, context.today), next_review_of(document, context.today)
    return DocumentFacts(
        path=document.source.path,
        title=document.title,
        kind=document.kind,
        words=words,
        reading_minutes=math.ceil(words / WORDS_A_MINUTE),
        last_reviewed=reviewed.isoformat() if reviewed else None,
        next_review=due.isoformat() if due else None,
        emergency_action=has_emergency_action(document, context),
        readability=_readability(document),
    )


def _readability(document: Document) -> Readability:
    from qa.language.readability import measure

    scores = measure(document)
    return Readability(
        flesch_kincaid_grade=_rounded(scores.flesch_kincaid_grade),
        smog=_rounded(scores.smog),
        flesch_reading_ease=_rounded(scores.flesch_reading_ease),
        sentences=scores.sentences,
        words_per_sentence=_rounded(scores.words_per_sentence),
        indicative=scores.indicative,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
