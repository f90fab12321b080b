"""Results as Parquet, for DuckDB and warehouses: `findings.parquet` and `documents.parquet` in a folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.finding import SEVERITIES
from qa.record import asdict
from qa.sources.names import split
from qa.system.replacing import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import FileResult, Report

# Rows of a row group: what is held in memory before it is written.
ROWS = 20_000


def write_tables(report: Report, folder: str) -> None:
    """Write both tables, each replaced whole or not at all. Raises ConfigError for a folder that can't be written."""
    try:
        import pyarrow as pa
    except ImportError:
        raise ConfigError.of("--format parquet needs the extra: pip install 'qa-health[parquet]'") from None
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        _write(place / "documents.parquet", _document_schema(pa), (_document(file, report) for file in report.files))
        rows = (_finding(finding, spot, report) for finding, spot in report.located())
        _write(place / "findings.parquet", _finding_schema(pa), rows)
    except OSError as error:
        raise ConfigError.of(f"cannot be written: {error.strerror or error}", folder) from None


def _write(path: Path, schema: Any, rows: Iterator[dict[str, Any]]) -> None:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    with replacing(str(path)) as beside, ParquetWriter(beside, schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == ROWS:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch.clear()
        if batch:
            writer.write_table(pa.Table.from_pylist(batch, schema))


def _document_schema(pa: Any) -> Any:
    return pa.schema([
        ("run_day", pa.date32()), ("path", pa.string()), ("archive", pa.string()), ("page", pa.string()),
        ("title", pa.string()), ("kind", pa.string()), ("words", pa.int32()), ("reading_minutes", pa.int32()),
        ("last_reviewed", pa.date32()), ("next_review", pa.date32()), ("emergency_action", pa.bool_()),
        ("flesch_kincaid_grade", pa.float64()), ("smog", pa.float64()), ("flesch_reading_ease", pa.float64()),
        ("sentences", pa.int32()), ("words_per_sentence", pa.float64()), ("indicative", pa.bool_()),
        ("errors", pa.int32()), ("warnings", pa.int32()), ("infos", pa.int32()),
    ])  # fmt: skip


def _finding_schema(pa: Any) -> Any:
    return pa.schema([
        ("run_day", pa.date32()), ("path", pa.string()), ("archive", pa.string()), ("page", pa.string()),
        ("rule", pa.string()), ("name", pa.string()), ("severity", pa.string()), ("status", pa.string()),
        ("line", pa.int32()), ("column", pa.int32()), ("end_line", pa.int32()), ("end_column", pa.int32()),
        ("excerpt", pa.string()), ("message", pa.string()), ("suggestions", pa.list_(pa.string())),
        ("fix", pa.string()), ("fix_applicability", pa.string()), ("fingerprint", pa.string()), ("reason", pa.string()),
        ("url", pa.string()),
    ])  # fmt: skip


def _place(path: str, report: Report) -> dict[str, Any]:
    archive, page = split(path)
    return {"run_day": report.today, "path": _clean(path), "archive": _clean(archive), "page": _clean(page)}


def _document(file: FileResult, report: Report) -> dict[str, Any]:
    facts = asdict(file.facts)
    scores = facts.pop("readability")
    new = [finding.severity for finding in file.findings if finding.status == "new"]
    counts = {f"{name}s": new.count(name) for name in SEVERITIES}
    days = {name: _day(facts[name]) for name in ("last_reviewed", "next_review")}
    return {**facts, **scores, **days, **counts, **_place(file.facts.path, report), "title": _clean(facts["title"])}


def _finding(item: Finding, spot: Place, report: Report) -> dict[str, Any]:
    return {
        **_place(item.path, report),
        "rule": item.rule, "name": item.name, "severity": item.severity, "status": item.status,
        "line": spot.line, "column": spot.column, "end_line": spot.end_line, "end_column": spot.end_column,
        "excerpt": _clean(item.excerpt), "message": _clean(item.message), "suggestions": list(item.suggestions),
        "fix": item.fix.title if item.fix else None, "fix_applicability": item.fix.applicability if item.fix else None,
        "fingerprint": item.fingerprint, "reason": item.reason or None, "url": item.url or None,
    }  # fmt: skip


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _clean(text: str) -> str:
    """Text that has a UTF-8 form: a file name's undecodable bytes become replacement characters."""
    return text.encode("utf-8", "replace").decode()
