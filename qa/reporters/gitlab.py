"""GitLab code quality reports."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qa.reporters.dumped import listed
from qa.reporters.paths import hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.results import Report

_SEVERITY = {"error": "critical", "warning": "minor", "info": "info"}


def parts(report: Report) -> Iterator[str]:
    """A JSON list of the new findings, piece by piece; fingerprints are unique across files and hold no line number."""
    items = (
        {
            "description": finding.message,
            "check_name": f"{finding.rule} {finding.name}",
            "fingerprint": hashlib.sha256(f"{hosted(finding.path)}\n{finding.fingerprint}".encode()).hexdigest()[:40],
            "severity": _SEVERITY[finding.severity],
            "location": {"path": hosted(finding.path), "lines": {"begin": place.line, "end": place.end_line}},
        }
        for finding, place in report.new()
    )
    yield from listed(items)
    yield "\n"
