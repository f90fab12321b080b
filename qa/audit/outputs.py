"""Writes all files of an audit, whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qa.audit import calendar, findings_json, html, spreadsheet, summary, tables
from qa.system.temporary import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.audit.model import Audit

NAMES = ("report.html", "findings.csv", "findings.json", "audit.xlsx", "reviews.ics", "summary.md")


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder to write in, beside the one that the files are for; gone afterwards, whatever happens."""
    with temporary_folder(".audit-", folder) as stage:
        yield Path(stage)


def write(audit: Audit, stage: Path) -> None:
    """Write every file of the audit into a folder."""
    _write(stage / "report.html", html.pieces(audit))
    _write(stage / "findings.csv", tables.csv_pieces(tables.findings(audit)))
    _write(stage / "findings.json", findings_json.pieces(audit))
    spreadsheet.write(audit, stage / "audit.xlsx")
    _write(stage / "reviews.ics", calendar.pieces(audit))
    _write(stage / "summary.md", [summary.render(audit)])


def publish(stage: Path, folder: Path) -> None:
    """Put the written files in place of the last audit's, each in one step."""
    for name in NAMES:
        os.replace(stage / name, folder / name)  # noqa: PTH105 -- the counterpart of rename on every platform


def _write(path: Path, pieces: Iterable[str] | Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace"))
