"""Findings and configuration mistakes as the protocol's diagnostics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Position,
    Range,
)
from pygls.uris import from_fs_path

from qa.lsp.positions import Grid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.errors import Mistake
    from qa.finding import Finding
    from qa.lsp.desk import Outcome, Remark

SOURCE = "qa"

_SEVERITY = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "info": DiagnosticSeverity.Information,
}


def diagnostics_of(outcome: Outcome, grid: Grid) -> list[Diagnostic]:
    """A diagnostic for each new finding; one more where a check failed, so that silence never looks like approval."""
    found = [diagnostic_of(item, grid, outcome.buffer.uri) for item in outcome.findings]
    if outcome.fault:
        top = Range(Position(0, 0), Position(0, 0))
        found.append(Diagnostic(top, f"Not fully checked: {outcome.fault}", DiagnosticSeverity.Warning, source=SOURCE))
    return found


def diagnostic_of(finding: Finding, grid: Grid, uri: str) -> Diagnostic:
    """One finding; `data` holds its fingerprint, by which actions find it again."""
    related = [
        DiagnosticRelatedInformation(Location(uri, grid.span(item.span)), item.message)
        for item in finding.related
        if not item.path
    ]
    return Diagnostic(
        range=grid.span(finding.span),
        message=finding.message,
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        code_description=CodeDescription(finding.url) if finding.url.startswith(("https://", "http://")) else None,
        source=SOURCE,
        related_information=related or None,
        data={"fingerprint": finding.fingerprint, "name": finding.name},
    )


def mistakes_by_file(mistakes: Iterable[Mistake], remarks: Iterable[Remark] = ()) -> dict[str, list[Diagnostic]]:
    """Diagnostics for configuration files, by path; a mistake that belongs to no file has no place here."""
    found: dict[str, list[Diagnostic]] = {}
    for mistake in mistakes:
        if mistake.path:
            where = _line(mistake.path, mistake.line)
            found.setdefault(mistake.path, []).append(
                Diagnostic(where, mistake.message, DiagnosticSeverity.Error, source=SOURCE, code="configuration")
            )
    for remark in remarks:
        where = _line(remark.path, remark.line)
        found.setdefault(remark.path, []).append(
            Diagnostic(where, remark.message, _SEVERITY[remark.severity], source=SOURCE, code=remark.rule)
        )
    return found


def _line(path: str, number: int) -> Range:
    """The text of a line of a file, counted from 1; the file's start where the file can't be read."""
    line = max(number - 1, 0)
    try:
        grid = Grid(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return Range(Position(line, 0), Position(line, 0))
    start, end = grid.line(line)
    return grid.range(start, end)


def address_of(path: str) -> str:
    """The address of a file."""
    return from_fs_path(str(Path(path).absolute())) or path
