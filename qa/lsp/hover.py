"""What a hover says about a finding: its rule, why the rule stands, where it comes from, and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.finding import Finding
    from qa.rule import Citation, Rule

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def findings_at(findings: Iterable[Finding], start: int, end: int) -> list[Finding]:
    """The findings that a range of offsets touches, the narrowest first; a cursor beside the last letter counts."""
    touched = [item for item in findings if item.span.start <= end and start <= item.span.end]
    return sorted(touched, key=lambda item: (item.span.end - item.span.start, item.span.start, item.rule))


def hover_text(found: Sequence[tuple[Finding, Rule | None]], *, markdown: bool) -> str:
    """The findings at one place, each with its rule's rationale and sources, as Markdown or plain text."""
    parts = [("\n".join(_lines(finding, rule, markdown=markdown))) for finding, rule in found]
    return ("\n\n---\n\n" if markdown else "\n\n").join(parts)


def _lines(finding: Finding, rule: Rule | None, *, markdown: bool) -> Iterator[str]:
    strong = "**" if markdown else ""
    told = escaped if markdown else str
    yield f"{strong}{finding.rule} {finding.name}{strong} ({finding.severity})"
    yield ""
    yield told(finding.message)
    if finding.suggestions:
        yield ""
        yield f"Instead: {told(', '.join(finding.suggestions[:5]))}"
    if finding.fix and finding.fix.applicability == "manual":
        yield ""
        yield told(finding.fix.title)
    if rule is None:
        return
    yield ""
    yield told(" ".join(rule.rationale.split()))
    if rule.sources:
        yield ""
        yield "Sources:"
        yield ""
        yield from (f"- {_cited(item, markdown=markdown)}" for item in rule.sources)


def _cited(item: Citation, *, markdown: bool) -> str:
    if not markdown:
        return f"{item.title} {item.url}".strip()
    if not item.url:
        return escaped(item.title)
    return f"[{escaped(item.title)}](<{item.url}>)"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", text)
