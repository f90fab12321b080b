"""The figures of an audit: what the overview shows and what history keeps of each run."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Collection

# Verdicts of the link check, as an editor sorts them.
BROKEN = ("broken", "soft-404", "fragment")
BLOCKED = ("blocked",)
UNREACHED = ("unknown",)

EMERGENCY_CHECK = "missing_emergency_action"


def metrics_of(base: sqlite3.Connection, today: dt.date, emergency_rules: Collection[str]) -> dict[str, Any]:
    """All figures of the audit in `now`; None where there is nothing to measure or no link has been checked.

    Links count web addresses, each once: `links` all of them, `links_checked` those with a verdict. `no_action` counts pages
    with an open finding of the rules on emergency action, `undated` pages with no review date to go by. `partners` gives for
    each partner [how many of its addresses work, how many were judged]; one that only refuses robots counts as working.
    """
    one = _One(base)
    day = today.isoformat()
    grade = _median(base)
    found: dict[str, Any] = {
        "pages": one("SELECT count(*) FROM now.articles"),
        "words": one("SELECT coalesce(sum(words), 0) FROM now.articles"),
        "median_grade": None if grade is None else round(grade, 1),
        "overdue": one("SELECT count(*) FROM now.pages WHERE due < ?", day),
        "undated": one("SELECT count(*) FROM now.articles WHERE due IS NULL"),
        "no_action": _without_action(base, emergency_rules),
        "links": one("SELECT count(DISTINCT target) FROM now.links WHERE web"),
        "links_checked": one("SELECT count(DISTINCT target) FROM now.links WHERE verdict <> ''"),
    }
    for severity in ("error", "warning", "info"):
        found[severity] = one("SELECT count(*) FROM now.findings WHERE severity = ? AND status = 'new'", severity)
    for status in ("suppressed", "baselined"):
        found[status] = one("SELECT count(*) FROM now.findings WHERE status = ?", status)
    for name, kinds in (("broken", BROKEN), ("blocked", BLOCKED), ("unreached", UNREACHED)):
        marks = ", ".join("?" * len(kinds))
        found[name] = one(f"SELECT count(DISTINCT target) FROM now.links WHERE verdict IN ({marks})", *kinds)  # noqa: S608 -- marks only
    if not found["links_checked"]:
        found.update(broken=None, blocked=None, unreached=None)
    found["partners"] = _partners(base)
    return found


def _partners(base: sqlite3.Connection) -> dict[str, list[int]]:
    marks = ", ".join("?" * len(BROKEN))
    query = f"""SELECT partner, count(DISTINCT CASE WHEN verdict IN ({marks}) THEN NULL ELSE target END), count(DISTINCT target)
      FROM now.links WHERE partner <> '' AND verdict NOT IN ('', 'unknown') GROUP BY partner ORDER BY partner"""  # noqa: S608 -- marks only
    return {partner: [working, judged] for partner, working, judged in base.execute(query, BROKEN)}


def _without_action(base: sqlite3.Connection, rules: Collection[str]) -> int:
    """How many pages have an open finding of one of the rules."""
    marks = ", ".join("?" * len(rules))
    query = f"SELECT count(DISTINCT page) FROM now.findings WHERE status = 'new' AND rule IN ({marks})"  # noqa: S608 -- marks only
    return int(base.execute(query, (*rules,)).fetchone()[0])


def _median(base: sqlite3.Connection) -> float | None:
    """The median grade of the pages that have one."""
    grades = "FROM now.pages WHERE grade IS NOT NULL"
    ((count,),) = base.execute(f"SELECT count(*) {grades}").fetchall()
    query = f"SELECT grade {grades} ORDER BY grade LIMIT ? OFFSET ?"
    return median(row[0] for row in base.execute(query, (2 - count % 2, (count - 1) // 2))) if count else None


class _One:
    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base

    def __call__(self, query: str, *values: Any) -> Any:
        return self.base.execute(query, values).fetchone()[0]
