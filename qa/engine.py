"""Runs the planned rules on one document and stamps what they see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.finding import Finding, fingerprints, position
from qa.rule import filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.finding import Match
    from qa.policy import Planned
    from qa.rule import Rule

MAX_FINDINGS_PER_RULE = 200


def check_document(document: Document, plan: Iterable[Planned], context: Context) -> tuple[Finding, ...]:
    """Every finding of the planned rules, in report order, fingerprinted; the same for the same input, always."""
    found: list[Finding] = []
    for planned in plan:
        for count, match in enumerate(planned.check.run(document, planned.options, context)):
            if count >= MAX_FINDINGS_PER_RULE:
                break
            found.append(stamped(match, planned.rule, document))
    ordered = sorted(set_aside_twins(found), key=position)
    return tuple(
        replace(finding, fingerprint=mark) for finding, mark in zip(ordered, fingerprints(ordered), strict=True)
    )


def stamped(match: Match, rule: Rule, document: Document) -> Finding:
    """The match in the rule's words, with the rule's severity for its variant."""
    severity, template = rule.words(match.variant)
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=severity,
        path=document.source.path,
        span=match.span,
        excerpt=document.excerpt(match.span),
        message=filled(template, match.values),
        suggestions=match.suggestions,
        fix=match.fix,
        related=match.related,
        url=next((source.url for source in rule.sources if source.url), ""),
    )


def set_aside_twins(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without exact repetitions: one rule says one thing about one place once."""
    seen: set[tuple[str, int, int, str]] = set()
    kept: list[Finding] = []
    for finding in findings:
        key = (finding.rule, finding.span.start, finding.span.end, finding.message)
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept
