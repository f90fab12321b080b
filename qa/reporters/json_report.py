"""JSON, version 1: other programs are written against it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.record import asdict
from qa.reporters.dumped import dumped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import Report

TOOL = "qa-health"
_LINE = "\n  "


def render(report: Report) -> str:
    """The whole report as one JSON object, ending in a newline."""
    return "".join(parts(report))


def parts(report: Report) -> Iterator[str]:
    """The text of `render` piece by piece, for a report that is larger than memory."""
    head = dumped(_head(report))
    yield head.removesuffix("\n}")
    yield from _listed("documents", (asdict(file.facts) for file in report.files))
    yield from _listed("findings", (finding_data(finding, place) for finding, place in report.located()))
    yield "\n}\n"


def _listed(name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    opened = False
    for item in items:
        text = dumped(item, "\n    ")
        yield f"{',' if opened else f',{_LINE}{json.dumps(name)}: ['}\n    {text}"
        opened = True
    yield f"{_LINE}]" if opened else f",{_LINE}{json.dumps(name)}: []"


def _head(report: Report) -> dict[str, Any]:
    return {
        "version": 1,
        "tool": {"name": TOOL, "version": __version__},
        "today": report.today.isoformat(),
        "profile": report.profile,
        "summary": {
            "files": len(report.files),
            "error": report.count("error"),
            "warning": report.count("warning"),
            "info": report.count("info"),
            "suppressed": report.with_status("suppressed"),
            "baselined": report.with_status("baselined"),
        },
    }


def finding_data(finding: Finding, place: Place) -> dict[str, Any]:
    """One finding as plain data."""
    data: dict[str, Any] = {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "path": finding.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "excerpt": finding.excerpt,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "fix": asdict(finding.fix) if finding.fix else None,
        "fingerprint": finding.fingerprint,
        "status": finding.status,
        "url": finding.url,
    }
    if finding.related:
        data["related"] = [
            {"message": item.message, "path": item.path or finding.path, "start": item.span.start, "end": item.span.end}
            for item in finding.related
        ]
    if finding.reason:
        data["reason"] = finding.reason
    return data
