"""A Markdown summary for a pull request or a job's page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.reporters.ranked import ranked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import Report

LIMIT = 50

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def parts(report: Report) -> Iterator[str]:
    """Counts, then the findings, the worst first, cut at `LIMIT` with a count of the rest; a line at a time."""
    return (f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    new, count = ranked(report, LIMIT)
    yield "## Content check"
    yield ""
    yield "| files | errors | warnings | info | suppressed | baselined |"
    yield "|---:|---:|---:|---:|---:|---:|"
    counts = [len(report.files), *(report.count(item) for item in ("error", "warning", "info"))]
    counts += [report.with_status("suppressed"), report.with_status("baselined")]
    yield f"| {' | '.join(f'{count:,}' for count in counts)} |"
    yield ""
    if not new:
        yield "No new findings."
        return
    yield "| severity | place | finding | rule |"
    yield "|---|---|---|---|"
    for finding, place in new[:LIMIT]:
        yield _row(finding, place)
    if count > LIMIT:
        yield ""
        yield f"{count - LIMIT:,} more findings are not shown."


def _row(finding: Finding, place: Place) -> str:
    offer = f" → {', '.join(finding.suggestions[:3])}" if finding.suggestions else ""
    cells = (
        finding.severity,
        f"{_plain(finding.path)}:{place.line}",
        _plain(finding.message + offer),
        f"{finding.rule} {finding.name}",
    )
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Text that Markdown and HTML leave as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
