"""What the page is told of a draft: findings, figures and fields, with positions as the browser counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.document.field_edit import own_fields
from qa.language.readability import measure
from qa.record import asdict
from qa.serve.form import shown
from qa.triage.suppressions import RULE as SUPPRESSION

if TYPE_CHECKING:
    from qa.document.model import Document
    from qa.finding import Finding
    from qa.places import Place
    from qa.policy import Policy
    from qa.results import FileResult
    from qa.rule import Rule
    from qa.serve.units import Units

EXCERPT = 160
# The front-matter field that a check is about, wherever it reports: a missing reviewer is reported at the title.
FIELD_OF = {
    "next_review": "next_review",
    "page_language": "lang",
    "publisher_recorded": "publisher",
    "review_date_future": "last_reviewed",
    "review_date_missing": "last_reviewed",
    "reviewer": "reviewer",
    "sources_recorded": "sources",
    "stale_review": "last_reviewed",
}


def answer(document: Document, result: FileResult, units: Units) -> dict[str, Any]:
    """Everything that the page shows beside the draft, as plain data."""
    facts = asdict(result.facts)
    del facts["path"]
    return {
        "kind": document.kind,
        "type": document.type,
        "facts": facts,
        "hardest": [
            {
                **_range(item.span, units),
                "words": item.words,
                "hard": list(dict.fromkeys(item.hard_words)),
                "grade": item.grade,
            }
            for item in measure(document).hardest
        ],
        "findings": [_finding(item, place, units) for item, place in zip(result.findings, result.places, strict=True)],
        "failed": sorted({crash.rule for crash in result.crashes}),
        **_fields(document, units),
    }


def _range(span: tuple[int, int], units: Units) -> dict[str, int]:
    return {"start": units.at(span[0]), "end": units.at(span[1])}


def _finding(finding: Finding, place: Place, units: Units) -> dict[str, Any]:
    fix = finding.fix
    excerpt = " ".join(finding.excerpt.split())
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        **_range(finding.span, units),
        "line": place.line,
        "excerpt": excerpt if len(excerpt) <= EXCERPT else f"{excerpt[:EXCERPT]}…",
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "fix": fix and {
            "title": fix.title,
            "applicability": fix.applicability,
            "edits": [
                {"start": units.at(edit.start), "end": units.at(edit.end), "text": edit.replacement} for edit in fix.edits
            ],
        },
        "related": [
            {"message": item.message, **_range(item.span, units)} for item in finding.related if not item.path
        ],
        "status": finding.status,
        "reason": finding.reason,
        "fingerprint": finding.fingerprint,
    }  # fmt: skip


def _fields(document: Document, units: Units) -> dict[str, Any]:
    """The front matter's values and where they stand; only Markdown has a front matter that a form may change."""
    if document.kind != "markdown":
        return {"fields": None, "places": {}}
    fields = own_fields(document)
    values = {name: item.value for name, item in fields.items()}
    places = {
        name: {"start": units.at(item.key.start), "value": units.at(item.span.start), "end": units.at(item.span.end)}
        for name, item in fields.items()
    }
    return {"fields": shown(document.type, values), "places": places}


def rules_of(policy: Policy) -> dict[str, Any]:
    """The rules in force by id: name, rationale and sources."""
    return {rule.id: _rule(rule) for rule in policy.rules}


def _rule(rule: Rule) -> dict[str, Any]:
    sources = [{"title": item.title, "url": item.url} for item in rule.sources]
    field = FIELD_OF.get(rule.check, rule.options.get("field", "") if rule.check == "required_field" else "")
    return {
        "name": rule.name,
        "rationale": rule.rationale,
        "sources": sources,
        "field": field,
        "acceptable": rule.check != SUPPRESSION,
    }
