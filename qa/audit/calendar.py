"""Reviews as a calendar (RFC 5545): one all-day event for every page with a due date."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from qa.audit.model import Audit

_END = b"END:VCALENDAR\r\n"
# Revisions count up by the day of the audit, so that a calendar takes a later date over an earlier one.
_FIRST_DAY = dt.date(2020, 1, 1)


def pieces(audit: Audit) -> Iterator[bytes]:
    """The calendar, event by event. A page's event keeps its UID, whatever its date or title."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//qa-health//content audit//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Content reviews")
    yield calendar.to_ical().removesuffix(_END)
    query = "SELECT key, path, title, owner, last_reviewed, due FROM now.pages WHERE due IS NOT NULL ORDER BY due, key"
    for key, path, title, owner, reviewed, due in audit.base.execute(query):
        event = _event(audit.today, key, path, title, dt.date.fromisoformat(due))
        event.add("description", _words(path, owner, reviewed))
        if owner:
            event.add("categories", [owner])
        yield event.to_ical()
    yield _END


def _event(today: dt.date, key: str, path: str, title: str, due: dt.date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@qa-health")
    event.add("dtstamp", dt.datetime.combine(today, dt.time(), dt.UTC))
    event.add("sequence", max(0, (today - _FIRST_DAY).days))
    event.add("summary", f"Review: {title or path}")
    event.add("dtstart", due)
    event.add("dtend", due + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _words(path: str, owner: str, reviewed: str | None) -> str:
    last = f"Last reviewed {reviewed}." if reviewed else "No earlier review is recorded."
    return f"{path}\n{last}{f' Owner: {owner}.' if owner else ''}"
