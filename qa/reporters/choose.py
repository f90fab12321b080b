"""Reporters by the names of `--format`; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.results import Report

MODULES = {
    "text": "text",
    "json": "json_report",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
    "rdjson": "rdjson",
}


def rendered(report: Report, form: str, *, colour: bool = False, quiet: bool = False, statistics: bool = False) -> str:
    """The report in a format; colour, `quiet` and `statistics` concern the text format only."""
    return "".join(parts(report, form, colour=colour, quiet=quiet, statistics=statistics))


def parts(
    report: Report, form: str, *, colour: bool = False, quiet: bool = False, statistics: bool = False
) -> Iterator[str]:
    """The text of `rendered` piece by piece, for a report that is larger than memory."""
    module = import_module(f"qa.reporters.{MODULES[form]}")
    style = {"colour": colour, "quiet": quiet, "statistics": statistics} if form == "text" else {}
    pieces: Iterator[str] = module.parts(report, **style)
    return pieces
