"""The order of reports that are cut short: the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.finding import SEVERITIES, Finding

if TYPE_CHECKING:
    from qa.places import Place
    from qa.results import Report


def ranked(report: Report) -> list[tuple[Finding, Place]]:
    """The new findings by severity, then in report order."""
    return sorted(report.new(), key=lambda item: SEVERITIES.index(item[0].severity))
