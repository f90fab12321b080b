"""Remembers how the constructors of records compile, which takes longer than making all the records of a page.

They are kept as `qa.regexes` keeps patterns: in the cache folder under the interpreter's own version, guarded by a checksum.
Only the command installs this, never the library.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import TYPE_CHECKING

from qa import record
from qa.compiled import cache_folder, read_entry, write_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType

FORMAT = 1
# The records of every command together are some 150.
MOST = 1000


def install() -> Callable[[], None]:
    """Remember constructors from here on; gives what saves them."""
    name = f"constructors-{FORMAT}-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"
    file = os.path.join(cache_folder(), name)  # noqa: PTH118 -- a hot start-up path
    known = _loaded(file)
    before = len(known)

    def compiled(source: str) -> CodeType:
        kept = known.get(source)
        if kept is None:
            code = compile(source, "<record>", "exec")
            if len(known) < MOST:
                known[source] = marshal.dumps(code)
            return code
        made: CodeType = marshal.loads(kept)  # noqa: S302 -- our own, and the checksum of the whole holds
        return made

    def save() -> None:
        if len(known) > before:
            write_entry(file, known)

    record.compiled = compiled
    return save


def _loaded(file: str) -> dict[str, bytes]:
    try:
        known: dict[str, bytes] = read_entry(file)
    except (OSError, ValueError):
        return {}
    return known
