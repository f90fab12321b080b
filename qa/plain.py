"""File results as plain lists and back, for the cache."""

from __future__ import annotations

from typing import Any

from qa.document.model import Span
from qa.finding import Edit, Finding, Fix, Related
from qa.places import Place
from qa.results import DocumentFacts, FileResult, Readability


def to_plain(result: FileResult) -> list[Any]:
    """A result as nested lists of texts and numbers; the path is left out, it is the entry's key."""
    facts = result.facts
    scores = facts.readability
    return [
        [facts.title, facts.kind, facts.words, facts.reading_minutes, facts.last_reviewed, facts.next_review,
         facts.emergency_action],
        [scores.flesch_kincaid_grade, scores.smog, scores.flesch_reading_ease, scores.sentences,
         scores.words_per_sentence, scores.indicative],
        [_finding(item) for item in result.findings],
        [list(place) for place in result.places],
    ]  # fmt: skip


def _finding(item: Finding) -> list[Any]:
    fix = item.fix
    return [
        item.rule, item.name, item.severity, list(item.span), item.excerpt, item.message, list(item.suggestions),
        [fix.title, fix.applicability, [[edit.start, edit.end, edit.replacement] for edit in fix.edits]] if fix else None,
        [[related.message, list(related.span), related.path] for related in item.related],
        item.fingerprint, item.status, item.url, item.reason,
    ]  # fmt: skip


def from_plain(path: str, data: list[Any]) -> FileResult:
    """The result that `to_plain` took apart."""
    facts, scores, findings, places = data
    return FileResult(
        _facts_from(path, facts, Readability(*scores)),
        tuple(_finding_from(path, item) for item in findings),
        tuple(Place(*place) for place in places),
    )


def _facts_from(path: str, data: list[Any], scores: Readability) -> DocumentFacts:
    title, kind, words, minutes, reviewed, due, emergency = data
    return DocumentFacts(path, title, kind, words, minutes, reviewed, due, emergency, scores)


def _finding_from(path: str, data: list[Any]) -> Finding:
    rule, name, severity, span, excerpt, message, suggestions, fix, related, fingerprint, status, url, reason = data
    return Finding(
        rule=rule,
        name=name,
        severity=severity,
        path=path,
        span=Span(*span),
        excerpt=excerpt,
        message=message,
        suggestions=tuple(suggestions),
        fix=Fix(fix[0], fix[1], tuple(Edit(*edit) for edit in fix[2])) if fix else None,
        related=tuple(Related(text, Span(*where), other) for text, where, other in related),
        fingerprint=fingerprint,
        status=status,
        url=url,
        reason=reason,
    )
