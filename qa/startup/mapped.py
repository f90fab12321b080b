"""Reads files that this tool wrote: a large one is looked at where the system keeps it, which spares copying it."""

from __future__ import annotations

import os

# Below this, importing what maps a file costs more than it saves.
LARGE = 1 << 18


def contents(path: str) -> memoryview:
    """The bytes of a file, which nobody changes: it is only ever replaced by another; raises OSError."""
    with open(path, "rb") as file:  # noqa: PTH123 -- a hot start-up path
        if os.fstat(file.fileno()).st_size < LARGE:
            return memoryview(file.read())
        from mmap import ACCESS_READ, mmap

        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
