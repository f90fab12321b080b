"""Reads the rows of a large table for somebody who goes through them in order, some at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.cache.database import Base

# Rows that are read together: few where somebody looks here and there, more the longer he goes on in order.
LEAST, MOST = 8, 256


class Window:
    """The rows of one key by path, of which those around the last path that was asked for are in memory."""

    def __init__(self, base: Base, table: str, columns: str, key: str) -> None:
        """`columns` are those to give, without the path."""
        self._reader, self._key = base.reader(), key
        self._query = f"select path, {columns} from {table} where key = ? and path >= ? order by path limit ?"  # noqa: S608 -- names of our own
        self._rows: dict[str, tuple[Any, ...]] = {}
        self._first, self._last = "", ""
        self._whole = False
        self._size = LEAST

    def get(self, path: str) -> tuple[Any, ...] | None:
        """The columns of a path; None where the table lacks it or can't be read."""
        if not self._first <= path or not (path <= self._last or self._whole):
            self._move(path)
        return self._rows.get(path)

    def _move(self, path: str) -> None:
        self._size = min(2 * self._size, MOST) if self._last and path > self._last else LEAST
        rows = self._reader.rows(self._query, (self._key, path, self._size))
        self._rows = {row[0]: row[1:] for row in rows}
        self._first, self._last = path, rows[-1][0] if rows else path
        # Behind the last row of a key there is nothing to be read.
        self._whole = len(rows) < self._size
