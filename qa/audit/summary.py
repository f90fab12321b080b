"""The audit as a short message in Markdown: for an issue, an e-mail or a chat."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from qa.audit.model import error_counts, pages_first
from qa.audit.partners import partner_rows
from qa.audit.reviews import SOON, due_count, due_pages
from qa.audit.tiles import tiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.audit.model import Audit

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
# A mention, an issue or an address stays words where a blank without width breaks it.
_LIVE = re.compile(r"([@#]|:(?=//)|\bwww(?=\.))")
_ROWS = 10


def render(audit: Audit) -> str:
    """The figures, what changed, and what to do first."""
    return "\n".join(_lines(audit)) + "\n"


def _lines(audit: Audit) -> Iterator[str]:
    yield f"# Content audit, {_day(audit.today)}"
    yield ""
    yield from ("| | now | change |", "|---|--:|---|")
    for tile in tiles(audit):
        yield f"| {tile.label} | {tile.value} | {_mood(tile.change, tile.mood)} |"
    yield ""
    yield _changes(audit)
    yield from _pages(audit)
    yield from _rules(audit)
    yield from _reviews(audit)
    yield from _partners(audit)
    yield from _notices(audit)


def _mood(change: str, mood: str) -> str:
    return f"{mood}: {change}" if mood != "same" and change else change


def _changes(audit: Audit) -> str:
    changes = audit.changes
    if changes.since is None:
        return "First audit of these pages: the next one says what changed."
    parts = [f"{changes.fresh:,} new", f"{changes.fixed:,} fixed", f"{changes.still:,} still open"]
    others = (
        (changes.by_rule_change, "of the new ones from rules that were not in force then"),
        (changes.accepted, "accepted"),
        (changes.with_page, "gone with their page"),
        (changes.unchecked, "no longer checked"),
    )
    parts += [f"{count:,} {words}" for count, words in others if count]
    oldest = f" The oldest has been open since {_day(dt.date.fromisoformat(changes.oldest))}." if changes.oldest else ""
    return f"Since {_day(changes.since)}: {', '.join(parts)}.{oldest}"


def _pages(audit: Audit) -> Iterator[str]:
    rows = pages_first(audit)[:_ROWS]
    if rows:
        yield from ("", "## Pages to mend first", "", "| page | owner | errors | warnings |", "|---|---|--:|--:|")
    for row in rows:
        yield f"| {plain(row.title or row.path)} | {plain(row.owner) or '—'} | {row.errors:,} | {row.warnings:,} |"


def _rules(audit: Audit) -> Iterator[str]:
    rows = error_counts(audit, _ROWS)
    if rows:
        yield from ("", "## Errors by rule", "", "| rule | errors | pages | new |", "|---|--:|--:|--:|")
    for row in rows:
        yield f"| {row.rule.id} {row.rule.name.replace('-', ' ')} | {row.findings:,} | {row.pages:,} | {row.fresh:,} |"


def _reviews(audit: Audit) -> Iterator[str]:
    until = audit.today + dt.timedelta(days=SOON[0])
    rows, count = due_pages(audit, until, _ROWS), due_count(audit, until)
    if rows:
        yield from (
            "",
            f"## Reviews overdue or due within {SOON[0]} days",
            "",
            "| page | owner | due |",
            "|---|---|---|",
        )
    for row in rows:
        yield f"| {plain(row.title or row.path)} | {plain(row.owner) or '—'} | {_day(dt.date.fromisoformat(row.due or ''))} |"
    if count > _ROWS:
        yield from ("", f"And {count - _ROWS:,} more: `reviews.ics` and `audit.xlsx` list them all.")


def _partners(audit: Audit) -> Iterator[str]:
    words = {
        "left": "has left",
        "expired": "assessment expired",
        "expiring": "assessment expires soon",
        "unknown": "not registered",
    }
    rows = [row for row in partner_rows(audit) if row.state or row.broken][:_ROWS]
    if rows:
        yield from (
            "",
            "## Partners that need attention",
            "",
            "| partner | state | pages | broken links |",
            "|---|---|--:|--:|",
        )
    for row in rows:
        yield f"| {plain(row.name)} | {words.get(row.state, 'in order')} | {row.pages:,} | {row.broken:,} |"


def _notices(audit: Audit) -> Iterator[str]:
    """What the audit didn't see, and facts that nobody has checked for long."""
    crawl = audit.crawl
    counts = (
        ((crawl.unread, "could not be read"), (crawl.refused, "closed by robots.txt"), (crawl.left, "beyond limits"))
        if crawl
        else ()
    )
    unseen = [f"{count:,} {words}" for count, words in counts if count]
    if unseen:
        yield from ("", f"Addresses of the site not audited: {', '.join(unseen)}.")
    if audit.stale_services:
        shown = ", ".join(plain(name) for name in audit.stale_services[:_ROWS])
        more = f" and {len(audit.stale_services) - _ROWS:,} more" if len(audit.stale_services) > _ROWS else ""
        yield from ("", f"Services of the registry not re-checked for 12 months: {shown}{more}.")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def plain(text: str) -> str:
    """Text that Markdown shows as it is: on one line, nothing in it a link, a mention or markup."""
    return _LIVE.sub("\\1\u200b", _SPECIAL.sub(r"\\\1", " ".join(text.split())[:120]))
