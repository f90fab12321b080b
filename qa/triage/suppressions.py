"""Marks findings that the article or the publisher has accepted, and finds suppressions that suppress nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qa.document.directives import instructions_of
from qa.engine import stamped
from qa.finding import Finding, Match, fingerprints, position
from qa.record import replace
from qa.triage.areas import areas, needed, reaching

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.document.model import Document
    from qa.policy import Policy
    from qa.rule import Rule
    from qa.triage.areas import Area

RULE = "suppression"


def suppressed(document: Document, findings: Sequence[Finding], policy: Policy, today: dt.date) -> tuple[Finding, ...]:
    """The findings, those accepted marked `suppressed` with the reason, and a finding for each unused suppression.

    Findings about suppressions are never suppressed themselves.
    """
    guard = _guard(document, policy)
    found = _found(document, today, required_by(guard))
    own = _configured(document.source.path, policy, today, required_by(guard))
    if not found and not own:
        return tuple(findings)
    marked = [finding for finding in findings if guard and finding.rule == guard.id]
    others = [finding for finding in findings if not guard or finding.rule != guard.id]
    marked += [_mark(finding, area, own, policy) for finding, area in zip(others, reaching(found, others), strict=True)]
    if guard:
        # Only rules that ran can show a suppression to be unused; those that ask the network may not have had it.
        ran = {
            name
            for rule in policy.rules_for(document)
            if "network" not in rule.needs
            for name in (rule.id.casefold(), rule.name)
        }
        unused = [
            stamped(
                Match(area.instruction.span, {"rules": ", ".join(area.instruction.rules)}, "unused"), guard, document
            )
            for area, used in zip(found, needed(found, others), strict=True)
            if not used and all(name.casefold() in ran for name in area.instruction.rules)
        ]
        marked += [
            replace(finding, fingerprint=f"{mark[:12]}-unused")
            for finding, mark in zip(unused, fingerprints(unused), strict=True)
        ]
    return tuple(sorted(marked, key=position))


def required(document: Document, policy: Policy) -> tuple[str, ...]:
    """What a suppression in this document must state to count: reason, owner, until."""
    return required_by(_guard(document, policy))


def covered(document: Document, finding: Finding, policy: Policy, today: dt.date) -> bool:
    """Whether an instruction in the document itself accepts a finding."""
    return reaching(_found(document, today, required(document, policy)), [finding])[0] is not None


def guard_of(policy: Policy) -> Rule | None:
    """The rule that asks for accountable suppressions, where the policy has it in force at all."""
    return next((rule for rule in policy.rules if rule.check == RULE), None)


def required_by(guard: Rule | None) -> tuple[str, ...]:
    """What that rule says that a suppression must state to count: reason, owner, until."""
    return tuple(guard.options.get("require", ("reason",))) if guard else ("reason",)


def _guard(document: Document, policy: Policy) -> Rule | None:
    """The rule that asks for accountable suppressions, where it is in force."""
    return next((rule for rule in policy.rules_for(document) if rule.check == RULE), None)


def _found(document: Document, today: dt.date, require: Sequence[str]) -> list[Area]:
    return list(areas(document.source.text, instructions_of(document), today, require))


def _mark(finding: Finding, area: Area | None, own: Mapping[str, int], policy: Policy) -> Finding:
    if area is not None:
        return replace(finding, status="suppressed", reason=area.instruction.reason)
    if finding.status == "new" and finding.rule in own:
        number = own[finding.rule]
        reason = policy.settings.suppressions[number]["reason"]
        return replace(finding, status="suppressed", reason=reason, exemption=number)
    return finding


def _configured(path: str, policy: Policy, today: dt.date, require: Sequence[str]) -> dict[str, int]:
    """The number of the first suppression of qa.yaml that counts for a path, by the rule's id."""
    found: dict[str, int] = {}
    for number, item in enumerate(policy.settings.suppressions):
        if over(item, today) or any(not item[part] for part in require):
            continue
        rule = policy.rule(item["rule"])
        if rule is not None and rule.id not in found and concerns(item, path):
            found[rule.id] = number
    return found


def over(item: Mapping[str, Any], today: dt.date) -> bool:
    """Whether a suppression of qa.yaml has ended."""
    return bool(item["until"]) and dt.date.fromisoformat(item["until"]) < today


def concerns(item: Mapping[str, Any], path: str) -> bool:
    """Whether a suppression of qa.yaml is for a path."""
    from qa.sources.selection import matches

    return any(matches(path, item["folder"], pattern) for pattern in item["paths"])
