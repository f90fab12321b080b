"""The link check's verdicts of one audit in a file that every process reads, so that none holds them all."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Verdicts kept in memory for the next page that asks.
KEPT = 256


class StoredVerdicts(Mapping[str, Mapping[str, Any]]):
    """Verdicts as plain data by link target as written; it may be handed to other processes."""

    def __init__(self, path: str, count: int) -> None:
        """Read a file of `stored`, which holds so many."""
        self._path, self._count = path, count
        self._bases: dict[int, sqlite3.Connection] = {}
        self._kept: OrderedDict[str, Mapping[str, Any] | None] = OrderedDict()

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredVerdicts, (self._path, self._count)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._base().execute("SELECT target FROM verdicts ORDER BY target"))

    def rows(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """All of them in order of target, each read once."""
        query = "SELECT target, said FROM verdicts ORDER BY target"
        return ((target, json.loads(said)) for target, said in self._base().execute(query))

    def __contains__(self, target: object) -> bool:
        return isinstance(target, str) and self._found(target) is not None

    def __getitem__(self, target: str) -> Mapping[str, Any]:
        found = self._found(target)
        if found is None:
            raise KeyError(target)
        return found

    def _found(self, target: str) -> Mapping[str, Any] | None:
        if target in self._kept:
            self._kept.move_to_end(target)
            return self._kept[target]
        try:
            row = self._base().execute("SELECT said FROM verdicts WHERE target = ?", (target,)).fetchone()
        except UnicodeEncodeError:  # half a character: no address that anybody was asked for
            row = None
        self._kept[target] = found = json.loads(row[0]) if row else None
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found

    def _base(self) -> sqlite3.Connection:
        """A connection of this process's own: one that was opened before a fork is not to be used behind it."""
        base = self._bases.get(os.getpid())
        if base is None:
            base = self._bases[os.getpid()] = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)
            base.execute("PRAGMA cache_size = -500")
        return base


def stored(verdicts: Iterable[tuple[str, Mapping[str, Any]]], path: Path) -> StoredVerdicts:
    """Write verdicts by target into a new file."""
    base = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000"):
        base.execute(f"PRAGMA {pragma}")
    base.execute("CREATE TABLE verdicts (target TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID")
    base.execute("BEGIN")
    rows = ((target, json.dumps(said, ensure_ascii=False)) for target, said in verdicts)
    base.executemany("INSERT INTO verdicts VALUES (?, ?)", rows)
    base.execute("COMMIT")
    ((count,),) = base.execute("SELECT count(*) FROM verdicts").fetchall()
    base.close()
    return StoredVerdicts(str(path), count)
