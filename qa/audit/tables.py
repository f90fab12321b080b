"""The audit as tables: the columns that the CSV file and the spreadsheet share."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

from qa.audit.partners import partner_rows
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.audit.model import Audit

# A spreadsheet program takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@record
class Table:
    """A sheet: its name, its columns as (heading, width in characters, kind) and its rows; kind is text, number or date."""

    name: str
    columns: tuple[tuple[str, int, str], ...]
    rows: Iterable[tuple[Any, ...]]


def tables(audit: Audit) -> list[Table]:
    """All sheets in order; rows come one by one from the database."""
    return [_pages(audit), findings(audit), _links(audit), _partners(audit), _reviews(audit)]


def findings(audit: Audit) -> Table:
    """Every finding, suppressed and baselined ones included, in order of page and place."""
    columns = (
        ("Severity", 10, "text"), ("Rule", 7, "text"), ("Name", 26, "text"), ("Page", 40, "text"), ("Title", 30, "text"),
        ("Owner", 20, "text"), ("Line", 7, "number"), ("Column", 8, "number"), ("Excerpt", 40, "text"),
        ("Message", 70, "text"), ("Suggestions", 24, "text"), ("Status", 11, "text"), ("Open since", 12, "date"),
        ("Days open", 10, "number"), ("New", 6, "text"), ("Fingerprint", 22, "text"),
    )  # fmt: skip
    return Table("findings", columns, _finding_rows(audit))


def _finding_rows(audit: Audit) -> Iterator[tuple[Any, ...]]:
    query = """SELECT f.severity, f.rule, p.path, p.title, p.owner, f.line, f.excerpt, f.message, f.status, f.since,
      f.fresh, f.fingerprint, f.data FROM now.findings f JOIN now.pages p ON p.id = f.page ORDER BY p.path, f.start, f.rule, f.id"""
    for (
        severity,
        rule,
        path,
        title,
        owner,
        line,
        excerpt,
        message,
        status,
        since,
        fresh,
        mark,
        data,
    ) in audit.base.execute(query):
        more = json.loads(data)
        opened = status == "new"
        days = (audit.today - dt.date.fromisoformat(since)).days if opened else None
        yield (
            severity, rule, more["name"], path, title, owner, line, more["column"], excerpt, message,
            "; ".join(more["suggestions"]), "open" if opened else status, since if opened else None, days,
            "yes" if fresh else "", mark,
        )  # fmt: skip


def _pages(audit: Audit) -> Table:
    columns = (
        ("Page", 40, "text"), ("Title", 36, "text"), ("Type", 16, "text"), ("Owner", 22, "text"), ("Words", 8, "number"),
        ("Reading grade", 14, "number"), ("SMOG", 8, "number"), ("Last reviewed", 14, "date"), ("Review due", 12, "date"),
        ("Emergency action", 17, "text"), ("Errors", 8, "number"), ("Warnings", 10, "number"), ("Suggestions", 12, "number"),
    )  # fmt: skip
    query = """SELECT p.path, p.title, p.type, p.owner, p.words, p.grade, p.smog, p.last_reviewed, p.due,
      CASE p.emergency WHEN 1 THEN 'yes' ELSE 'no' END, coalesce(sum(f.rank = 0), 0), coalesce(sum(f.rank = 1), 0),
      coalesce(sum(f.rank = 2), 0)
      FROM now.articles p LEFT JOIN now.findings f ON f.page = p.id AND f.status = 'new' GROUP BY p.id ORDER BY p.path"""
    return Table("pages", columns, audit.base.execute(query))


def _links(audit: Audit) -> Table:
    columns = (
        ("Page", 40, "text"), ("Line", 7, "number"), ("Text", 30, "text"), ("Address", 60, "text"), ("Partner", 26, "text"),
        ("Verdict", 12, "text"), ("Status", 8, "number"), ("Reason", 16, "text"), ("Moved to", 50, "text"),
        ("Checked", 12, "date"),
    )  # fmt: skip
    query = """SELECT p.path, l.line, l.text, l.target, l.partner,
      CASE WHEN l.web AND l.verdict = '' THEN 'not checked' ELSE l.verdict END, nullif(l.status, 0), l.reason, l.moved,
      l.checked FROM now.links l JOIN now.pages p ON p.id = l.page ORDER BY p.path, l.line, l.rowid"""
    return Table("links", columns, audit.base.execute(query))


def _partners(audit: Audit) -> Table:
    columns = (
        ("Partner", 40, "text"), ("Status", 14, "text"), ("State", 12, "text"), ("Assessed", 12, "date"),
        ("Expires", 12, "date"), ("Cards", 8, "number"), ("Links", 8, "number"), ("Pages", 8, "number"),
        ("Broken", 8, "number"), ("Blocked", 9, "number"),
    )  # fmt: skip
    rows = (
        (
            row.name,
            row.status,
            row.state,
            row.assessed,
            row.expires,
            row.cards,
            row.links,
            row.pages,
            row.broken,
            row.blocked,
        )
        for row in partner_rows(audit)
    )
    return Table("partners", columns, rows)


def _reviews(audit: Audit) -> Table:
    columns = (
        ("Page", 40, "text"), ("Title", 36, "text"), ("Owner", 22, "text"), ("Last reviewed", 14, "date"),
        ("Next review stated", 18, "date"), ("Cycle in months", 15, "number"), ("Due", 12, "date"),
        ("Days left", 10, "number"), ("State", 14, "text"),
    )  # fmt: skip
    query = """SELECT path, title, owner, last_reviewed, next_review, nullif(cycle, 0), due,
      CAST(julianday(due) - julianday(:day) AS INTEGER),
      CASE WHEN due IS NULL THEN 'no date' WHEN due < :day THEN 'overdue' ELSE 'due' END
      FROM now.articles ORDER BY due IS NULL, due, path"""
    return Table("reviews", columns, audit.base.execute(query, {"day": audit.today.isoformat()}))


def csv_pieces(table: Table) -> Iterator[str]:
    """The table as CSV for spreadsheet programs: UTF-8 with its mark, CRLF, no cell that could run as a formula."""
    yield "\ufeff"
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([heading for heading, _, _ in table.columns])
    for row in table.rows:
        writer.writerow([harmless(cell) for cell in row])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def harmless(cell: Any) -> Any:
    """A text that would run as a formula gets an apostrophe before it; line breaks and NULs become blanks."""
    if not isinstance(cell, str):
        return cell
    text = " ".join(cell.replace("\0", " ").split()) if any(char in cell for char in "\r\n\0") else cell
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else text
