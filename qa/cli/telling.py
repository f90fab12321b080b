"""How `qa check` and `qa merge` end: the report is written, and the exit status says what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.cli.declared import FAIL_ON, PARQUET
from qa.cli.output import coloured, tell, write
from qa.errors import ConfigError
from qa.reporters.choose import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.results import Report


def told(report: Report, form: str, output: str | None, fail_on: str, given: Mapping[str, Any]) -> int:
    """Write a report and give the exit status."""
    if form == PARQUET:
        from qa.reporters.parquet_files import write_tables

        if output is None:
            raise ConfigError.of("--format parquet needs --output, a folder")
        write_tables(report, output)
    else:
        style = {"colour": coloured(output), "quiet": given["quiet"], "statistics": given["statistics"]}
        write(parts(report, form, **style), output)
    crashes = report.crashes()
    for crash in crashes:
        tell(f"qa: {crash}")
    return 2 if crashes else int(failed(report, fail_on))


def failed(report: Report, fail_on: str) -> bool:
    """Whether a report has new findings at or above a severity."""
    if fail_on == "never":
        return False
    return report.worst() in FAIL_ON[: FAIL_ON.index(fail_on) + 1]
