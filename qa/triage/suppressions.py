"""Marks findings that the article or the publisher has accepted, and finds suppressions that suppress nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qa.document.directives import Instruction, instructions_of
from qa.engine import stamped
from qa.finding import Finding, Match, fingerprints, position
from qa.record import record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.document.model import Document
    from qa.policy import Policy
    from qa.rule import Rule

RULE = "suppression"


@record(frozen=False)
class _Area:
    """Where an instruction holds, in source offsets, and whether it was needed."""

    instruction: Instruction
    start: int
    end: int
    used: bool = False


def suppressed(document: Document, findings: Sequence[Finding], policy: Policy, today: dt.date) -> tuple[Finding, ...]:
    """The findings, those accepted marked `suppressed` with the reason, and a finding for each unused suppression.

    Findings about suppressions are never suppressed themselves.
    """
    guard = _guard(document, policy)
    areas = list(_areas(document, today, _required(guard)))
    own = list(_configured(document, policy, today))
    if not areas and not own:
        return tuple(findings)
    marked = [
        finding if guard and finding.rule == guard.id else _mark(finding, areas, own, policy) for finding in findings
    ]
    if guard:
        # Only rules that ran can show a suppression to be unused; those that ask the network may not have had it.
        ran = {
            name
            for planned in policy.plan(document)
            if "network" not in planned.rule.needs
            for name in (planned.rule.id.casefold(), planned.rule.name)
        }
        unused = [
            stamped(
                Match(area.instruction.span, {"rules": ", ".join(area.instruction.rules)}, "unused"), guard, document
            )
            for area in areas
            if not area.used and all(name.casefold() in ran for name in area.instruction.rules)
        ]
        marked += [
            replace(finding, fingerprint=f"{mark[:12]}-unused")
            for finding, mark in zip(unused, fingerprints(unused), strict=True)
        ]
    return tuple(sorted(marked, key=position))


def required(document: Document, policy: Policy) -> tuple[str, ...]:
    """What a suppression in this document must state to count: reason, owner, until."""
    return _required(_guard(document, policy))


def covered(document: Document, finding: Finding, policy: Policy, today: dt.date) -> bool:
    """Whether an instruction in the document itself accepts a finding."""
    return any(_reaches(area, finding) for area in _areas(document, today, required(document, policy)))


def _guard(document: Document, policy: Policy) -> Rule | None:
    """The rule that asks for accountable suppressions, where it is in force."""
    return next((planned.rule for planned in policy.plan(document) if planned.rule.check == RULE), None)


def _required(guard: Rule | None) -> tuple[str, ...]:
    return tuple(guard.options.get("require", ("reason",))) if guard else ("reason",)


def _mark(finding: Finding, areas: Iterable[_Area], own: Iterable[tuple[str, str]], policy: Policy) -> Finding:
    for area in areas:
        if _reaches(area, finding):
            area.used = True
            finding = replace(finding, status="suppressed", reason=area.instruction.reason)
    for name, reason in own:
        rule = policy.rule(name)
        if finding.status == "new" and rule is not None and rule.id == finding.rule:
            finding = replace(finding, status="suppressed", reason=reason)
    return finding


def _reaches(area: _Area, finding: Finding) -> bool:
    inside = area.start <= finding.span.start < area.end
    return inside and any(_names(name, finding) for name in area.instruction.rules)


def _names(name: str, finding: Finding) -> bool:
    return name.casefold() in (finding.rule.casefold(), finding.name)


def _areas(document: Document, today: dt.date, require: Sequence[str]) -> Iterator[_Area]:
    """Where each complete and current instruction holds; `disable` reaches to the next `enable` of the rule, or the end."""
    text = document.source.text
    items = instructions_of(document)
    for index, item in enumerate(items):
        stated = {"reason": item.reason, "owner": item.owner, "until": item.until}
        over = item.until is not None and item.until < today
        if item.verb == "enable" or item.flaw or over or not all(stated[part] for part in require):
            continue
        if item.verb == "disable-file":
            yield _Area(item, 0, len(text) + 1)
        elif item.verb == "disable-next-line":
            yield _Area(item, *_next_line(text, item.span.end))
        else:
            yield _Area(item, item.span.end, _until_enabled(items[index + 1 :], item, len(text) + 1))


def _until_enabled(later: Iterable[Instruction], item: Instruction, end: int) -> int:
    for other in later:
        if other.verb == "enable" and (not other.rules or set(other.rules) & set(item.rules)):
            return other.span.start
    return end


def _next_line(text: str, at: int) -> tuple[int, int]:
    """The first line with text after the one that holds offset `at`."""
    start = text.find("\n", at) + 1 or len(text)
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            return start, end + 1
        start = end + 1
    return start, start


def _configured(document: Document, policy: Policy, today: dt.date) -> Iterator[tuple[str, str]]:
    """Rule and reason of each current suppression of qa.yaml that covers the document."""
    from qa.files import matches

    for item in policy.settings.suppressions:
        until = item["until"]
        if until and dt.date.fromisoformat(until) < today:
            continue
        if any(matches(document.source.path, item["folder"], pattern) for pattern in item["paths"]):
            yield item["rule"], item["reason"]
