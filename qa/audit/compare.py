"""What changed between two audits: new findings, fixed ones, and how long the others have been open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qa.record import record

if TYPE_CHECKING:
    import sqlite3

    from qa.audit.history import Run

# How many fixed findings a report lists by name; the counts are of all.
SHOWN = 500

_GONE = """
FROM run_findings before JOIN findings f ON f.id = before.finding JOIN pages p ON p.id = f.page
LEFT JOIN temp.current c ON c.finding = before.finding
LEFT JOIN now.findings n ON n.id = c.row
WHERE before.run = :previous AND before.status = 'new' AND (n.id IS NULL OR n.status <> 'new')
"""


@record
class Fixed:
    """A finding that is no longer there: where it was, what it said, and since when it had been open."""

    key: str
    rule: str
    severity: str
    excerpt: str
    message: str
    since: str


@record
class Changes:
    """The difference to an earlier audit.

    Counts: `fresh` findings that weren't open then, `by_rule_change` those among them whose rule wasn't in force then;
    `fixed`; `accepted` (suppressed or taken into the baseline since), `with_page` (gone because their page is),
    `unchecked` (their rule is off now); `still` open in both. `oldest` is the first day of the longest-open finding, and
    `ages` counts open findings by how many days they have been open.
    """

    since: dt.date | None
    fresh: int
    by_rule_change: int
    fixed: int
    accepted: int
    with_page: int
    unchecked: int
    still: int
    oldest: str
    ages: tuple[tuple[str, int], ...]
    fixed_by_rule: dict[str, int]
    listed: tuple[Fixed, ...]


def changes_between(base: sqlite3.Connection, previous: Run | None, run: Run) -> Changes:
    """Compare the audit in `now` with an earlier one; `History.remember` came before."""
    ((total, oldest),) = base.execute("SELECT count(*), min(since) FROM now.findings WHERE status = 'new'").fetchall()
    ages = _ages(base, run.today)
    if previous is None:
        return Changes(None, 0, 0, 0, 0, 0, 0, total, oldest or "", ages, {}, ())
    fresh_by_rule = dict(base.execute("SELECT rule, count(*) FROM now.findings WHERE fresh GROUP BY rule").fetchall())
    gone: dict[str, int] = {"fixed": 0, "accepted": 0, "with_page": 0, "unchecked": 0}
    fixed_by_rule: dict[str, int] = {}
    listed: list[Fixed] = []
    here = "EXISTS (SELECT 1 FROM now.pages q WHERE q.key = p.key)"
    columns = f"p.key, f.rule, f.severity, f.excerpt, f.message, before.since, n.status, {here}"
    query = f"SELECT {columns} {_GONE} ORDER BY p.key, f.id"
    for key, rule, severity, excerpt, message, since, status, page in base.execute(query, {"previous": previous.id}):
        kind = _kind(status, bool(page), rule in run.rules)
        gone[kind] += 1
        if kind == "fixed":
            fixed_by_rule[rule] = fixed_by_rule.get(rule, 0) + 1
            if len(listed) < SHOWN:
                listed.append(Fixed(key, rule, severity, excerpt, message, since))
    fresh = sum(fresh_by_rule.values())
    return Changes(
        since=previous.today,
        fresh=fresh,
        by_rule_change=sum(count for rule, count in fresh_by_rule.items() if rule not in previous.rules),
        still=total - fresh,
        oldest=oldest or "",
        ages=ages,
        fixed_by_rule=fixed_by_rule,
        listed=tuple(listed),
        **gone,
    )


def _kind(status: str | None, page_is_there: bool, rule_is_on: bool) -> str:
    if status is not None:
        return "accepted"
    if not page_is_there:
        return "with_page"
    return "fixed" if rule_is_on else "unchecked"


_AGES = (("under a month", 30), ("1 to 3 months", 91), ("3 to 12 months", 365), ("over a year", 10**6))


def _ages(base: sqlite3.Connection, today: dt.date) -> tuple[tuple[str, int], ...]:
    counts = dict.fromkeys((name for name, _ in _AGES), 0)
    query = "SELECT since, count(*) FROM now.findings WHERE status = 'new' GROUP BY since"
    for since, count in base.execute(query):
        days = (today - dt.date.fromisoformat(since)).days
        counts[next(name for name, limit in _AGES if days < limit)] += count
    return tuple(counts.items())
