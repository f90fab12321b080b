"""One audit's pages, findings, links and cards in a private temporary database, so that memory doesn't grow with the site.

It is attached to the history's connection under the name `now`. SQLite keeps it in a nameless file that vanishes with the
process, however that ends.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.audit.record import PageRecord
from qa.dates import add_months
from qa.document.boilerplate import chosen
from qa.finding import SEVERITIES
from qa.record import asdict, replace
from qa.reporters.json_report import finding_data
from qa.results import FileResult, nothing_known
from qa.scale.spool import name_of, text_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from qa.audit.verdicts import StoredVerdicts


_SCHEMA = """
CREATE TABLE now.pages (
  id INTEGER PRIMARY KEY, name BLOB NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
  type TEXT NOT NULL, owner TEXT NOT NULL, cycle INTEGER NOT NULL, words INTEGER NOT NULL DEFAULT 0,
  grade REAL, smog REAL, indicative INTEGER NOT NULL DEFAULT 0, last_reviewed TEXT, next_review TEXT, due TEXT,
  emergency INTEGER NOT NULL DEFAULT 0, facts TEXT NOT NULL DEFAULT '{}', used TEXT NOT NULL DEFAULT '',
  again INTEGER NOT NULL DEFAULT 0);
CREATE TABLE now.findings (
  id INTEGER PRIMARY KEY, page INTEGER NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, rule TEXT NOT NULL,
  severity TEXT NOT NULL, rank INTEGER NOT NULL, status TEXT NOT NULL, excerpt TEXT NOT NULL, message TEXT NOT NULL,
  line INTEGER NOT NULL, start INTEGER NOT NULL, line_text TEXT NOT NULL, cut INTEGER NOT NULL, data TEXT NOT NULL, since TEXT NOT NULL DEFAULT '',
  fresh INTEGER NOT NULL DEFAULT 0);
CREATE TABLE now.links (
  page INTEGER NOT NULL, line INTEGER NOT NULL, target TEXT NOT NULL, text TEXT NOT NULL, partner TEXT NOT NULL,
  web INTEGER NOT NULL, verdict TEXT NOT NULL DEFAULT '', status INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '', moved TEXT NOT NULL DEFAULT '', checked TEXT NOT NULL DEFAULT '');
CREATE VIEW now.articles AS SELECT * FROM now.pages WHERE kind <> 'configuration';
CREATE TABLE now.cards (page INTEGER NOT NULL, shown TEXT NOT NULL, partner TEXT NOT NULL);
CREATE TABLE now.edges (block BLOB PRIMARY KEY, pages INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX now.findings_by_page ON findings (page, id);
CREATE INDEX now.pages_by_name ON pages (name);
"""
CONFIGURATION = "configuration"
_INDEXES = """
CREATE INDEX now.findings_by_key ON findings (key, fingerprint);
CREATE INDEX now.findings_by_rule ON findings (rule, status);
CREATE INDEX now.links_by_page ON links (page);
CREATE INDEX now.pages_by_key ON pages (key);
"""
_PAGE = """
UPDATE now.pages SET title = ?, kind = ?, words = ?, grade = ?, smog = ?, indicative = ?, last_reviewed = ?,
  next_review = ?, due = ?, emergency = ?, facts = ? WHERE id = ?
"""
_FINDING = """
INSERT INTO now.findings
  (page, key, fingerprint, rule, severity, rank, status, excerpt, message, line, start, line_text, cut, data)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_NEXT = """
SELECT id, name, used FROM now.pages WHERE id > ? AND again >= ? ORDER BY id LIMIT 256
"""
_NEXT_TARGETS = "SELECT DISTINCT target FROM now.links WHERE web AND target > ? ORDER BY target LIMIT 256"


class Workspace:
    """The tables of one audit; pages are first recorded, then completed with what checking them found."""

    def __init__(self, base: sqlite3.Connection, key_of: Callable[[str], str]) -> None:
        """`key_of` gives the name under which history knows a path."""
        self.base, self._key_of = base, key_of
        base.executescript(_SCHEMA)

    def record(self, page: PageRecord, *, again: bool = False) -> None:
        """Add a page with its links and cards; `again` tells that it is to be looked at once more."""
        cursor = self.base.execute(
            "INSERT INTO now.pages (name, path, key, title, kind, type, owner, cycle, again)"
            " VALUES (?, ?, ?, '', '', ?, ?, ?, ?)",
            (name_of(page.path), _clean(page.path), self._key_of(page.path), page.type, _clean(page.owner), page.cycle,
             int(again)),
        )  # fmt: skip
        number = int(cursor.lastrowid or 0)
        self.base.executemany(
            "INSERT INTO now.links (page, line, target, text, partner, web) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, link.line, _clean(link.target), _clean(link.text), link.partner, int(is_web(link.target)))
                for link in page.links
            ],
        )
        cards = [(number, _clean(card.shown), card.partner) for card in page.cards]
        self.base.executemany("INSERT INTO now.cards VALUES (?, ?, ?)", cards)

    def _page(self, path: str) -> tuple[int, str, int]:
        """The number, key and review cycle of a recorded page; of two of one path those of the later."""
        query = "SELECT id, key, cycle FROM now.pages WHERE name = ? ORDER BY id DESC LIMIT 1"
        number, key, cycle = self.base.execute(query, (name_of(path),)).fetchone()
        return number, key, cycle

    def pages(self, *, again: bool = False) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The paths recorded, in order, with the suppressions of qa.yaml that were used there; with `again` those to be
        looked at once more.
        """  # noqa: D205 -- one sentence
        last = 0
        while rows := self.base.execute(_NEXT, (last, int(again))).fetchall():
            last = rows[-1][0]
            for _, name, used in rows:
                yield text_of(name), tuple(map(int, used.split()))

    def waiting(self) -> int:
        """How many pages are to be looked at once more."""
        return int(self.base.execute("SELECT count(*) FROM now.pages WHERE again").fetchone()[0])

    def meet(self, blocks: Iterable[bytes]) -> None:
        """Count the blocks at the ends of one HTML page."""
        self.base.executemany(
            "INSERT INTO now.edges VALUES (?, 1) ON CONFLICT (block) DO UPDATE SET pages = pages + 1",
            ((block,) for block in blocks),
        )

    def boilerplate(self, total: int) -> frozenset[bytes]:
        """The blocks that the site puts around its articles, of all met at `total` HTML pages."""
        return chosen(self.base.execute("SELECT block, pages FROM now.edges WHERE pages > 1"), total)

    def targets(self) -> Iterator[str]:
        """Every web address that a page links to, once, in order."""
        self.base.execute("CREATE INDEX IF NOT EXISTS now.links_by_target ON links (target)")
        last = ""
        while rows := self.base.execute(_NEXT_TARGETS, (last,)).fetchall():
            last = rows[-1][0]
            yield from (target for (target,) in rows)

    def target_count(self) -> int:
        """How many web addresses pages link to."""
        return int(self.base.execute("SELECT count(DISTINCT target) FROM now.links WHERE web").fetchone()[0])

    def judge(self, verdicts: StoredVerdicts) -> None:
        """Write the link check's verdicts beside the links; pages with a link that it says something about are looked at again."""
        self.base.executemany(
            "UPDATE now.links SET verdict = ?, status = ?, reason = ?, moved = ?, checked = ? WHERE target = ?",
            (
                (item["kind"], item["status"], item["reason"], _clean(item["address"]), item["checked"], target)
                for target, item in verdicts.rows()
            ),
        )
        self.base.execute(
            "UPDATE now.pages SET again = 1 WHERE id IN (SELECT page FROM now.links WHERE verdict NOT IN ('', 'ok'))"
        )

    def complete(self, result: FileResult) -> None:
        """Add what checking a recorded page found, in place of what an earlier look found."""
        facts, scores = result.facts, result.facts.readability
        number, _, cycle = self._page(facts.path)
        self.base.execute("DELETE FROM now.findings WHERE page = ?", (number,))
        title, due = _clean(facts.title), due_day(facts.last_reviewed, facts.next_review, cycle)
        self.base.execute(_PAGE, (
            title, facts.kind, facts.words, scores.flesch_kincaid_grade, scores.smog, int(scores.indicative),
            facts.last_reviewed, facts.next_review, due, int(facts.emergency_action), _json(asdict(facts)), number,
        ))  # fmt: skip
        self.base.execute("UPDATE now.pages SET used = '' WHERE id = ?", (number,))
        self.add(result)

    def add(self, result: FileResult) -> None:
        """Add findings to a page, and the suppressions of qa.yaml that were used."""
        number, key, _ = self._page(result.facts.path)
        self.base.executemany(
            _FINDING,
            (
                (
                    number, key, item.fingerprint, item.rule, item.severity, SEVERITIES.index(item.severity), item.status,
                    _clean(item.excerpt), _clean(item.message), place.line, item.span.start, _clean(place.text), place.cut,
                    _json(finding_data(item, place)),
                )
                for item, place in zip(result.findings, result.places, strict=True)
            ),
        )  # fmt: skip
        if result.used:
            used = "".join(f"{item} " for item in result.used)
            self.base.execute("UPDATE now.pages SET used = used || ? WHERE id = ?", (used, number))

    def configure(self, path: str, result: FileResult | None) -> None:
        """Add a qa.yaml, which is no page, with what was found in it."""
        self.record(PageRecord(path, "", "", 0, (), ()))
        facts = replace(nothing_known(path, CONFIGURATION), title=Path(path).name)
        self.complete(replace(result, facts=facts) if result else FileResult(facts, (), ()))

    def finish(self) -> None:
        """Make the tables quick to ask, once they are full."""
        self.base.executescript(_INDEXES)


def due_day(last_reviewed: str | None, next_review: str | None, cycle: int) -> str | None:
    """The day a page's review is due: the one it states or the end of its cycle (months), whichever comes first."""
    days = [next_review] if next_review else []
    if last_reviewed and cycle:
        days.append(add_months(dt.date.fromisoformat(last_reviewed), cycle).isoformat())
    return min(days, default=None)


def is_web(target: str) -> bool:
    """Whether a link target leads to another site."""
    return target.strip().lower().startswith(("http://", "https://", "//"))


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def _clean(text: str) -> str:
    """Text that SQLite and every report can hold: a file name's undecodable bytes become replacement characters."""
    return text.encode("utf-8", "replace").decode("utf-8")
