"""A crawl on disk: its pages, where it stands, and what it met, in one SQLite file that any kill leaves whole.

Rounds follow one another: each fetches the whole site, sending the validators of the round before so that an unchanged page
isn't sent again. A round that was cut short is gone on with.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from qa.links.database import FormatError, opened
from qa.named import NamedTuple
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

VERSION = 1
_SCHEMA = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE met (
  address TEXT PRIMARY KEY, depth INTEGER NOT NULL, follow INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'queued',
  reason TEXT NOT NULL DEFAULT '') WITHOUT ROWID""",
    "CREATE INDEX met_by_state ON met (state, depth, address)",
    """CREATE TABLE pages (
  address TEXT PRIMARY KEY, round INTEGER NOT NULL, charset TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
  body BLOB NOT NULL) WITHOUT ROWID""",
)

_PAGES = "FROM met m JOIN pages USING (address) WHERE m.state IN ('page', 'failed')"
_INDEX = re.compile(r"/?(?:/(?:index|default)\.(?:html?|php|aspx?))?$", re.IGNORECASE)


class CrawlStoreError(Exception):
    """The file can't be used."""


class Queued(NamedTuple):
    """An address to fetch: how many links from the start it is, and whether its own links are followed."""

    address: str
    depth: int
    follow: bool


@record
class Fetched:
    """A page as its server sent it, the charset that it declared, and what to send back to learn whether it has changed."""

    charset: str
    etag: str
    modified: str
    body: bytes


class CrawlStore:
    """The file of one place; use it as a context manager."""

    def __init__(self, path: str | Path, *, only_read: bool = False) -> None:
        """Open the file, or make it unless it is `only_read`; raises CrawlStoreError where it is no store of this version."""
        try:
            self._db = _reading(path) if only_read else opened(path, VERSION, _SCHEMA)
        except FormatError as error:
            raise CrawlStoreError(str(error)) from None
        except (sqlite3.Error, OSError) as error:
            raise CrawlStoreError(f"cannot be used to keep pages: {error}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file, and leave none beside it: who only reads pages needs no write-ahead log."""
        with suppress(sqlite3.OperationalError):  # somebody else reads it: the next crawl does this
            self._db.execute("PRAGMA journal_mode = DELETE")
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all of the block or nothing of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def get(self, name: str, default: Any = None) -> Any:
        """A fact about the crawl as it was set."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set(self, **facts: Any) -> None:
        """Keep facts about the crawl."""
        rows = [(name, json.dumps(value)) for name, value in facts.items()]
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def begin(self, key: str) -> None:
        """Begin a round, or go on with one of the same `key` that was cut short."""
        if self.get("key") == key and not self.get("finished", True):
            return
        with self.together():
            self._db.execute("DELETE FROM met")
            self.set(key=key, finished=False, seeded=False, round=self.get("round", 0) + 1)

    def finish(self) -> None:
        """End the round: pages that it didn't meet again are dropped, one that couldn't be read now stays as it was last."""
        with self.together():
            self._db.execute(
                "DELETE FROM pages WHERE round <> ? AND address NOT IN (SELECT address FROM met WHERE state = 'failed')",
                (self.get("round"),),
            )
            for address, same in self._twins():
                self.settle(address, "copy", same)
            self.set(finished=True)

    def _twins(self) -> Iterator[tuple[str, str]]:
        """Pages that a server gives under several spellings of an address, each with the shortest: /a, /a/ and /a/index.html."""
        run = self._db.execute
        run("CREATE TEMP TABLE spelt (plain TEXT, mark BLOB, address TEXT, PRIMARY KEY (plain, mark)) WITHOUT ROWID")
        query = "SELECT p.address, p.body FROM pages p JOIN met m USING (address) WHERE m.state = 'page' ORDER BY length(p.address), 1"
        for address, body in run(query):
            same = _INDEX.sub("", address.partition("://")[2]), hashlib.sha256(body).digest()
            run("INSERT OR IGNORE INTO temp.spelt VALUES (?, ?, ?)", (*same, address))
            ((first,),) = run("SELECT address FROM temp.spelt WHERE plain = ? AND mark = ?", same).fetchall()
            if first != address:
                yield address, first
        run("DROP TABLE temp.spelt")

    def addresses(self) -> Iterator[str]:
        """The pages of the round in order, with those that only an earlier one could read."""
        last = ""
        query = f"SELECT m.address {_PAGES} AND m.address > ? ORDER BY 1 LIMIT 256"
        while rows := self._db.execute(query, (last,)).fetchall():
            last = rows[-1][0]
            yield from (address for (address,) in rows)

    def page_count(self) -> int:
        """How many pages `addresses` gives."""
        return int(self._db.execute(f"SELECT count(*) {_PAGES}").fetchone()[0])

    def meet(self, addresses: Iterable[Queued]) -> None:
        """Queue addresses that the round hasn't met yet."""
        self._db.executemany("INSERT OR IGNORE INTO met (address, depth, follow) VALUES (?, ?, ?)", addresses)

    def depth(self) -> int | None:
        """The least depth at which something is queued."""
        found = self._db.execute("SELECT min(depth) FROM met WHERE state = 'queued'").fetchone()[0]
        return None if found is None else int(found)

    def queued(self, depth: int, after: str, limit: int) -> list[Queued]:
        """Addresses queued at a depth, in order, behind one."""
        rows = self._db.execute(
            "SELECT address, depth, follow FROM met WHERE state = 'queued' AND depth = ? AND address > ?"
            " ORDER BY address LIMIT ?",
            (depth, after, limit),
        )
        return [Queued(address, depth, bool(follow)) for address, depth, follow in rows]

    def settle(self, address: str, state: str, reason: str = "") -> None:
        """Say what became of an address: page, moved, copy, other, failed, refused, left."""
        self._db.execute("UPDATE met SET state = ?, reason = ? WHERE address = ?", (state, reason, address))

    def leave(self) -> None:
        """Give up what is still queued: a limit is reached."""
        self._db.execute("UPDATE met SET state = 'left' WHERE state = 'queued'")

    def count(self, state: str) -> int:
        """How many addresses of the round are in a state."""
        return int(self._db.execute("SELECT count(*) FROM met WHERE state = ?", (state,)).fetchone()[0])

    def listed(self, state: str, limit: int = -1) -> list[tuple[str, str]]:
        """Addresses in a state, with the reason, in order."""
        query = "SELECT address, reason FROM met WHERE state = ? ORDER BY address LIMIT ?"
        return self._db.execute(query, (state, limit)).fetchall()

    def keep(self, address: str, page: Fetched) -> None:
        """Keep a page as this round fetched it."""
        row = (address, self.get("round"), page.charset, page.etag, page.modified, zlib.compress(page.body, 6))
        self._db.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", row)

    def unchanged(self, address: str) -> None:
        """The page is as the round before fetched it."""
        self._db.execute("UPDATE pages SET round = ? WHERE address = ?", (self.get("round"), address))

    def page(self, address: str) -> Fetched | None:
        """A page as it was fetched last."""
        query = "SELECT charset, etag, modified, body FROM pages WHERE address = ?"
        row = self._db.execute(query, (address,)).fetchone()
        return None if row is None else Fetched(row[0], row[1], row[2], zlib.decompress(row[3]))

    def state(self, address: str) -> str | None:
        """What became of an address in this round; None where it wasn't met."""
        row = self._db.execute("SELECT state FROM met WHERE address = ?", (address,)).fetchone()
        return None if row is None else str(row[0])


def _reading(path: str | Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


@contextmanager
def only_one(path: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Wait until nobody else uses the crawl's files, and keep others waiting; a kill lets them go on.

    `waits` is called where somebody else is at them. The lock is a transaction on a file of its own, which the system drops
    with the process, on every platform. Raises CrawlStoreError.
    """
    try:
        lock = sqlite3.connect(path.with_name(f".{path.name}-lock"), timeout=0.2, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            waits()
            lock.execute(f"PRAGMA busy_timeout = {24 * 3600 * 1000}")
            lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        raise CrawlStoreError(f"cannot be locked: {error}") from None
    try:
        yield
    finally:
        lock.close()
