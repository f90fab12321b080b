"""The memory of all audits of a place: runs, their findings by fingerprint and their pages' metrics, in one SQLite file.

A run is written in a single transaction: a kill leaves either all of it or none, and of two audits at once one waits for
the other. Pages are known by their path from the file's folder, so that a checkout elsewhere goes on with the same history.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.errors import ConfigError
from qa.record import record
from qa.sources.names import is_remote, split
from qa.system.wal import to_wal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

VERSION = 1
# How long, in seconds, an audit waits for another one that is writing its reports.
_BUSY = 600.0
# Earlier audits that trends are drawn from: as many as a chart has room for.
MAX_RUNS = 120
_SCHEMA = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, today TEXT NOT NULL, written TEXT NOT NULL, scope TEXT NOT NULL, profile TEXT NOT NULL,
  tool TEXT NOT NULL, policy TEXT NOT NULL, rules TEXT NOT NULL, metrics TEXT NOT NULL);
CREATE TABLE pages (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE findings (
  id INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES pages, fingerprint TEXT NOT NULL, rule TEXT NOT NULL,
  severity TEXT NOT NULL, excerpt TEXT NOT NULL, message TEXT NOT NULL, UNIQUE (page, fingerprint));
CREATE TABLE run_findings (
  run INTEGER NOT NULL REFERENCES runs, finding INTEGER NOT NULL REFERENCES findings, status TEXT NOT NULL,
  since TEXT NOT NULL, PRIMARY KEY (run, finding)) WITHOUT ROWID;
CREATE TABLE run_pages (
  run INTEGER NOT NULL REFERENCES runs, page INTEGER NOT NULL REFERENCES pages, title TEXT NOT NULL, words INTEGER NOT NULL,
  grade REAL, last_reviewed TEXT, next_review TEXT, due TEXT, emergency INTEGER NOT NULL, errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL, infos INTEGER NOT NULL, PRIMARY KEY (run, page)) WITHOUT ROWID
"""
_KNOWN = """
CREATE TEMP TABLE current AS
SELECT min(n.id) AS row, f.id AS finding FROM now.findings n
  JOIN pages p ON p.key = n.key JOIN findings f ON f.page = p.id AND f.fingerprint = n.fingerprint GROUP BY f.id
"""
_SINCE = """
UPDATE now.findings SET since = coalesce(
  (SELECT before.since FROM temp.current c JOIN run_findings before
     ON before.run = :previous AND before.finding = c.finding AND before.status = 'new'
   WHERE c.row = now.findings.id), :today)
"""
_FRESH = """
UPDATE now.findings SET fresh = 1 WHERE status = 'new' AND :previous IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM temp.current c JOIN run_findings before
     ON before.run = :previous AND before.finding = c.finding AND before.status = 'new'
   WHERE c.row = now.findings.id)
"""
_RUN_PAGES = """
INSERT INTO run_pages
SELECT :run, p.id, n.title, n.words, n.grade, n.last_reviewed, n.next_review, n.due, n.emergency,
  coalesce(sum(f.rank = 0), 0), coalesce(sum(f.rank = 1), 0), coalesce(sum(f.rank = 2), 0)
FROM now.pages n JOIN pages p ON p.key = n.key LEFT JOIN now.findings f ON f.page = n.id AND f.status = 'new' GROUP BY n.id
"""


@record
class Run:
    """One audit as history keeps it; `scope` names what was audited, `metrics` its figures, `rules` the ids in force."""

    id: int
    today: dt.date
    scope: str
    profile: str
    tool: str
    policy: str
    rules: frozenset[str]
    metrics: dict[str, Any]


class History:
    """The file, open; `base` is its connection, with an empty temporary database attached as `now`."""

    def __init__(self, path: Path) -> None:
        """Open or make the file; raises ConfigError where it is no history of this version."""
        self.path = path
        self.folder = os.path.abspath(path.parent)  # noqa: PTH100 -- a name, not to be resolved
        try:
            self.base = sqlite3.connect(path, timeout=_BUSY, isolation_level=None)
            self._prepare()
        except sqlite3.Error as error:
            raise ConfigError.of(f"cannot be used as a history of audits: {error}", str(path)) from None

    def _prepare(self) -> None:
        run = self.base.execute
        (version,) = run("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):  # before anything is written
            raise ConfigError.of(f"this history has format {version}; this version writes {VERSION}", str(self.path))
        to_wal(self.base, _BUSY)
        # Once a run is reported as written, a power cut must not take it.
        run("PRAGMA synchronous = FULL")
        run("BEGIN IMMEDIATE")
        (version,) = run("PRAGMA user_version").fetchone()
        if not version:  # nobody else has begun it meanwhile
            for statement in _SCHEMA.split(";"):
                run(statement)
            run(f"PRAGMA user_version = {VERSION}")
        run("COMMIT")
        run("ATTACH '' AS now")
        run("PRAGMA now.journal_mode = OFF")

    def key_of(self, path: str) -> str:
        """The name under which a path is remembered: relative to the history's folder, with forward slashes; a web address is its own."""
        if is_remote(path):
            return path
        outer, inner = split(path)
        if outer:
            return f"{self.key_of(outer)}!{inner}"
        absolute = os.path.abspath(path)  # noqa: PTH100 -- as above
        try:
            name = os.path.relpath(absolute, self.folder)
        except ValueError:  # another drive
            name = absolute
        return name.replace(os.sep, "/").encode("utf-8", "replace").decode()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; raises ConfigError where another audit keeps the file too long."""
        try:
            self.base.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise ConfigError.of(f"the history is in use by another audit: {error}", str(self.path)) from None
        try:
            yield
        except BaseException:
            self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")

    def previous(self, scope: str, today: dt.date) -> Run | None:
        """The latest audit of the same scope on that day or before."""
        found = self._runs(
            "WHERE scope = ? AND today <= ? ORDER BY today DESC, id DESC LIMIT 1", scope, today.isoformat()
        )
        return found[0] if found else None

    def earlier(self, scope: str, today: dt.date) -> list[Run]:
        """Audits of the same scope before that day, in order of days, the last of each day.

        Of more than `MAX_RUNS` the last of each of so many equal stretches of time.
        """
        query = "SELECT today, id FROM runs WHERE scope = ? AND today < ? ORDER BY today, id"
        found = dict(self.base.execute(query, (scope, today.isoformat())))
        if len(found) > MAX_RUNS:
            days = [dt.date.fromisoformat(day).toordinal() for day in found]
            span = days[-1] - days[0] + 1
            found = {(day - days[0]) * MAX_RUNS // span: ident for day, ident in zip(days, found.values(), strict=True)}
        return [run for ident in found.values() for run in self._runs("WHERE id = ?", ident)]

    def _runs(self, condition: str, *values: Any) -> list[Run]:
        query = f"SELECT id, today, scope, profile, tool, policy, rules, metrics FROM runs {condition}"  # noqa: S608 -- fixed texts
        return [
            Run(number, dt.date.fromisoformat(day), scope, profile, tool, policy, _ids(rules), json.loads(metrics))
            for number, day, scope, profile, tool, policy, rules, metrics in self.base.execute(query, values)
        ]

    def remember(self, previous: Run | None, today: dt.date) -> None:
        """Make the findings and pages of `now` known, and tell since when each finding has been open."""
        run = self.base.execute
        run("INSERT OR IGNORE INTO pages (key) SELECT key FROM now.pages")
        run(
            "INSERT INTO findings (page, fingerprint, rule, severity, excerpt, message)"
            " SELECT p.id, n.fingerprint, n.rule, n.severity, substr(n.excerpt, 1, 300), n.message"
            " FROM now.findings n JOIN pages p ON p.key = n.key WHERE true"
            " ON CONFLICT (page, fingerprint) DO UPDATE SET severity = excluded.severity, message = excluded.message"
        )
        run("DROP TABLE IF EXISTS temp.current")
        run(_KNOWN)
        run("CREATE UNIQUE INDEX temp.current_rows ON current (row)")
        run("CREATE UNIQUE INDEX temp.current_findings ON current (finding)")
        values = {"previous": previous.id if previous else None, "today": today.isoformat()}
        run(_SINCE, values)
        run(_FRESH, values)

    def add(self, run: Run) -> int:
        """Write the run with the findings and pages of `now`; `remember` came before. Gives its number."""
        number = self.add_run(run)
        self.base.execute(
            "INSERT INTO run_findings SELECT ?, c.finding, n.status, n.since FROM temp.current c"
            " JOIN now.findings n ON n.id = c.row",
            (number,),
        )
        self.base.execute(_RUN_PAGES, {"run": number})
        return number

    def add_run(self, run: Run) -> int:
        """Write the run itself; gives its number."""
        written = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        cursor = self.base.execute(
            "INSERT INTO runs (today, written, scope, profile, tool, policy, rules, metrics)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (run.today.isoformat(), written, run.scope, run.profile, run.tool, run.policy,
             json.dumps(sorted(run.rules)), json.dumps(run.metrics)),
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def close(self) -> None:
        """Let go of the file."""
        self.base.close()


@lru_cache(4)
def _ids(rules: str) -> frozenset[str]:
    """The ids of rules as a run keeps them; most runs have the same."""
    return frozenset(json.loads(rules))


def scope_of(paths: Sequence[str], history: History) -> str:
    """A name for what an audit looks at: two audits compare only where it is the same."""
    return "\n".join(sorted({history.key_of(path) for path in paths}))


def this_run(scope: str, today: dt.date, profile: str, policy: str, rules: frozenset[str]) -> Run:
    """The run that is being made, not yet written."""
    return Run(0, today, scope, profile, __version__, policy, rules, {})
