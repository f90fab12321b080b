"""Tables whose values are bytes until somebody asks for them: a page needs few of a long table's entries.

The keys are kept as one text where they can be, the values as one row of bytes: to read thousands of small objects takes far longer.
"""

from __future__ import annotations

import marshal
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BETWEEN = "\n"


def packed(table: Mapping[Any, Any]) -> dict[str, Any]:
    """A table of plain values as plain values for a cache, to be opened by `Packed`."""
    values = [marshal.dumps(value) for value in table.values()]
    keys: Any = list(table)
    if keys and all(type(key) is str and _BETWEEN not in key for key in keys):
        keys = _BETWEEN.join(keys)
    return {"keys": keys, "ends": array("Q", accumulate(map(len, values))).tobytes(), "values": b"".join(values)}


class Packed(dict[Any, Any]):
    """What `packed` made, opened value by value with `get`, each once; `made` turns a plain value into what is wanted."""

    def __init__(self, table: Mapping[str, Any], made: Callable[[Any], Any] | None = None) -> None:
        keys = table["keys"]
        if isinstance(keys, str):
            keys = keys.split(_BETWEEN)
        super().__init__(zip(keys, range(len(keys)), strict=True))
        self._ends, self._values = memoryview(table["ends"]).cast("Q"), memoryview(table["values"])
        self._made = made
        self._open: dict[Any, Any] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key."""
        if key in self._open:
            return self._open[key]
        place = super().get(key)
        if place is None:
            return default
        start = self._ends[place - 1] if place else 0
        value = marshal.loads(self._values[start : self._ends[place]])  # noqa: S302 -- our own, from a cache with a checksum
        self._open[key] = opened = value if self._made is None else self._made(value)
        return opened
