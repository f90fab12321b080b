"""Tables that don't say what their rows and columns hold."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.checks.support.spans import block_span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document

_HEADER = re.compile(r"<th\b|\bscope\s*=|role\s*=\s*[\"']?(?:columnheader|rowheader)", re.IGNORECASE)
_RULE = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE)
_MIN_ROWS = _MIN_COLUMNS = 2


@check("table_headers", values=("rows",))
def table_headers(document: Document, _options: NoOptions, _context: Context) -> Iterator[Match]:
    """Each table of the body with two rows and columns or more and not one header cell.

    In Markdown the first row holds the headers, and is missed where its cells are empty. Captured text has lost what was
    a header; tables that only lay out a page are none.
    """
    if document.kind == "captured":
        return
    cells = [block for block in document.body_blocks() if block.kind == "table_cell"]
    lower = document.source.text.lower() if cells else ""
    lower = lower if "<table" in lower else ""
    for _, group in groupby(cells, key=lambda block: block.group):
        blocks = list(group)
        rows = {row: list(each) for row, each in groupby(blocks, key=lambda block: block.row)}
        if len(rows) < _MIN_ROWS or max(map(len, rows.values())) < _MIN_COLUMNS:
            continue
        if not _has_headers(document, lower, blocks):
            yield Match(block_span(document, blocks[0]), {"rows": len(rows)})


def _has_headers(document: Document, lower: str, blocks: list[Block]) -> bool:
    text = document.source.text
    first, last = blocks[0].span.start, blocks[-1].span.end
    opened = lower.rfind("<table", 0, first)
    if opened >= 0 and lower.find("</table", opened) >= first:
        return _HEADER.search(text, opened, last) is not None
    if document.kind == "html":
        return True
    # The words of a Markdown table's first row stand above its ruled line.
    above = document.blocks[blocks[0].index - 1].span.end if blocks[0].index else 0
    return not any(not text[rule.end() : first].strip(" \t\r\n|>") for rule in _RULE.finditer(text, above, first))
