"""A history of audits in a database that several machines share (PostgreSQL; whatever SQLAlchemy knows).

An audit works on a file of its own, as always: what it needs of earlier audits is copied there first, and the finished run is copied
back in one transaction. So the SQL that compares audits is written once, and the shared tables have the columns of the file's.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Iterator, Sequence

# Rows a statement.
BATCH = 500
# For one writer at a time: the same number in every database.
_LOCK = 7_061_524
_TABLES = ("runs", "pages", "findings", "run_findings", "run_pages")


class SharedHistory:
    """The shared tables, and the copying to and from an audit's own file (`base`, whose tables are there)."""

    def __init__(self, url: str, base: sqlite3.Connection) -> None:
        """Raises ConfigError for a database that can't be reached."""
        self.url, self.base = url, base
        self._engine = _engine(url)
        self._tables: dict[str, Any] = {}
        with self._failing():
            self._define()

    def _define(self) -> None:
        import sqlalchemy as sa

        kinds = {"INTEGER": sa.BigInteger, "REAL": sa.Double, "TEXT": sa.Text}
        unique = {"pages": ("key",), "findings": ("page", "fingerprint")}
        meta = sa.MetaData()
        for table in _TABLES:
            columns = []
            keys = [row for row in self.base.execute(f"PRAGMA table_info({table})") if row[5]]
            for _, name, kind, required, _, key in self.base.execute(f"PRAGMA table_info({table})"):
                alone = bool(key) and len(keys) == 1
                # SQLite numbers rows of an INTEGER key only.
                own = sa.BigInteger().with_variant(sa.Integer(), "sqlite") if alone else kinds[kind]
                columns.append(
                    sa.Column(name, own, primary_key=bool(key), nullable=not (required or key), autoincrement=alone)
                )
            more = [sa.UniqueConstraint(*unique[table])] if table in unique else []
            self._tables[table] = sa.Table(f"qa_{table}", meta, *columns, *more)
        meta.create_all(self._engine)

    def pull(self, scope: str, today: dt.date) -> None:
        """Copy the earlier runs of a scope, and the findings and pages of the last of them."""
        import sqlalchemy as sa

        runs, pages, findings = (self._tables[name] for name in _TABLES[:3])
        found, seen = self._tables["run_findings"], self._tables["run_pages"]
        with self._failing(), self._engine.connect() as connection:
            ours = (runs.c.scope == scope, runs.c.today <= today.isoformat())
            last = connection.scalar(
                sa.select(runs.c.id).where(*ours).order_by(runs.c.today.desc(), runs.c.id.desc()).limit(1)
            )
            if last is None:
                return
            mine = sa.select(found.c.finding).where(found.c.run == last)
            looked_at = sa.select(seen.c.page).where(seen.c.run == last)
            held = sa.select(findings.c.page).where(findings.c.id.in_(mine))
            for name, query in (
                ("runs", sa.select(runs).where(*ours)),
                ("pages", sa.select(pages).where(pages.c.id.in_(looked_at) | pages.c.id.in_(held))),
                ("findings", sa.select(findings).where(findings.c.id.in_(mine))),
                ("run_findings", sa.select(found).where(found.c.run == last)),
                ("run_pages", sa.select(seen).where(seen.c.run == last)),
            ):
                streamed = connection.execution_options(yield_per=BATCH).execute(query)
                for part in streamed.partitions():
                    self._put(name, part)

    def push(self, run: int) -> None:
        """Copy a finished run, all of it or nothing."""
        with self._failing(), self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                import sqlalchemy as sa

                connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            number = self._add_run(connection, run)
            pages = "SELECT p.key, r.* FROM run_pages r JOIN pages p ON p.id = r.page WHERE r.run = ?"
            for rows in self._batches(pages, run):
                known = self._page_ids(connection, [row["key"] for row in rows])
                made = [{**row, "run": number, "page": known[row["key"]]} for row in rows]
                connection.execute(self._tables["run_pages"].insert(), [_without(row, "key") for row in made])
            found = (
                "SELECT p.key, f.*, r.status, r.since FROM run_findings r JOIN findings f ON f.id = r.finding"
                " JOIN pages p ON p.id = f.page WHERE r.run = ?"
            )
            for rows in self._batches(found, run):
                self._add_findings(connection, number, rows)

    def _add_run(self, connection: Any, run: int) -> int:
        (row,) = next(self._batches("SELECT * FROM runs WHERE id = ?", run))
        done = connection.execute(self._tables["runs"].insert().values(_without(row, "id")))
        return int(done.inserted_primary_key[0])

    def _add_findings(self, connection: Any, run: int, rows: Sequence[dict[str, Any]]) -> None:
        import sqlalchemy as sa

        table = self._tables["findings"]
        known = self._page_ids(connection, [row["key"] for row in rows])
        made = [{**_without(row, "id", "key", "status", "since"), "page": known[row["key"]]} for row in rows]
        upsert = self._insert(table)
        changed = {name: upsert.excluded[name] for name in ("severity", "message")}
        connection.execute(upsert.on_conflict_do_update(index_elements=["page", "fingerprint"], set_=changed), made)
        places = sa.select(table.c.id, table.c.page, table.c.fingerprint).where(
            table.c.page.in_({row["page"] for row in made}),
            table.c.fingerprint.in_({row["fingerprint"] for row in made}),
        )
        ids = {(row.page, row.fingerprint): row.id for row in connection.execute(places)}
        links = [
            {
                "run": run,
                "finding": ids[item["page"], item["fingerprint"]],
                "status": row["status"],
                "since": row["since"],
            }
            for item, row in zip(made, rows, strict=True)
        ]
        connection.execute(self._tables["run_findings"].insert(), links)

    def _page_ids(self, connection: Any, keys: Sequence[str]) -> dict[str, int]:
        """The numbers of pages, made where they are new."""
        import sqlalchemy as sa

        table, wanted = self._tables["pages"], list(dict.fromkeys(keys))
        insert = self._insert(table).on_conflict_do_nothing(index_elements=["key"])
        connection.execute(insert, [{"key": key} for key in wanted])
        return {row.key: row.id for row in connection.execute(sa.select(table).where(table.c.key.in_(wanted)))}

    def _insert(self, table: Any) -> Any:
        from sqlalchemy.dialects import postgresql, sqlite

        return (postgresql if self._engine.dialect.name == "postgresql" else sqlite).insert(table)

    def _put(self, table: str, rows: Sequence[Any]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.base.executemany(f"INSERT INTO {table} VALUES ({marks})", [tuple(row) for row in rows])  # noqa: S608 -- fixed names

    def _batches(self, query: str, run: int) -> Iterator[list[dict[str, Any]]]:
        cursor = self.base.execute(query, (run,))
        names = [item[0] for item in cursor.description]
        while rows := cursor.fetchmany(BATCH):
            yield [dict(zip(names, row, strict=True)) for row in rows]

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Failures of the database as errors of one line."""
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except SQLAlchemyError as error:
            detail = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
            raise ConfigError.of(f"cannot be used as a history of audits: {detail}", shown(self.url)) from None

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def shown(url: str) -> str:
    """An address without its password."""
    head, found, tail = url.rpartition("@")
    scheme, _, user = head.partition("://")
    return f"{scheme}://{user.partition(':')[0]}@{tail}" if found else url


def _engine(url: str) -> Any:
    try:
        import sqlalchemy as sa
    except ImportError:
        raise ConfigError.of(
            "a shared history needs the extra: pip install 'qa-health[postgres]'", shown(url)
        ) from None
    # psycopg, SQLAlchemy's own choice, is under the LGPL; pg8000 isn't.
    named = url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
    named = named.replace("postgresql://", "postgresql+pg8000://", 1) if named.startswith("postgresql://") else named
    try:
        return sa.create_engine(named)
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        raise ConfigError.of(" ".join(str(error).split())[:200], shown(url)) from None


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
