"""JSON, version 1: other programs are written against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.record import asdict
from qa.reporters.dumped import dumped, listed
from qa.reporters.later import Later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import Report

TOOL = "qa-health"
_LINE = "\n  "


def render(report: Report) -> str:
    """The whole report as one JSON object, ending in a newline."""
    return "".join(parts(report))


def parts(report: Report) -> Iterator[str]:
    """The text of `render` piece by piece; every file is looked at once."""
    later = Later()
    yield dumped(_head(report)).removesuffix("\n}")
    yield f',{_LINE}"documents": '
    yield from listed(_documents(report, later), _LINE)
    yield f',{_LINE}"findings": '
    yield from later.parts()
    yield "\n}\n"


def _documents(report: Report, later: Later) -> Iterator[dict[str, Any]]:
    """The facts of every document; its findings, and those of the configuration at their place, are put aside."""
    configuration, begun = set(map(id, report.configuration)), False
    for file in report.every():
        for finding, place in zip(file.findings, file.places, strict=True):
            later.put(f"{',' if begun else '['}{_LINE}  {dumped(finding_data(finding, place), f'{_LINE}  ')}")
            begun = True
        if id(file) not in configuration:
            yield asdict(file.facts)
    later.put(f"{_LINE}]" if begun else "[]")


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
