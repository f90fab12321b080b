"""The order of reports that are cut short: the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.finding import SEVERITIES, Finding, Severity

if TYPE_CHECKING:
    from qa.places import Place
    from qa.results import Report


def ranked(report: Report, most: int) -> tuple[list[tuple[Finding, Place]], int]:
    """The new findings by severity, then in report order, of each severity at most so many; and how many there are in all."""
    found: dict[Severity, list[tuple[Finding, Place]]] = {severity: [] for severity in SEVERITIES}
    count = 0
    for finding, place in report.new():
        count += 1
        if len(found[finding.severity]) < most:
            found[finding.severity].append((finding, place))
    return [item for items in found.values() for item in items], count
