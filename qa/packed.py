"""Tables whose values are bytes until somebody asks for them: a page needs few of a long table's entries."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def packed(table: Mapping[Any, Any]) -> dict[Any, bytes]:
    """A table of plain values with each of them made bytes, to be kept and opened by `Packed`."""
    return {key: marshal.dumps(value) for key, value in table.items()}


class Packed(dict[Any, Any]):
    """What `packed` made, opened value by value with `get`, each once; `made` turns a plain value into what is wanted."""

    def __init__(self, table: Mapping[Any, bytes], made: Callable[[Any], Any] | None = None) -> None:
        super().__init__(table)
        self._made = made
        self._open: dict[Any, Any] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key."""
        if key in self._open:
            return self._open[key]
        raw = super().get(key)
        if raw is None:
            return default
        value = marshal.loads(raw)  # noqa: S302 -- our own, from a cache with a checksum
        self._open[key] = opened = value if self._made is None else self._made(value)
        return opened
