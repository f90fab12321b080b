"""GitHub workflow annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.reporters.paths import hosted
from qa.reporters.ranked import ranked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import Report

# GitHub shows ten annotations of each level a step and drops the rest in silence.
LIMIT = 10

_LEVEL = {"error": "error", "warning": "warning", "info": "notice"}


def parts(report: Report) -> Iterator[str]:
    """A workflow command a finding, the worst first, at most ten a level; the last one counts what is left out."""
    shown: dict[str, int] = {}
    found, left = ranked(report, LIMIT)
    for finding, place in found:
        level = _LEVEL[finding.severity]
        shown[level] = shown.get(level, 0) + 1
        if level != "notice" or shown[level] < LIMIT:
            left -= 1
            yield f"{_command(level, finding, place)}\n"
    if left:
        yield f"::notice title=qa::{left:,} more findings are not shown here; see the full report.\n"


def _command(level: str, finding: Finding, place: Place) -> str:
    parts = {"file": hosted(finding.path), "line": str(place.line), "title": f"{finding.rule} {finding.name}"}
    if place.line == place.end_line:
        parts |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties = ",".join(f"{key}={_property(value)}" for key, value in parts.items())
    offer = f" → {', '.join(finding.suggestions[:3])}" if finding.suggestions else ""
    return f"::{level} {properties}::{_data(finding.message + offer)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
