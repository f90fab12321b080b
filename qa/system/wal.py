"""Write-ahead logging for databases that several processes open at once."""

from __future__ import annotations

import sqlite3
import time

_PAUSE = 0.02


def to_wal(base: sqlite3.Connection, seconds: float) -> None:
    """Switch a database to write-ahead logging, waiting at most so many seconds for another process that does the same.

    SQLite's own wait for a busy database doesn't cover this switch. Raises sqlite3.OperationalError when the time is up.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            base.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return
