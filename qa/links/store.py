"""Remembers every address between runs, in one SQLite file that two runs may share and any kill leaves whole."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import TYPE_CHECKING, Self

from qa.links.database import FormatError, opened
from qa.links.verdict import GOOD, Verdict
from qa.record import record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from qa.links.settings import Settings

VERSION = 1
_SCHEMA = (
    """CREATE TABLE links (
  address TEXT PRIMARY KEY, kind TEXT NOT NULL, reason TEXT NOT NULL, status INTEGER NOT NULL, target TEXT NOT NULL,
  detail TEXT NOT NULL, validator TEXT NOT NULL, fragments TEXT NOT NULL, checked REAL NOT NULL, last_ok REAL,
  days INTEGER NOT NULL, last_day TEXT NOT NULL, due REAL NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE looks (
  day TEXT NOT NULL, address TEXT NOT NULL, ok INTEGER NOT NULL, PRIMARY KEY (day, address)) WITHOUT ROWID""",
)
_RECORD = """
INSERT INTO links VALUES (:address, :kind, :reason, :status, :target, :detail, :validator, :fragments, :checked,
  :last_ok, :failed, :day, :due)
ON CONFLICT (address) DO UPDATE SET
  kind = excluded.kind, reason = excluded.reason, status = excluded.status, target = excluded.target,
  detail = excluded.detail, validator = excluded.validator, fragments = excluded.fragments, checked = excluded.checked,
  last_ok = coalesce(excluded.last_ok, last_ok), due = excluded.due, last_day = excluded.last_day,
  days = CASE WHEN NOT excluded.days THEN 0 WHEN last_day = excluded.last_day AND days > 0 THEN days ELSE days + 1 END
RETURNING days
"""
_LOOK = "INSERT INTO looks VALUES (?, ?, ?) ON CONFLICT (day, address) DO UPDATE SET ok = excluded.ok"


class StoreError(Exception):
    """The file can't be used as a store."""


@record
class Record:
    """What is remembered of an address; times are seconds since 1970, `fragments` tells which were there."""

    verdict: Verdict
    validator: str
    fragments: Mapping[str, bool]
    last_ok: float | None
    due: float


@record
class Entry:
    """A look to remember; `fragments` tells which of those asked for were there."""

    address: str
    verdict: Verdict
    validator: str
    fragments: Mapping[str, bool]


class Store:
    """The file of one publisher; use it as a context manager."""

    def __init__(self, path: str | Path, settings: Settings) -> None:
        """Open or make the file; raises StoreError where it is no store of this version."""
        import sqlite3

        self._settings = settings
        try:
            self._db = opened(path, VERSION, _SCHEMA)
        except FormatError as error:
            raise StoreError(f"the store {error}") from None
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"cannot be used to remember links: {error}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def get(self, address: str) -> Record | None:
        """What is remembered of an address."""
        row = self._db.execute(
            "SELECT kind, reason, status, target, detail, days, checked, validator, fragments, last_ok, due"
            " FROM links WHERE address = ?",
            (address,),
        ).fetchone()
        if row is None:
            return None
        kind, reason, status, target, detail, days, checked, validator, fragments, last_ok, due = row
        verdict = Verdict(kind, reason, status, target, detail, days, _day(checked))
        return Record(verdict, validator, json.loads(fragments), last_ok, due)

    def fresh(self, address: str, fragments: Iterable[str]) -> Record | None:
        """What is remembered, where it is good, not yet due, and tells of all fragments; a failure is never fresh."""
        record = self.get(address)
        if record is None or not record.verdict.good or record.due <= self._settings.now():
            return None
        return record if all(record.fragments.get(fragment) for fragment in fragments) else None

    def record(self, entries: Iterable[Entry]) -> list[Verdict]:
        """Remember looks at once, on disk; gives their verdicts with the day and the streak of failing days.

        Raises StoreError, and remembers none of them then.
        """
        import sqlite3

        try:
            self._db.execute("BEGIN IMMEDIATE")
            recorded = [self._record(entry) for entry in entries]
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise StoreError(f"links can't be remembered: {error}") from None
        return recorded

    def _record(self, entry: Entry) -> Verdict:
        address, verdict = entry.address, entry.verdict
        now = self._settings.now()
        day, good = _day(now), verdict.kind in GOOD
        values = {
            "address": address,
            "kind": verdict.kind,
            "reason": verdict.reason,
            "status": verdict.status,
            "target": verdict.address,
            "detail": verdict.detail,
            "validator": entry.validator,
            "fragments": json.dumps(dict(entry.fragments), ensure_ascii=False),
            "checked": now,
            "last_ok": now if good else None,
            "failed": int(not good),
            "day": day,
            "due": now + self._settings.fresh * spread(address) if good else now,
        }
        ((days,),) = self._db.execute(_RECORD, values).fetchall()
        self._db.execute(_LOOK, (day, address, int(good)))
        return replace(verdict, days=days, checked=day)

    def prune(self) -> None:
        """Forget looks older than the settings keep."""
        self._db.execute("DELETE FROM looks WHERE day < ?", (_day(self._settings.now() - self._settings.keep),))


def spread(address: str) -> float:
    """A factor from 0.75 to 1.25, the same for an address always, so that not all fall due at once."""
    return 0.75 + (zlib.crc32(address.encode("utf-8", "surrogatepass")) % 1001) / 2000


def _day(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
