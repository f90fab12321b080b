"""File results as plain lists and back, for the cache."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qa.cache.stored import Brief
from qa.document.model import Span
from qa.finding import Edit, Finding, Fix, Related
from qa.places import Place
from qa.results import DocumentFacts, FileResult, Located, Readability

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.results import Tally


def to_plain(result: FileResult) -> list[Any]:
    """A result as nested lists of texts and numbers; the path is left out, it is the entry's key, and so are corpus facts."""
    facts = result.facts
    scores = facts.readability
    return [
        [facts.title, facts.kind, facts.words, facts.reading_minutes, facts.last_reviewed, facts.next_review,
         facts.emergency_action],
        [scores.flesch_kincaid_grade, scores.smog, scores.flesch_reading_ease, scores.sentences,
         scores.words_per_sentence, scores.indicative],
        [finding_to(item) for item in result.findings],
        [list(place) for place in result.places],
    ]  # fmt: skip


def brief_to(result: FileResult, proof: int = 0) -> str:
    """A number that proves a result's body whole, its tally, the fingerprints of its new findings, and the exemptions used."""
    tally = " ".join(f"{severity}:{status}:{count}" for (severity, status), count in result.tally.items())
    marks = " ".join(item.fingerprint for item in result.findings if item.status == "new")
    used = " ".join(map(str, result.used))
    return f"{proof};{tally};{marks};{used}"


def brief_from(text: str) -> tuple[Brief, int]:
    """The brief and the number that `brief_to` wrote; raises ValueError."""
    proof, tally, marks, used = text.split(";")
    brief = Brief(_tally(tally), marks, tuple(map(int, used.split())))
    return brief, int(proof)


@lru_cache(maxsize=512)
def _tally(text: str) -> Tally:
    """Many files have the same tally."""
    counts: Tally = {}
    for part in text.split():
        severity, status, count = part.split(":")
        counts[severity, status] = int(count)
    return counts


def located_to_plain(located: Iterable[Located]) -> list[Any]:
    """Findings with their places; paths are left out."""
    return [[finding_to(item), list(place)] for item, place in located]


def located_from_plain(path: str, data: list[Any]) -> tuple[Located, ...]:
    """The findings of a path that `located_to_plain` took apart."""
    return tuple(Located(finding_from(path, item), Place(*place)) for item, place in data)


def finding_to(item: Finding) -> list[Any]:
    """A finding as nested lists of texts and numbers; its path is left out."""
    fix = item.fix
    return [
        item.rule, item.name, item.severity, list(item.span), item.excerpt, item.message, list(item.suggestions),
        [fix.title, fix.applicability, [[edit.start, edit.end, edit.replacement] for edit in fix.edits]] if fix else None,
        [[related.message, list(related.span), related.path] for related in item.related],
        item.fingerprint, item.status, item.url, item.reason, item.exemption,
    ]  # fmt: skip


def from_plain(path: str, data: list[Any]) -> FileResult:
    """The result that `to_plain` took apart."""
    facts, scores, findings, places = data
    return FileResult(
        _facts_from(path, facts, Readability(*scores)),
        tuple(finding_from(path, item) for item in findings),
        tuple(Place(*place) for place in places),
    )


def _facts_from(path: str, data: list[Any], scores: Readability) -> DocumentFacts:
    title, kind, words, minutes, reviewed, due, emergency = data
    return DocumentFacts(path, title, kind, words, minutes, reviewed, due, emergency, scores)


def finding_from(path: str, data: list[Any]) -> Finding:
    """The finding of a path that `finding_to` took apart."""
    (
        rule,
        name,
        severity,
        span,
        excerpt,
        message,
        suggestions,
        fix,
        related,
        fingerprint,
        status,
        url,
        reason,
        exemption,
    ) = data
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
        exemption=exemption,
    )
