"""Groups numbered things by key without keeping them in memory: for corpora of millions of pages."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

_BATCH = 1_000
# Rows kept in memory, some 1 MB; a file costs two microseconds a row more.
SMALL = 5_000


class Groups:
    """Adds (key, number, value) and gives back those of one key together.

    Keys are told apart by their hashes of 64 bits; the order of groups is that of the hashes, which for numbers is their own; that
    within a group is the numbers' order. What
    doesn't fit into memory is sorted in a nameless temporary file.
    """

    def __init__(self, least: int = 2) -> None:
        """Only keys with at least that many are given back."""
        self._least = least
        self._rows: list[tuple[int, int, str]] = []
        self._base: sqlite3.Connection | None = None

    def add(self, key: Hashable, number: int, value: str = "") -> None:
        """Add one."""
        self._rows.append((hash(key), number, value))
        if len(self._rows) >= (SMALL if self._base is None else _BATCH):
            self._spill()

    def extend(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Add many (key, number) whose keys are numbers below 2³²."""
        self._rows.extend([(key, number, "") for key, number in pairs])
        if len(self._rows) >= (SMALL if self._base is None else _BATCH):
            self._spill()

    def groups(self) -> Iterator[list[tuple[int, str]]]:
        """The (number, value) pairs of each key that has enough of them."""
        for _, rows in groupby(self._sorted(), itemgetter(0)):
            pairs = [(number, value) for _, number, value in rows]
            if len(pairs) >= self._least:
                yield pairs
        if self._base is not None:
            self._base.close()

    def _sorted(self) -> Iterable[tuple[int, int, str]]:
        if self._base is None:
            return sorted(self._rows)
        self._spill()
        return self._base.execute("SELECT mark, number, value FROM rows ORDER BY mark, number")

    def _spill(self) -> None:
        if self._base is None:
            self._base = sqlite3.connect("", isolation_level=None)
            for pragma in ("journal_mode = OFF", "cache_size = -256", "temp_store = FILE"):
                self._base.execute(f"PRAGMA {pragma}")
            self._base.execute("CREATE TABLE rows (mark INTEGER, number INTEGER, value TEXT)")
            self._base.execute("BEGIN")
        self._base.executemany("INSERT INTO rows VALUES (?, ?, ?)", self._rows)
        self._rows.clear()
