"""Runs the planned rules on one document and stamps what they see."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qa.errors import ConfigError
from qa.finding import Finding, fingerprints, position
from qa.fixguard import guarded
from qa.record import replace
from qa.rule import filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.finding import Match
    from qa.policy import Planned
    from qa.rule import Rule

# A page with more faults of one kind is not read to the end; a list of a thousand slips is.
MAX_FINDINGS_PER_RULE = 2000


def check_document(document: Document, plan: Iterable[Planned], context: Context) -> tuple[Finding, ...]:
    """Every finding of the planned rules, in report order, fingerprinted; the same for the same input, always.

    Raises CheckCrash for a check that fails; see `checked`.
    """
    findings, crashes = checked(document, plan, context)
    if crashes:
        raise crashes[0]
    return findings


class Seen:
    """What rules saw so far, as it came, the checks that failed, and which rules yield to which."""

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.crashes: list[CheckCrash] = []
        self.yielding: dict[str, frozenset[str]] = {}

    def told(self) -> tuple[tuple[Finding, ...], tuple[CheckCrash, ...]]:
        """The findings in report order, whatever the order in which rules ran, and the crashes."""
        return in_order(_without_yielding(self.found, self.yielding)), tuple(self.crashes)


def checked(
    document: Document, plan: Iterable[Planned], context: Context
) -> tuple[tuple[Finding, ...], tuple[CheckCrash, ...]]:
    """The findings, and the crashes of checks that failed: one faulty check must not hide what the others see.

    Raises ConfigError for faulty reference data of the publisher's.
    """
    return seen_by(document, plan, context).told()


def seen_by(document: Document, plan: Iterable[Planned], context: Context) -> Seen:
    """What the planned rules see; as `checked`."""
    result = Seen()
    for planned in plan:
        if planned.rule.yields_to:
            result.yielding[planned.rule.id] = planned.rule.yields_to
        try:
            matches = islice(planned.check.run(document, planned.options, context), MAX_FINDINGS_PER_RULE + 1)
            seen = [stamped(match, planned.rule, document) for match in matches]
            result.found.extend(seen if len(seen) <= MAX_FINDINGS_PER_RULE else _cut(seen))
        except ConfigError:  # reference data is read when a check first asks for it: the publisher's mistake, no crash
            raise
        except Exception as error:  # noqa: BLE001 -- whatever a check's fault is, the others still run
            result.crashes.append(CheckCrash(planned.rule.id, document.source.path, f"{type(error).__name__}: {error}"))
    return result


def _without_yielding(found: list[Finding], yielding: dict[str, frozenset[str]]) -> list[Finding]:
    """The findings but those whose words a rule reports, too, that theirs yields to."""
    taken: dict[str, set[int]] = {rule: set() for rules in yielding.values() for rule in rules}
    for finding in found:
        if finding.rule in taken:
            taken[finding.rule].update(range(finding.span.start, finding.span.end))

    def told(finding: Finding) -> bool:
        characters = range(finding.span.start, finding.span.end)
        return any(not taken[rule].isdisjoint(characters) for rule in yielding.get(finding.rule, ()))

    return [finding for finding in found if not told(finding)]


def _cut(seen: list[Finding]) -> list[Finding]:
    """The findings that a rule may make in one document, the last of them saying that there are more."""
    *kept, last = seen[:MAX_FINDINGS_PER_RULE]
    more = f"{last.message} (The page has more: a rule reports its first {MAX_FINDINGS_PER_RULE:,}.)"
    return [*kept, replace(last, message=more)]


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one document in report order, each once, with their fingerprints."""
    ordered = sorted(set_aside_twins(found), key=position)
    marks = fingerprints(ordered)
    return tuple(replace(item, fingerprint=mark) for item, mark in zip(ordered, marks, strict=True))


class CheckCrash(Exception):  # noqa: N818 -- named for what happened
    """A check failed on a document: a fault of this tool, never of the article."""

    def __init__(self, rule: str, path: str, detail: str) -> None:
        super().__init__(rule, path, detail)
        self.rule, self.path, self.detail = rule, path, detail

    def __str__(self) -> str:
        return f"{self.path}: rule {self.rule} could not be checked ({self.detail}); this is a fault of the tool"


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
        fix=guarded(match.fix, document.source.text),
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
