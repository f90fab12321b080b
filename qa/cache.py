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
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.compiled import cache_folder
from qa.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from qa.results import FileResult

FORMAT = 1
MAX_KEYS = 8

_TABLE = """
create table if not exists results (
    key text not null, path text not null, size integer not null, mtime integer not null,
    digest text not null, asked text not null, result text not null, primary key (key, path)
) without rowid
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file's result with what it was made from: the answers about other files that checks were given."""

    path: str
    result: FileResult
    asked: Mapping[str, bool | None]


class Cache:
    """The store of one key; reads everything once, writes once. Every fault of the store only costs time."""

    def __init__(self, key: str, folder: Path | None = None) -> None:
        self.key = key
        self.file = (folder or cache_folder()) / f"results-{FORMAT}.sqlite"
        self._rows: dict[str, tuple[int, int, str, str, str]] = {}
        self._touched: list[tuple[int, int, str, str]] = []
        try:
            with closing(self._open()) as base:
                query = "select path, size, mtime, digest, asked, result from results where key = ?"
                self._rows = {row[0]: row[1:] for row in base.execute(query, (key,))}
        except (sqlite3.Error, OSError):
            self._rows = {}

    def find(self, path: str) -> FileResult | None:
        """The stored result of a file, or None where it or what it depends on has changed."""
        absolute = os.path.abspath(path)  # noqa: PTH100 -- a name, not to be resolved
        row = self._rows.get(absolute)
        if row is None:
            return None
        size, mtime, digest, asked, result = row
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
        rows = [row for item in checked if (row := self._row(item))]
        if not rows and not self._touched:
            return
        try:
            with closing(self._open()) as base, base:
                base.executemany("insert or replace into results values (?, ?, ?, ?, ?, ?, ?)", rows)
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
        asked = json.dumps(dict(item.asked), ensure_ascii=True)
        result = json.dumps(to_plain(item.result), separators=(",", ":"))
        return self.key, absolute, before.st_size, before.st_mtime_ns, digest, asked, result

    def _open(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self.file, timeout=2)
        try:
            base.execute("pragma journal_mode = wal")
            base.execute("pragma synchronous = normal")
            base.execute(_TABLE)
        except sqlite3.DatabaseError:
            base.close()
            self.file.unlink(missing_ok=True)
            base = sqlite3.connect(self.file, timeout=2)
            base.execute(_TABLE)
        return base

    def _prune(self, base: sqlite3.Connection) -> None:
        """Drop the keys of other days and versions once there are many; they begin with their day, the oldest first."""
        keys = [row[0] for row in base.execute("select distinct key from results order by key")]
        for key in keys[: max(0, len(keys) - MAX_KEYS)]:
            if key != self.key:
                base.execute("delete from results where key = ?", (key,))


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 -- as above
        return hashlib.sha256(file.read()).hexdigest()
