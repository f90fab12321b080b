"""When reviews fall due, and whose they are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qa.audit.model import PAGE_ROWS, PageRow
from qa.record import record

if TYPE_CHECKING:
    from qa.audit.model import Audit

NO_OWNER = "No owner recorded"
# Upper ends, in days from today, of the review calendar's columns.
SOON = (30, 90, 180)


@record
class OwnerRow:
    """How many of an owner's pages are overdue, due within each of `SOON`, later, or have no date."""

    owner: str
    overdue: int
    soon: tuple[int, ...]
    later: int
    undated: int

    @property
    def pages(self) -> int:
        """All pages of the owner."""
        return self.overdue + sum(self.soon) + self.later + self.undated


def due_pages(audit: Audit, until: dt.date, limit: int) -> list[PageRow]:
    """The first pages whose review falls due up to a day, the longest overdue first."""
    query = f"SELECT * FROM ({PAGE_ROWS}) WHERE due <= ? ORDER BY due, path LIMIT ?"  # noqa: S608 -- fixed texts
    return [PageRow(*row) for row in audit.base.execute(query, (until.isoformat(), limit))]


def due_count(audit: Audit, until: dt.date) -> int:
    """How many pages' reviews fall due up to a day."""
    query = "SELECT count(*) FROM now.pages WHERE due <= ?"
    return int(audit.base.execute(query, (until.isoformat(),)).fetchone()[0])


def owners(audit: Audit) -> list[OwnerRow]:
    """The review calendar by owner, the most overdue first; pages without an owner come last."""
    found: dict[str, list[int]] = {}
    for owner, due, count in audit.base.execute("SELECT owner, due, count(*) FROM now.articles GROUP BY owner, due"):
        counts = found.setdefault(owner or NO_OWNER, [0] * (len(SOON) + 3))
        days = (dt.date.fromisoformat(due) - audit.today).days if due else None
        counts[_column(days)] += count
    table = [OwnerRow(name, row[0], tuple(row[1:-2]), row[-2], row[-1]) for name, row in found.items()]
    return sorted(table, key=lambda row: (row.owner == NO_OWNER, -row.overdue, -sum(row.soon), row.owner.casefold()))


def _column(days: int | None) -> int:
    if days is None:
        return len(SOON) + 2
    if days < 0:
        return 0
    return next((place + 1 for place, limit in enumerate(SOON) if days <= limit), len(SOON) + 1)


def months_ahead(audit: Audit, count: int = 12) -> list[tuple[str, int]]:
    """How many reviews fall due in each calendar month from this one on, as (YYYY-MM, pages); overdue ones are left out."""
    day = audit.today.isoformat()
    query = "SELECT substr(due, 1, 7), count(*) FROM now.pages WHERE due >= ? GROUP BY 1"
    found = dict(audit.base.execute(query, (day,)).fetchall())
    first = audit.today.year * 12 + audit.today.month - 1
    names = [f"{number // 12}-{number % 12 + 1:02d}" for number in range(first, first + count)]
    return [(name, found.get(name, 0)) for name in names]
