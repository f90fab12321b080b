"""A SQLite file of this tool's own that several runs may share and that any kill leaves whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

# Seconds that one run waits for another's write.
_BUSY = 30.0


class FormatError(Exception):
    """The file was written by another version of this tool."""


def opened(path: str | Path, version: int, schema: Sequence[str]) -> sqlite3.Connection:
    """Open the file, or make it and its folder; statements run one by one, in transactions of their own unless one is begun.

    Raises FormatError, sqlite3.Error and OSError.
    """
    import sqlite3
    from pathlib import Path

    from qa.system.wal import to_wal

    Path(path).parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path, timeout=_BUSY, isolation_level=None)
    try:
        to_wal(base, _BUSY)
        # WAL with NORMAL survives the death of the process; only a power cut may take what was written last, never the file.
        base.execute("PRAGMA synchronous = NORMAL")
        _prepare(base, version, schema)
    except BaseException:
        base.close()
        raise
    return base


def _prepare(base: sqlite3.Connection, version: int, schema: Sequence[str]) -> None:
    base.execute("BEGIN IMMEDIATE")
    (found,) = base.execute("PRAGMA user_version").fetchone()
    if found not in (0, version):
        raise FormatError(f"has format {found}; this version writes {version}")
    if not found:
        for statement in schema:
            base.execute(statement)
        base.execute(f"PRAGMA user_version = {version}")
    base.execute("COMMIT")
