"""The paths of an audit on disk, each once, in the order in which they were named."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

from qa.scale.spool import name_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BATCH = 256


class Listing:
    """Paths and addresses in a nameless temporary file; use it as a context manager."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        """Begin with these, each of which is a file of its own."""
        self._base = sqlite3.connect("", isolation_level=None)
        for pragma in ("journal_mode = OFF", "cache_size = -500", "temp_store = FILE"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute(
            "CREATE TABLE paths (id INTEGER PRIMARY KEY, place BLOB NOT NULL UNIQUE, path BLOB NOT NULL)"
        )
        self._base.execute("BEGIN")
        self.add((path, path) for path in paths)

    def add(self, places: Iterable[tuple[str, str]]) -> None:
        """Add (place, path): of paths that mean one place the last counts, where the first stood."""
        self._base.executemany(
            "INSERT INTO paths (place, path) VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET path = excluded.path",
            ((name_of(place), name_of(path)) for place, path in places),
        )

    def __len__(self) -> int:
        return int(self._base.execute("SELECT count(*) FROM paths").fetchone()[0])

    def __iter__(self) -> Iterator[str]:
        last = 0
        query = "SELECT id, path FROM paths WHERE id > ? ORDER BY id LIMIT ?"
        while rows := self._base.execute(query, (last, _BATCH)).fetchall():
            last = rows[-1][0]
            yield from (text_of(path) for _, path in rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()
