"""The file that results are remembered in: opened, read and written so that its faults only cost time."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from qa.startup.compiled import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FORMAT = 5

# A run over unchanged files reads outlines, one with changes reads briefs; the large columns come last or stand apart, so that
# neither reads past results and corpus facts. `late` holds what comparing files came to, a row a file and one without a path.
_TABLES = (
    """create table if not exists results (
    key text not null, path text not null, size integer not null, mtime integer not null, digest text not null,
    asked text not null, has_facts integer not null, brief text not null, proof integer not null, result text not null,
    primary key (key, path)
)""",
    "create table if not exists facts (key text not null, path text not null, facts text not null, primary key (key, path))",
    "create table if not exists late (stamp text not null, path text not null, found text not null, primary key (stamp, path))",
    "create table if not exists outlines (stamp text not null unique, body text not null, proof integer not null)",
)


class Base:
    """A SQLite file in the cache folder; one that is damaged or not ours is replaced, never trusted."""

    def __init__(self, folder: str | None = None) -> None:
        self.file = os.path.join(folder or cache_folder(), f"results-{FORMAT}.sqlite")  # noqa: PTH118 -- pathlib is dear to import

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query gives; nothing where the file can't be read."""
        try:
            with closing(self.open()) as base:
                return base.execute(query, values).fetchall()
        except (sqlite3.Error, OSError):
            return []

    def each(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for those that are large; they end early where the file can't be read."""
        try:
            with closing(self.open()) as base:
                yield from base.execute(query, values)
        except (sqlite3.Error, OSError):
            return

    def reader(self) -> Reader:
        """Reads with one connection that stays open."""
        return Reader(self)

    def write(self, *statements: tuple[str, Iterable[Sequence[Any]]]) -> bool:
        """Carry out statements, each for all of its rows, in one transaction; tells whether they were."""
        try:
            with closing(self.open()) as base, base:
                for statement, rows in statements:
                    base.executemany(statement, rows)
        except (sqlite3.Error, OSError, UnicodeEncodeError):
            return False
        return True

    def open(self) -> sqlite3.Connection:
        """A connection to the file, made where there is none; raises sqlite3.Error and OSError."""
        os.makedirs(os.path.dirname(self.file), exist_ok=True)  # noqa: PTH103, PTH120 -- as above
        base = sqlite3.connect(self.file, timeout=2)
        try:
            base.execute("pragma journal_mode = wal")
            base.execute("pragma synchronous = normal")
            _prepare(base)
        except sqlite3.OperationalError:  # another run is writing, or the disk is full: no reason to throw it away
            base.close()
            raise
        except sqlite3.DatabaseError:
            base.close()
            os.unlink(self.file)  # noqa: PTH108 -- as above
            base = sqlite3.connect(self.file, timeout=2)
            _prepare(base)
        return base


class Reader:
    """A connection to a base that is opened when it is first needed and closed with the object."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._connection: sqlite3.Connection | None = None

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query gives, by the connection that stays open; nothing where the file can't be read."""
        try:
            if self._connection is None:
                self._connection = self._base.open()
                self._connection.execute("pragma cache_size = -1000")
            return self._connection.execute(query, values).fetchall()
        except (sqlite3.Error, OSError):
            return []

    def __del__(self) -> None:
        if self._connection is not None:
            try:  # noqa: SIM105 -- what would suppress it may be gone by then
                self._connection.close()
            except Exception:  # noqa: BLE001, S110 -- in another thread, or where the interpreter is being taken down
                pass


def _prepare(base: sqlite3.Connection) -> None:
    for table in _TABLES:
        base.execute(table)
