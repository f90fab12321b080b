"""What a run reports: matches as checks make them, findings as everybody else sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from qa.record import field, record
from qa.system.digests import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qa.document.model import Span

Severity = Literal["error", "warning", "info"]
Status = Literal["new", "suppressed", "baselined"]
Applicability = Literal["safe", "unsafe", "manual"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

_BLANKS = re.compile(r"\s+")


@record
class Edit:
    """Replace the source range `[start, end)` by a text."""

    start: int
    end: int
    replacement: str


@record
class Fix:
    """A proposed change: `safe` may be applied unseen, `unsafe` on request, `manual` is wording to adapt by hand."""

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...] = ()


@record
class Related:
    """Another place that explains a finding, in the same file or, with `path`, another one."""

    message: str
    span: Span
    path: str = ""


@record
class Match:
    """What a check saw: where, and the values that fill the rule's words.

    `variant` picks one of the rule's variants (other words, another severity) where a check tells cases apart.
    """

    span: Span
    values: Mapping[str, Any] = field(default_factory=dict)
    variant: str = ""
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


@record
class Finding:
    """A match under a rule, in the rule's words. `status` is set by suppressions and the baseline, never by deletion.

    `exemption` is the number of the suppression of qa.yaml that accepts it, -1 where none does.
    """

    rule: str
    name: str
    severity: Severity
    path: str
    span: Span
    excerpt: str
    message: str
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    status: Status = "new"
    url: str = ""
    reason: str = ""
    exemption: int = -1


def position(finding: Finding) -> tuple[str, int, int, str, str]:
    """The order of every report: path, place, rule, then words."""
    return finding.path, finding.span.start, finding.span.end, finding.rule, finding.message


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """A fingerprint for each finding of one document, in order.

    It hashes the rule, the folded excerpt and how many like it came before, so it survives edits elsewhere and moves with
    the text; it never holds a line number.
    """
    seen: dict[tuple[str, str], int] = {}
    marks: list[str] = []
    for finding in findings:
        key = finding.rule, _BLANKS.sub(" ", finding.excerpt).strip().casefold()
        seen[key] = seen.get(key, 0) + 1
        mark = "\x1f".join((*key, str(seen[key])))
        marks.append(sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:20])
    return marks
