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
    grades = [row[0] for row in base.execute("SELECT grade FROM now.pages WHERE grade IS NOT NULL")]
    found: dict[str, Any] = {
        "pages": one("SELECT count(*) FROM now.articles"),
        "words": one("SELECT coalesce(sum(words), 0) FROM now.articles"),
        "median_grade": round(median(grades), 1) if grades else None,
        "overdue": one("SELECT count(*) FROM now.pages WHERE due < ?", day),
        "undated": one("SELECT count(*) FROM now.articles WHERE due IS NULL"),
        "no_action": len(pages_without_action(base, emergency_rules)),
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


def pages_without_action(base: sqlite3.Connection, rules: Collection[str]) -> set[int]:
    """The pages with an open finding of one of the rules."""
    query = "SELECT DISTINCT page, rule FROM now.findings WHERE status = 'new'"
    return {page for page, rule in base.execute(query) if rule in rules}


class _One:
    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base

    def __call__(self, query: str, *values: Any) -> Any:
        return self.base.execute(query, values).fetchone()[0]
