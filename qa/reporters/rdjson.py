"""Reviewdog diagnostic format (rdjson), for comments on a pull request's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.reporters.dumped import dumped, listed
from qa.reporters.json_report import TOOL
from qa.reporters.paths import hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import Report

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def parts(report: Report) -> Iterator[str]:
    """One diagnostic result with the new findings, piece by piece."""
    before, _, behind = dumped({"source": {"name": TOOL}, "diagnostics": []}).rpartition("[]")
    yield before
    yield from listed((_diagnostic(finding, place) for finding, place in report.new()), "\n  ")
    yield f"{behind}\n"


def _diagnostic(finding: Finding, place: Place) -> dict[str, Any]:
    start = _start(place)
    over = place.line != place.end_line  # an end on a later line is passed as it is
    area = {
        "start": {"line": place.line, "column": start},
        "end": {"line": place.end_line, "column": place.end_column if over else start + len(finding.excerpt.encode())},
    }
    data: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": hosted(finding.path), "range": area},
        "severity": _SEVERITY[finding.severity],
        "code": {"value": f"{finding.rule} {finding.name}", "url": finding.url},
    }
    if finding.fix and len(finding.fix.edits) == 1 and not over:
        edit = finding.fix.edits[0]
        if (edit.start, edit.end) == finding.span:
            data["suggestions"] = [{"range": area, "text": edit.replacement}]
    return data


def _start(place: Place) -> int:
    """Reviewdog counts columns in UTF-8 bytes."""
    return place.cut_bytes + len(place.text[: place.column - 1 - place.cut].encode()) + 1
