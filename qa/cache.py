"""Remembers the results of files, so that a run over unchanged files need not read them.

An entry stands under the file's path and a key of everything else that decides the result: the tool's version and code, the
rules with their options, reference data, dictionaries, the profile and the day. Size and modification time are the first
look, the content's hash is the truth. What a check asked about other files is stored with its answer and asked again. Results
are stored before the baseline is applied. A damaged or foreign store is replaced, never trusted.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from qa.compiled import cache_folder
from qa.plain import facts_from_plain, facts_to_plain, from_plain, to_plain
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from qa.corpus.facts import PageFacts
    from qa.results import FileResult

FORMAT = 2
MAX_KEYS = 8

MAX_LATE = 16

# Corpus facts stand apart, for a run over unchanged files has no use for them: `late` holds what comparing files came to.
_TABLES = (
    """create table if not exists results (
    key text not null, path text not null, size integer not null, mtime integer not null, digest text not null,
    asked text not null, result text not null, has_facts integer not null, primary key (key, path)
) without rowid""",
    "create table if not exists facts (key text not null, path text not null, facts text not null, primary key (key, path))",
    "create table if not exists late (stamp text not null unique, found text not null)",
)


@record
class Checked:
    """A file's result with what it was made from: its bytes' hash, and the answers about other files that checks were given."""

    path: str
    result: FileResult
    asked: Mapping[str, bool | None]
    digest: str = ""


class Cache:
    """The store of one key; reads everything once, writes once. Every fault of the store only costs time."""

    def __init__(self, key: str, folder: Path | None = None) -> None:
        self.key = key
        self.file = (folder or cache_folder()) / f"results-{FORMAT}.sqlite"
        self._rows: dict[str, tuple[int, int, str, str, str, int]] = {}
        self._touched: list[tuple[int, int, str, str]] = []
        try:
            with closing(self._open()) as base:
                query = "select path, size, mtime, digest, asked, result, has_facts from results where key = ?"
                self._rows = {row[0]: row[1:] for row in base.execute(query, (key,))}
        except (sqlite3.Error, OSError):
            self._rows = {}

    def digest(self, path: str) -> str:
        """The hash of the bytes that a found file's result was made from."""
        return self._rows[os.path.abspath(path)][2]  # noqa: PTH100 -- a name, not to be resolved

    def facts(self) -> dict[str, PageFacts]:
        """The corpus facts of all files by absolute path; what can't be read is left out."""
        found: dict[str, PageFacts] = {}
        try:
            with closing(self._open()) as base:
                for path, facts in base.execute("select path, facts from facts where key = ?", (self.key,)):
                    found[path] = facts_from_plain(json.loads(facts))
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return found
        return found

    def late(self, stamp: str) -> dict[str, Any] | None:
        """What `keep_late` stored under a stamp."""
        try:
            with closing(self._open()) as base:
                row = base.execute("select found from late where stamp = ?", (stamp,)).fetchone()
            found: dict[str, Any] | None = json.loads(row[0]) if row else None
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return None
        return found

    def keep_late(self, stamp: str, found: Mapping[str, Any]) -> None:
        """Store what a pass over many files found, under a stamp of all that decided it."""
        try:
            with closing(self._open()) as base, base:
                base.execute("insert or replace into late values (?, ?)", (stamp, json.dumps(found)))
                base.execute("delete from late where rowid <= (select max(rowid) from late) - ?", (MAX_LATE,))
        except (sqlite3.Error, OSError):
            return

    def find(self, path: str, *, facts: bool = False) -> FileResult | None:
        """The stored result of a file, or None where it or what it depends on has changed.

        With `facts`, also None where its corpus facts aren't stored.
        """
        absolute = os.path.abspath(path)  # noqa: PTH100 -- as above
        row = self._rows.get(absolute)
        if row is None or (facts and not row[5]):
            return None
        size, mtime, digest, asked, result, _ = row
        try:
            stat = os.stat(path)  # noqa: PTH116 -- 10,000 files: a str is enough
            if stat.st_size != size:
                return None
            if stat.st_mtime_ns != mtime:
                if _digest(path) != digest:
                    return None
                self._touched.append((stat.st_size, stat.st_mtime_ns, self.key, absolute))
            folder = os.path.dirname(absolute)  # noqa: PTH120 -- as above
            if asked != "{}" and any(
                os.path.exists(os.path.join(folder, target)) is not answer  # noqa: PTH110, PTH118 -- as above
                for target, answer in json.loads(asked).items()
            ):
                return None
            return from_plain(path, json.loads(result))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def store(self, checked: Iterable[Checked]) -> None:
        """Add results; files that changed while they were checked are left out."""
        made = [(item, row) for item in checked if (row := self._row(item))]
        rows = [row for _, row in made]
        if not rows and not self._touched:
            return
        try:
            with closing(self._open()) as base, base:
                base.executemany("insert or replace into results values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
                base.executemany(
                    "insert or replace into facts values (?, ?, ?)", self._fact_rows(item for item, _ in made)
                )
                base.executemany("update results set size = ?, mtime = ? where key = ? and path = ?", self._touched)
                self._prune(base)
        except (sqlite3.Error, OSError):
            return

    def _row(self, item: Checked) -> tuple[Any, ...] | None:
        if item.result.crashes:
            return None
        absolute = os.path.abspath(item.path)  # noqa: PTH100 -- as above
        try:
            before = os.stat(absolute)  # noqa: PTH116 -- as above
            digest = _digest(absolute)
        except OSError:
            return None
        if digest != item.digest:
            return None
        asked = json.dumps(dict(item.asked), ensure_ascii=True)
        result = json.dumps(to_plain(item.result), separators=(",", ":"))
        has_facts = int(item.result.corpus is not None)
        return self.key, absolute, before.st_size, before.st_mtime_ns, digest, asked, result, has_facts

    def _fact_rows(self, items: Iterable[Checked]) -> Iterator[tuple[str, str, str]]:
        for item in items:
            if item.result.corpus is not None:
                facts = json.dumps(facts_to_plain(item.result.corpus), separators=(",", ":"))
                yield self.key, os.path.abspath(item.path), facts  # noqa: PTH100 -- as above

    def _open(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self.file, timeout=2)
        try:
            base.execute("pragma journal_mode = wal")
            base.execute("pragma synchronous = normal")
            self._prepare(base)
        except sqlite3.DatabaseError:
            base.close()
            self.file.unlink(missing_ok=True)
            base = sqlite3.connect(self.file, timeout=2)
            self._prepare(base)
        return base

    @staticmethod
    def _prepare(base: sqlite3.Connection) -> None:
        for table in _TABLES:
            base.execute(table)

    def _prune(self, base: sqlite3.Connection) -> None:
        """Drop the keys of other days and versions once there are many; they begin with their day, the oldest first."""
        keys = [row[0] for row in base.execute("select distinct key from results order by key")]
        for key in keys[: max(0, len(keys) - MAX_KEYS)]:
            if key != self.key:
                base.execute("delete from results where key = ?", (key,))
                base.execute("delete from facts where key = ?", (key,))


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 -- as above
        return hashlib.sha256(file.read()).hexdigest()
