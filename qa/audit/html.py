"""The report for people: one HTML file that works from disk and asks nobody for anything."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.audit import charts, embed, model, partners, reviews
from qa.audit.tiles import tiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.audit.model import Audit

TEMPLATES = Path(__file__).parent / "templates"
_TRENDS = (
    ("Errors", "error"),
    ("Warnings", "warning"),
    ("Overdue reviews", "overdue"),
    ("Pages without emergency action", "no_action"),
    ("Broken links", "broken"),
    ("Median reading grade", "median_grade"),
)
PROFILES = {"au": "Australia", "uk": "United Kingdom", "us": "United States", "nz": "New Zealand", "ie": "Ireland"}
# The Style Manual's year 7 and R02's default: pages above it are drawn in the second colour.
TARGET_GRADE = 8


def pieces(audit: Audit) -> Iterator[str]:
    """The report, piece by piece."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from qa.audit.compiled_templates import BesideModules

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, bytecode_cache=BesideModules(TEMPLATES.parent),
    )  # fmt: skip
    environment.filters.update(day=day, month=month, number=number)
    stream = environment.get_template("report.html.j2").stream(_context(audit))
    stream.enable_buffering(64)
    yield from stream


def _context(audit: Audit) -> dict[str, Any]:
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    findings = embed.Findings(audit)
    shown = partners.partner_rows(audit)
    until = audit.today + dt.timedelta(days=reviews.SOON[-1])
    months = reviews.months_ahead(audit)
    return {
        "audit": audit,
        "changes": audit.changes,
        "metrics": audit.metrics,
        "profile": PROFILES.get(audit.run.profile, audit.run.profile),
        "tiles": tiles(audit),
        "trends": _trends(audit),
        "rules": model.rule_counts(audit),
        "first": model.pages_first(audit),
        "owners": reviews.owners(audit),
        "soon": reviews.SOON,
        "due": reviews.due_pages(audit, until, 100),
        "due_total": reviews.due_count(audit, until),
        "months": charts.columns([(month(name), count) for name, count in months], [False] * len(months)),
        "grades": _grades(audit),
        "target": TARGET_GRADE,
        "partners": shown,
        "partner_trends": partners.trends(audit, [row.name for row in shown]),
        "unused": partners.unused_partners(audit, shown),
        "has_links": model.has_link_data(audit),
        "links": model.link_counts(audit),
        "bad_links": model.bad_links(audit),
        "findings": findings,
        "style": (TEMPLATES / "report.css").read_text(encoding="utf-8"),
        "script": script,
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        "data": _data(audit, findings),
    }


def _data(audit: Audit, findings: embed.Findings) -> dict[str, Any]:
    """What the report's script reads, in pieces of bounded size."""
    return {
        "rules": [embed.rules_data(audit)],
        "pages": embed.pages_data(audit),
        "findings": findings.rows(),
        "texts": findings.texts(),
        "sources": embed.sources_data(audit),
        "audit": [embed.escaped({"today": audit.today.isoformat(), "since": _since(audit), "soon": reviews.SOON})],
    }


def _since(audit: Audit) -> str | None:
    return audit.changes.since.isoformat() if audit.changes.since else None


def _trends(audit: Audit) -> list[charts.LineChart]:
    runs = [*audit.runs, audit.run]
    return [chart for name, metric in _TRENDS if (chart := charts.trend(name, metric, runs))]


def _grades(audit: Audit) -> charts.BarChart:
    found = model.grades(audit)
    return charts.columns(found, [int(label.strip("≤+")) > TARGET_GRADE for label, _ in found])


def day(value: str | dt.date | None) -> str:
    """A day as people write it: 6 Aug 2026; an em dash for none."""
    if not value:
        return "—"
    when = value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    return f"{when.day} {when:%b %Y}"


def month(value: str) -> str:
    """A month, given as YYYY-MM: Aug 26."""
    when = dt.date.fromisoformat(f"{value}-01")
    return f"{when:%b} {when:%y}"


def number(value: float) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"
