"""A run's addresses on disk: who links to them, which are still to be asked, and what was found out, in a nameless temporary file.

Memory doesn't grow with the number of links; the file vanishes with the process, however that ends.
"""

from __future__ import annotations

import json
import sqlite3
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from qa.links.targets import Target, asked_of
from qa.links.verdict import Verdict
from qa.record import record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SCHEMA = """
CREATE TABLE written (id INTEGER PRIMARY KEY, target TEXT NOT NULL UNIQUE, address INTEGER NOT NULL, fragment TEXT NOT NULL);
CREATE TABLE addresses (
  id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, host TEXT NOT NULL, due INTEGER NOT NULL DEFAULT 0,
  validator TEXT NOT NULL DEFAULT '', verdict TEXT, missing TEXT NOT NULL DEFAULT '[]');
CREATE INDEX written_by_address ON written (address);
CREATE INDEX due_by_host ON addresses (host, id) WHERE due;
"""
_BATCH = 256
NONE: frozenset[str] = frozenset()


@record
class Asked:
    """An address of the run by its number, the host it is asked at, the fragments to look for, and the validator to send."""

    id: int
    address: str
    host: str
    fragments: frozenset[str]
    validator: str = ""


class Book:
    """The addresses behind some link targets; use it as a context manager."""

    def __init__(self, targets: Iterable[str], exclude: Sequence[str] = ()) -> None:
        """Write down the targets, each once; those that `exclude` names, or that can't be asked, are left out."""
        self._base = sqlite3.connect("", isolation_level=None)
        for pragma in ("journal_mode = OFF", "cache_size = -1000", "temp_store = FILE"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.executescript(_SCHEMA)
        self._base.execute("BEGIN")
        for target, parsed in asked_of(targets, exclude):
            self._write(target, parsed)
        ((self.total,),) = self._base.execute("SELECT count(*) FROM addresses").fetchall()

    def _write(self, target: str, parsed: Target) -> None:
        run = self._base.execute
        run("INSERT OR IGNORE INTO addresses (address, host) VALUES (?, ?)", (parsed.address, parsed.host))
        run(
            "INSERT OR IGNORE INTO written (target, address, fragment) SELECT ?, id, ? FROM addresses WHERE address = ?",
            (target, parsed.fragment, parsed.address),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def addresses(self) -> Iterator[Asked]:
        """Every address in the order in which they were met."""
        last = 0
        while rows := self._base.execute(
            "SELECT id, address, host FROM addresses WHERE id > ? ORDER BY id LIMIT ?", (last, _BATCH)
        ).fetchall():
            last = rows[-1][0]
            for number, address, host in rows:
                yield Asked(number, address, host, self._fragments(number))

    def _fragments(self, number: int) -> frozenset[str]:
        query = "SELECT fragment FROM written WHERE address = ? AND fragment <> ''"
        return frozenset(row[0] for row in self._base.execute(query, (number,))) or NONE

    def put_off(self, asked: Asked) -> None:
        """Note that an address is to be asked, with its validator."""
        self._base.execute("UPDATE addresses SET due = 1, validator = ? WHERE id = ?", (asked.validator, asked.id))

    def hosts(self) -> list[str]:
        """The hosts that are to be asked for something, in order of their first address."""
        return [
            row[0] for row in self._base.execute("SELECT host FROM addresses WHERE due GROUP BY host ORDER BY min(id)")
        ]

    def due(self, host: str, count: int) -> list[Asked]:
        """The next addresses to be asked at a host, at most so many; they count as asked from now on."""
        query = "SELECT id, address, validator FROM addresses WHERE host = ? AND due ORDER BY id LIMIT ?"
        rows = self._base.execute(query, (host, count)).fetchall()
        self._base.executemany("UPDATE addresses SET due = 0 WHERE id = ?", [(number,) for number, _, _ in rows])
        return [Asked(number, address, host, self._fragments(number), mark) for number, address, mark in rows]

    def settle(self, address: str, verdict: Verdict, missing: Iterable[str] = ()) -> None:
        """Write what was found out about an address, and which fragments it lacks."""
        row = (json.dumps(list(verdict.plain().values())), json.dumps(sorted(missing)), address)
        self._base.execute("UPDATE addresses SET verdict = ?, missing = ? WHERE address = ?", row)

    def verdicts(self) -> Iterator[tuple[str, Verdict]]:
        """Each target as it was written, with its verdict; those without one are left out."""
        rows = self._base.execute(
            "SELECT w.target, w.fragment, a.verdict, a.missing FROM written w JOIN addresses a ON a.id = w.address"
            " WHERE a.verdict IS NOT NULL ORDER BY w.id"
        )
        while batch := list(islice(rows, _BATCH)):
            for target, fragment, verdict, missing in batch:
                yield target, told(fragment, Verdict(*json.loads(verdict)), fragment not in json.loads(missing))


def told(fragment: str, verdict: Verdict, has_fragment: bool) -> Verdict:
    """The verdict on a target: its address's, unless the page is there and the fragment isn't.

    A moved page keeps the fragment in its new address.
    """
    if not fragment or not verdict.good:
        return verdict
    if not has_fragment:
        return replace(verdict, kind="fragment", reason="fragment", detail=fragment)
    return replace(verdict, address=f"{verdict.address}#{fragment}") if verdict.address else verdict


def plain_by_target(verdicts: Iterable[tuple[str, Verdict]]) -> dict[str, dict[str, Any]]:
    """The verdicts as plain data by target; those that say the same share one mapping, for thousands do."""
    plain: dict[Verdict, dict[str, Any]] = {}
    return {target: plain.setdefault(verdict, verdict.plain()) for target, verdict in verdicts}
