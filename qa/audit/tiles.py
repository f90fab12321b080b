"""The figures at the top of every report, each with its change since the last audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.record import record

if TYPE_CHECKING:
    from qa.audit.model import Audit


@record
class Tile:
    """One figure: its label and value as written, what the value is of, and how it moved.

    `change` is in words ("3 more", "no change", "" where there is no earlier figure); `mood` is better, worse or same;
    `link` is where in the report the figure is explained.
    """

    name: str
    label: str
    value: str
    note: str
    change: str
    mood: str
    link: str
    level: str = ""


def tiles(audit: Audit) -> list[Tile]:
    """The overview: pages, findings by severity, reviews, emergency action, links, reading grade."""
    now = audit.metrics
    asked = now["links_checked"]
    emergency = next(iter(sorted(audit.emergency_rules)), "")
    return [
        _tile(audit, "pages", "Pages", f"{now['words']:,} words", "#pages", better=0),
        _tile(audit, "error", "Errors", "to mend first", "#/findings?severity=error", level="error"),
        _tile(audit, "warning", "Warnings", "to look at", "#/findings?severity=warning", level="warning"),
        _tile(audit, "info", "Suggestions", "advice, never a fault", "#/findings?severity=info", level="info"),
        _tile(
            audit,
            "no_action",
            "Without emergency action",
            "pages with warning signs",
            f"#/findings?rule={emergency}",
            level="error",
        ),
        _tile(audit, "overdue", "Overdue reviews", _undated(now["undated"]), "#reviews", level="warning"),
        _tile(audit, "broken", "Broken links", _answered(now), "#links", level="error")
        if asked
        else Tile("broken", "Broken links", "—", "links not checked yet", "", "same", "#links"),
        _tile(audit, "median_grade", "Median reading grade", "target: 8 or below", "#reading"),
    ]


def _answered(now: dict[str, Any]) -> str:
    """How much a count of broken links rests on."""
    words = f"of {now['links_checked'] - now['unreached']:,} that answered"
    silent = now["links"] - now["links_checked"] + now["unreached"]
    return f"{words}; {silent:,} unknown" if silent else words


def _undated(count: int) -> str:
    return f"{count:,} more with no date" if count else "every page has a date"


def _tile(audit: Audit, metric: str, label: str, note: str, link: str, better: int = -1, level: str = "") -> Tile:
    """`better` is the sign of a welcome change: -1 for fewer, 0 for neither."""
    value = audit.metrics.get(metric)
    before = audit.previous.metrics.get(metric) if audit.previous else None
    change, mood = _change(value, before, better)
    written = "—" if value is None else f"{value:,}"
    return Tile(metric, label, written, note, change, mood, link, level if value else "")


def _change(value: float | None, before: float | None, better: int) -> tuple[str, str]:
    if value is None or before is None:
        return "", "same"
    difference = round(value - before, 1)
    if not difference:
        return "no change", "same"
    words = f"{abs(difference):,} {'more' if difference > 0 else 'fewer'}"
    if isinstance(value, float):
        words = f"{abs(difference):,} {'higher' if difference > 0 else 'lower'}"
    if not better:
        return words, "same"
    return words, "better" if (difference > 0) == (better > 0) else "worse"
