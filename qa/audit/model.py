"""What a report shows, as plain data: the same for the web page, the spreadsheet and the message."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from qa.audit.metrics import BLOCKED, BROKEN, UNREACHED
from qa.record import record

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

    from qa.audit.compare import Changes
    from qa.audit.history import Run
    from qa.crawl.site import Crawled
    from qa.rule import Rule
    from qa.source import Source

FIRST_PAGES = 25


@record
class Audit:
    """Everything a report is made from. `base` holds the tables of `now`; `runs` are the earlier audits, oldest first.

    `named` are the paths as they were given, `partners` the entries of the publisher's registry. `source` gives
    a page's text. `stale_services` are the registry's services that nobody has checked for a year. `crawl` tells how fetching
    went where the pages are a live site's.
    """

    base: sqlite3.Connection
    run: Run
    previous: Run | None
    runs: Sequence[Run]
    changes: Changes
    rules: Sequence[Rule]
    named: Sequence[str]
    partners: Sequence[Mapping[str, Any]]
    emergency_rules: frozenset[str]
    source: Callable[[str], Source]
    stale_services: tuple[str, ...]
    crawl: Crawled | None

    @property
    def today(self) -> dt.date:
        """The day of the audit."""
        return self.run.today

    @property
    def metrics(self) -> dict[str, Any]:
        """The figures of this audit."""
        return self.run.metrics


@record
class RuleCount:
    """A rule with its open findings, how many are new and fixed since the last audit, and the pages it stands on."""

    rule: Rule
    severity: str
    findings: int
    pages: int
    fresh: int
    fixed: int
    examples: tuple[tuple[int, str, str, str], ...]


@record
class ErrorCount:
    """A rule with its open errors, how many of these are new since the last audit, and the pages they stand on."""

    rule: Rule
    findings: int
    pages: int
    fresh: int


@record
class PageRow:
    """A page as a table shows it; `id` is its number in this report."""

    id: int
    path: str
    title: str
    owner: str
    errors: int
    warnings: int
    infos: int
    last_reviewed: str | None
    due: str | None


def rule_counts(audit: Audit) -> list[RuleCount]:
    """Every rule with open findings, errors first, then the most frequent."""
    query = """SELECT rule, min(rank), count(*), count(DISTINCT page), sum(fresh) FROM now.findings
      WHERE status = 'new' GROUP BY rule ORDER BY min(rank), count(*) DESC, rule"""
    known = {rule.id: rule for rule in audit.rules}
    names = ("error", "warning", "info")
    return [
        RuleCount(
            known[rule],
            names[rank],
            count,
            pages,
            fresh,
            audit.changes.fixed_by_rule.get(rule, 0),
            _examples(audit, rule),
        )
        for rule, rank, count, pages, fresh in audit.base.execute(query).fetchall()
        if rule in known
    ]


def error_counts(audit: Audit, limit: int) -> list[ErrorCount]:
    """The rules with most open errors; what the same rules find as warnings isn't counted."""
    query = """SELECT rule, count(*), count(DISTINCT page), sum(fresh) FROM now.findings
      WHERE status = 'new' AND rank = 0 GROUP BY rule ORDER BY count(*) DESC, rule"""
    known = {rule.id: rule for rule in audit.rules}
    rows = ((known[rule], *counts) for rule, *counts in audit.base.execute(query) if rule in known)
    return [ErrorCount(*row) for row in islice(rows, limit)]


def _examples(audit: Audit, rule: str) -> tuple[tuple[int, str, str, str], ...]:
    query = """SELECT p.id, p.title, f.excerpt, f.message FROM now.findings f JOIN now.pages p ON p.id = f.page
      WHERE f.rule = ? AND f.status = 'new' ORDER BY f.rank, f.id LIMIT 3"""
    return tuple(audit.base.execute(query, (rule,)).fetchall())


PAGE_ROWS = """
SELECT p.id, p.path, p.title, p.owner, coalesce(sum(f.rank = 0), 0) errors, coalesce(sum(f.rank = 1), 0) warnings,
  coalesce(sum(f.rank = 2), 0) infos, p.last_reviewed, p.due
FROM now.pages p LEFT JOIN now.findings f ON f.page = p.id AND f.status = 'new' GROUP BY p.id
"""


def pages_first(audit: Audit) -> list[PageRow]:
    """The pages to mend first: those with most errors, then warnings."""
    query = f"SELECT * FROM ({PAGE_ROWS}) WHERE errors + warnings ORDER BY errors DESC, warnings DESC, path LIMIT ?"  # noqa: S608 -- fixed texts
    return [PageRow(*row) for row in audit.base.execute(query, (FIRST_PAGES,))]


def grades(audit: Audit, low: int = 5, high: int = 16) -> list[tuple[str, int]]:
    """How many pages read at each Flesch-Kincaid grade; the first and last entry take all below and above."""
    counts = dict.fromkeys(range(low, high + 1), 0)
    for grade, count in audit.base.execute(
        "SELECT CAST(round(grade) AS INTEGER), count(*) FROM now.pages WHERE grade IS NOT NULL GROUP BY 1"
    ):
        counts[min(max(grade, low), high)] += count
    names = {low: f"≤{low}", high: f"{high}+"}
    return [(names.get(grade, str(grade)), count) for grade, count in counts.items()]


def link_counts(audit: Audit) -> list[tuple[str, int, int]]:
    """What the link check said, as (verdict, addresses, links), worst first; "" stands for addresses not asked yet."""
    query = "SELECT verdict, count(DISTINCT target), count(*) FROM now.links WHERE web GROUP BY verdict"
    order = (*BROKEN, *BLOCKED, *UNREACHED, "moved", "ok", "")
    return sorted(audit.base.execute(query).fetchall(), key=lambda row: order.index(row[0]) if row[0] in order else 99)


def bad_links(audit: Audit, limit: int = 200) -> list[tuple[Any, ...]]:
    """Links that don't work, as (page, title, path, line, target, text, partner, verdict, status, checked)."""
    marks = ", ".join("?" * len(BROKEN))
    query = f"""SELECT l.page, p.title, p.path, l.line, l.target, l.text, l.partner, l.verdict, l.status, l.checked
      FROM now.links l JOIN now.pages p ON p.id = l.page WHERE l.verdict IN ({marks})
      ORDER BY l.target, p.path, l.line LIMIT ?"""  # noqa: S608 -- marks only
    return audit.base.execute(query, (*BROKEN, limit)).fetchall()


def has_link_data(audit: Audit) -> bool:
    """Whether the link check has looked at any address of this audit."""
    return bool(audit.metrics.get("links_checked"))
