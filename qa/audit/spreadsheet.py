"""The audit as a workbook: a sheet a table, with frozen headings, filters and real dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from qa.audit.tables import tables

if TYPE_CHECKING:
    from pathlib import Path

    from qa.audit.model import Audit
    from qa.audit.tables import Table

# What a sheet holds: Excel's own limits on rows and on a cell's length.
MAX_ROWS = 1_048_575
MAX_CELL = 32_000
# XML 1.0 has no place for these.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(audit: Audit, path: Path) -> None:
    """Write the workbook; rows go to disk as they come."""
    from xlsxwriter import Workbook

    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = dt.datetime.combine(audit.today, dt.time())
        book.set_properties({"title": f"Content audit, {audit.today}", "comments": "Made by qa-health", "created": day})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
            "date": book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
            # The quote prefix keeps a text a text even when somebody edits the cell.
            "text": book.add_format({"quote_prefix": True, "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
        }
        for table in tables(audit):
            _sheet(book, table, formats)


def _sheet(book: Any, table: Table, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    # On paper (A4): all columns on one page's width, headings on each page.
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, (heading, width, _) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, formats["head"])
    last = 0
    for row in table.rows:
        if last == MAX_ROWS:
            break
        last += 1
        for column, (cell, (_, _, kind)) in enumerate(zip(row, table.columns, strict=True)):
            if cell is not None and cell != "":
                _cell(sheet, last, column, cell, kind, formats)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _cell(sheet: Any, row: int, column: int, cell: Any, kind: str, formats: dict[str, Any]) -> None:
    if kind == "number":
        sheet.write_number(row, column, cell, formats["number"])
    elif kind == "date":
        # Excel's calendar begins in 1900; an older day stays a text.
        day = dt.date.fromisoformat(cell)
        if day.year >= 1900:
            sheet.write_datetime(row, column, day, formats["date"])
        else:
            sheet.write_string(row, column, cell, formats["text"])
    else:
        sheet.write_string(row, column, _CONTROL.sub("\ufffd", str(cell))[:MAX_CELL], formats["text"])
