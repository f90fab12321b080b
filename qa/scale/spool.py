"""Results on disk: what a run has found so far, page by page, and what it left for a merge. One SQLite file.

Memory doesn't grow with it. It is also the format of a shard's output.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FORMAT = 3
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
  path BLOB PRIMARY KEY, number INTEGER NOT NULL, archive BLOB NOT NULL, place BLOB NOT NULL, brief TEXT NOT NULL,
  result TEXT NOT NULL, facts TEXT, targets TEXT, crashes TEXT);
"""
_PASSES = """
CREATE TABLE IF NOT EXISTS late (path BLOB NOT NULL, found TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS late_by_path ON late (path);
CREATE TABLE IF NOT EXISTS matches (path BLOB NOT NULL, match BLOB NOT NULL);
"""
# Of two pages of one path the later counts: of an archive that caught an address twice, the second capture.
_PUT = """
INSERT INTO {pages} {values} ON CONFLICT (path) DO UPDATE SET
  number = excluded.number, archive = excluded.archive, place = excluded.place, brief = excluded.brief,
  result = excluded.result, facts = excluded.facts, targets = excluded.targets, crashes = excluded.crashes
WHERE excluded.number > pages.number
"""


class Row(NamedTuple):
    """A page's result as it is kept; JSON texts as `qa.scale.task.Examined` has them."""

    path: str
    number: int
    archive: str
    place: str
    brief: str
    result: str
    facts: str | None
    targets: str | None
    crashes: str | None


class Spool:
    """A file of results, open."""

    def __init__(self, path: str = "") -> None:
        """Without a path, in a nameless file that vanishes with the process."""
        self.path = path
        self.base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -4000"):
            self.base.execute(f"PRAGMA {pragma}")
        self.base.executescript(_SCHEMA)
        self.base.execute("BEGIN")

    def put(self, row: Row) -> None:
        """Add a page."""
        values = (name_of(row.path), row.number, name_of(row.archive), name_of(row.place), *row[4:])
        self.base.execute(_PUT.format(pages="pages", values="VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"), values)

    def take_in(self, other: str) -> None:
        """Add all pages of another spool's file."""
        self.base.execute("COMMIT")
        self.base.execute("ATTACH ? AS other", (other,))
        self.base.execute("BEGIN")
        try:
            self.base.execute(_PUT.format(pages="pages", values="SELECT * FROM other.pages WHERE true"))
        except sqlite3.Error as error:
            raise ConfigError.of(f"cannot be merged: {error}", other) from None
        self.base.execute("COMMIT")
        self.base.execute("DETACH other")
        self.base.execute("BEGIN")

    def note(self, meta: Mapping[str, Any]) -> None:
        """Keep facts about the run."""
        self.base.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", [(name, json.dumps(value)) for name, value in meta.items()]
        )

    def prepare_passes(self) -> None:
        """Make the tables for what passes over all pages find."""
        for statement in _PASSES.strip().split("\n"):
            self.base.execute(statement)

    def add_late(self, path: str, found: str) -> None:
        """Add findings to a page."""
        self.base.execute("INSERT INTO late VALUES (?, ?)", (name_of(path), found))

    def rows(self) -> Iterator[Row]:
        """Every page in order of path."""
        for path, number, archive, place, *rest in self.base.execute("SELECT * FROM pages ORDER BY path"):
            yield Row(text_of(path), number, text_of(archive), text_of(place), *rest)

    def late(self, path: str) -> list[str]:
        """The findings added to a page."""
        return [
            row[0]
            for row in self.base.execute("SELECT found FROM late WHERE path = ? ORDER BY rowid", (name_of(path),))
        ]

    def count(self) -> int:
        """The number of pages."""
        return int(self.base.execute("SELECT count(*) FROM pages").fetchone()[0])

    def close(self, *, keep: bool = False) -> None:
        """Let go of the file."""
        self.base.execute("COMMIT" if keep else "ROLLBACK") if self.base.in_transaction else None
        self.base.close()


def read_meta(path: str) -> dict[str, Any]:
    """What a spool's file says about its run; raises ConfigError for one that isn't a spool's."""
    try:
        base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            meta = {name: json.loads(value) for name, value in base.execute("SELECT name, value FROM meta")}
        finally:
            base.close()
    except (sqlite3.Error, ValueError):
        raise ConfigError.of("is not the result of a shard (qa check --shard)", path) from None
    if meta.get("format") != FORMAT:
        raise ConfigError.of("is the result of another version of this tool", path)
    return meta


def name_of(text: str) -> bytes:
    """A text as bytes that sort as the text does, whatever a file's name holds."""
    return text.encode("utf-8", "surrogatepass")


def text_of(name: bytes) -> str:
    """The text of `name_of`."""
    return name.decode("utf-8", "surrogatepass")


def batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The items in lists of at most that many."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
