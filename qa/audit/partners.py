"""The publisher's partners as its pages show them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qa.audit.charts import shares_over_time
from qa.audit.metrics import BLOCKED, BROKEN
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.audit.charts import LineChart
    from qa.audit.model import Audit

# How many partners' charts the report draws, those with the most trouble first.
SHOWN_TRENDS = 12


@record
class PartnerRow:
    """A partner with the cards and links that show it; link counts are of links, `broken` and `blocked` among them.

    `status` is active, left or unregistered; `state` says what an editor should mind: "", expired, expiring, left, unknown.
    """

    name: str
    status: str
    state: str
    assessed: str
    expires: str
    cards: int
    links: int
    pages: int
    broken: int
    blocked: int


def partner_rows(audit: Audit, notice: int = 90) -> list[PartnerRow]:
    """Every partner that is linked to or shown on a card, registered or not; those that need attention first.

    `expiring` means within `notice` days.
    """
    counts = _partner_counts(audit)
    shown: list[PartnerRow] = []
    for entry in audit.partners:
        name = str(entry["name"])
        expires = str(entry.get("expires") or "")
        days = (dt.date.fromisoformat(expires) - audit.today).days if expires else notice + 1
        status = str(entry.get("status") or "active")
        state = "left" if status == "left" else "expired" if days < 0 else "expiring" if days <= notice else ""
        if name in counts:
            shown.append(PartnerRow(name, status, state, str(entry.get("assessed") or ""), expires, *counts.pop(name)))
    shown += [PartnerRow(name, "unregistered", "unknown", "", "", *row) for name, row in counts.items()]
    order = {"left": 0, "expired": 1, "unknown": 2, "expiring": 3, "": 4}
    return sorted(
        shown, key=lambda row: (not row.broken, order[row.state], -row.cards - row.links, row.name.casefold())
    )


def _partner_counts(audit: Audit) -> dict[str, tuple[int, int, int, int, int]]:
    """By partner: cards, links, pages, broken links, blocked links; those that are linked to first."""
    broken, blocked = (", ".join(f"'{kind}'" for kind in kinds) for kinds in (BROKEN, BLOCKED))
    query = f"""
      SELECT name, sum(card), sum(NOT card), count(DISTINCT page), sum(verdict IN ({broken})), sum(verdict IN ({blocked}))
      FROM (
        SELECT partner AS name, page, verdict, 0 AS card, rowid AS place FROM now.links WHERE partner <> ''
        UNION ALL SELECT iif(partner = '', shown, partner), page, '', 1, rowid FROM now.cards)
      GROUP BY name ORDER BY min(card), min(iif(card, NULL, place)), min(place)"""  # noqa: S608 -- fixed words
    return {name: tuple(counts) for name, *counts in audit.base.execute(query)}


def trends(audit: Audit, names: Iterable[str]) -> list[LineChart]:
    """How large a share of a partner's judged addresses worked, over the audits, for partners that ever had a broken one.

    The lowest come first; a partner that only one audit could judge has no line.
    """
    runs = [*audit.runs, audit.run]
    drawn: list[tuple[float, LineChart]] = []
    for name in names:
        shares = [(run.today, _share(run.metrics.get("partners", {}).get(name))) for run in runs]
        chart = shares_over_time(name, [(day, share) for day, share in shares if share is not None])
        lowest = min((share for _, share in shares if share is not None), default=100.0)
        if chart is not None and lowest < 100:
            drawn.append((lowest, chart))
    return [chart for _, chart in sorted(drawn, key=lambda item: item[0])[:SHOWN_TRENDS]]


def _share(counts: list[int] | None) -> float | None:
    """A share in per cent from [working, judged]."""
    return round(100 * counts[0] / counts[1], 1) if counts and counts[1] else None


def unused_partners(audit: Audit, rows: Iterable[PartnerRow]) -> list[str]:
    """Registered partners that no page shows."""
    used = {row.name for row in rows}
    return [str(entry["name"]) for entry in audit.partners if entry["name"] not in used]
