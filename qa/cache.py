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
import stat
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from qa.compiled import cache_folder
from qa.plain import brief_from, brief_to, facts_from_plain, facts_to_plain, from_plain, to_plain
from qa.record import record
from qa.stored import StoredResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qa.corpus.facts import PageFacts
    from qa.results import FileResult

FORMAT = 3
MAX_KEYS = 8
# So many files are asked for by name; for more, all of the key are read.
FEW = 500

MAX_LATE = 16

# A run over unchanged files reads briefs; the large column comes last, so that it stays on pages of its own.
# Corpus facts stand apart, for a run over unchanged files has no use for them: `late` holds what comparing files came to.
_TABLES = (
    """create table if not exists results (
    key text not null, path text not null, size integer not null, mtime integer not null, digest text not null,
    asked text not null, has_facts integer not null, brief text not null, proof integer not null, result text not null,
    primary key (key, path)
)""",
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


class _Row(NamedTuple):
    """What is known of a file: what it was made from, and the brief of its result with what proves it whole."""

    size: int
    mtime: int
    digest: str
    asked: str
    has_facts: int
    brief: str
    proof: int


class Cache:
    """The store of one key; reads briefs at once, results where somebody looks, writes once. Its faults only cost time.

    `only` are the absolute paths that matter, where they are few.
    """

    def __init__(self, key: str, folder: Path | None = None, only: Sequence[str] | None = None) -> None:
        self.key = key
        self.file = (folder or cache_folder()) / f"results-{FORMAT}.sqlite"
        self._rows: dict[str, _Row] = {}
        self._results: dict[str, str] | None = None
        self._only = list(filter(_storable, only)) if only is not None and len(only) <= FEW else None
        self._touched: list[tuple[int, int, str, str]] = []
        columns = "path, size, mtime, digest, asked, has_facts, brief, proof"
        self._rows = {row[0]: _Row._make(row[1:]) for row in self._select(columns)}

    def _select(self, columns: str) -> list[tuple[Any, ...]]:
        """The rows of the key, of the files that matter; none where the store can't be read."""
        query = f"select {columns} from results where key = ?"  # noqa: S608 -- names of our own columns
        only = self._only
        try:
            with closing(self._open()) as base:
                if only is None:
                    return base.execute(query, (self.key,)).fetchall()
                marks = ", ".join("?" * len(only))
                return base.execute(f"{query} and path in ({marks})", (self.key, *only)).fetchall()
        except (sqlite3.Error, OSError):
            return []

    def digest(self, absolute: str) -> str:
        """The hash of the bytes that a found file's result was made from."""
        return self._rows[absolute].digest

    def facts(self) -> dict[str, PageFacts]:
        """The corpus facts of all files by absolute path; what can't be read is left out."""
        found: dict[str, PageFacts] = {}
        try:
            with closing(self._open()) as base:
                for path, facts in base.execute("select path, facts from facts where key = ?", (self.key,)):
                    found[path] = facts_from_plain(json.loads(facts))
        except (sqlite3.Error, OSError, ValueError, TypeError, RecursionError):
            return found
        return found

    def late(self, stamp: str) -> dict[str, Any] | None:
        """What `keep_late` stored under a stamp."""
        try:
            with closing(self._open()) as base:
                row = base.execute("select found from late where stamp = ?", (stamp,)).fetchone()
            found: dict[str, Any] | None = json.loads(row[0]) if row else None
        except (sqlite3.Error, OSError, ValueError, TypeError, RecursionError):
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

    def find(
        self, path: str, absolute: str, again: Callable[[str], FileResult], *, facts: bool = False
    ) -> StoredResult | None:
        """The stored result of a file, or None where it or what it depends on has changed.

        `again` makes a result anew, for one whose brief was whole and whose body turns out not to be. With `facts`, also None
        where its corpus facts aren't stored.
        """
        row = self._rows.get(absolute)
        if row is None or (facts and not row[4]):
            return None
        size, mtime, digest, asked, _, brief, proof = row
        try:
            found = os.stat(absolute)  # noqa: PTH116 -- 10,000 files: a str is enough
            if (
                not stat.S_ISREG(found.st_mode)
                or found.st_size != size
                or crc32(f"{digest}{asked}{brief}".encode()) != proof
            ):
                return None
            if found.st_mtime_ns != mtime:
                if _digest(absolute) != digest:
                    return None
                self._touched.append((found.st_size, found.st_mtime_ns, self.key, absolute))
            if asked != "{}" and not _still_answered(os.path.dirname(absolute), asked):  # noqa: PTH120 -- as above
                return None
            made, body = brief_from(brief)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        return StoredResult.behind(made, partial(self._read, path, absolute, body, again))

    def _read(self, path: str, absolute: str, proof: int, again: Callable[[str], FileResult]) -> FileResult:
        if self._results is None:
            self._results = dict(self._select("path, result"))
        text = self._results.get(absolute, "")
        try:
            if isinstance(text, str) and crc32(text.encode()) == proof:
                return from_plain(path, json.loads(text))
        except (ValueError, TypeError, KeyError, RecursionError):
            pass
        return again(path)

    def store(self, checked: Iterable[Checked]) -> None:
        """Add results; files that changed while they were checked are left out."""
        made = [(item, row) for item in checked if (row := self._row(item))]
        rows = [row for _, row in made]
        if not rows and not self._touched:
            return
        try:
            with closing(self._open()) as base, base:
                base.executemany("insert or replace into results values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
                base.executemany(
                    "insert or replace into facts values (?, ?, ?)", self._fact_rows(item for item, _ in made)
                )
                base.executemany("update results set size = ?, mtime = ? where key = ? and path = ?", self._touched)
                self._prune(base)
        except (sqlite3.Error, OSError):
            return

    def _row(self, item: Checked) -> tuple[Any, ...] | None:
        absolute = os.path.abspath(item.path)  # noqa: PTH100 -- as above
        if item.result.crashes or not _storable(absolute):
            return None
        try:
            before = os.stat(absolute)  # noqa: PTH116 -- as above
            if not stat.S_ISREG(before.st_mode):
                return None
            digest = _digest(absolute)
        except OSError:
            return None
        if digest != item.digest:
            return None
        asked = json.dumps(dict(item.asked), ensure_ascii=True)
        result = json.dumps(to_plain(item.result), separators=(",", ":"))
        brief = brief_to(item.result, crc32(result.encode()))
        proof = crc32(f"{digest}{asked}{brief}".encode())
        has_facts = int(item.result.corpus is not None)
        return self.key, absolute, before.st_size, before.st_mtime_ns, digest, asked, has_facts, brief, proof, result

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


def _storable(path: str) -> bool:
    """Whether the store can name a file: not one whose name is no text, whose result is made each time."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _still_answered(folder: str, asked: str) -> bool:
    """Whether what a check asked about files beside its own would be answered as it was."""
    answers: dict[str, bool | None] = json.loads(asked)
    return all(
        os.path.exists(os.path.join(folder, target)) is answer  # noqa: PTH110, PTH118 -- as above
        for target, answer in answers.items()
    )


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 -- as above
        return hashlib.sha256(file.read()).hexdigest()
