"""Remembers how regular expressions compile: `re` does it in Python, and a one-file run would spend a quarter of its time on it.

The compiled code of each pattern is kept in the cache folder under the interpreter's own version and code magic, guarded by a
checksum; what is missing, damaged or refused by the interpreter is compiled as ever. Only the command installs this, never the
library.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

from qa.startup.compiled import cache_folder, read_entry, write_entry

if TYPE_CHECKING:
    from collections.abc import Callable

# A run of every command together compiles some 500; more means that patterns are being made up, which are not worth keeping.
MOST = 3000
FORMAT = 2
WORD = 4  # bytes, of an element of the code
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


class Store:
    """Compiled patterns by text and flags; stands in for the standard library's compiler."""

    def __init__(self, compiler: Any, engine: Any, public: Callable[..., Any] = re.compile) -> None:
        self._compiler, self._engine, self._public = compiler, engine, public
        self._plain: Callable[..., Any] = compiler.compile
        name = f"patterns-{FORMAT}-{sys.implementation.cache_tag}-{sys.hexversion:x}-{engine.MAGIC}.bin"
        self._file = os.path.join(cache_folder(), name)  # noqa: PTH118 -- a hot start-up path
        self._known: dict[tuple[str | bytes, int], _Code] = _loaded(self._file)
        self._made: dict[tuple[str | bytes, int], Any] = {}
        self._grown = False

    def asked(self, pattern: Any, flags: Any = 0) -> Any:
        """As `re.compile`, which takes as long to look at its flags as a known pattern takes to be made."""
        key = pattern, int(flags)
        made = self._made.get(key) if isinstance(pattern, str) else None
        if made is None:
            if not isinstance(pattern, str) or key not in self._known:
                return self._public(pattern, flags)
            made = self._made[key] = self.compile(*key)
        return made

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """The compiled pattern; raises what `re.compile` raises. Stands in for the compiler behind all functions of `re`."""
        if not isinstance(pattern, (str, bytes)):
            return self._plain(pattern, flags)
        all_flags, code, groups, by_name, names = self._known.get((pattern, flags)) or self._learnt(pattern, int(flags))
        try:
            return self._engine.compile(pattern, all_flags, memoryview(code).cast("I").tolist(), groups, by_name, names)
        except (RuntimeError, TypeError, ValueError, OverflowError):
            return self._plain(pattern, flags)

    def _learnt(self, pattern: str | bytes, flags: int) -> _Code:
        """The code of a pattern, by the steps of the standard library's own compiler, which keeps none of it."""
        parsed = self._compiler._parser.parse(pattern, flags)  # noqa: SLF001 -- there is no public way to the code
        code = self._compiler._code(parsed, flags)  # noqa: SLF001 -- as above
        state = parsed.state
        names: list[str | None] = [None] * state.groups
        for name, group in state.groupdict.items():
            names[group] = name
        made = (
            int(flags | state.flags),
            b"".join(word.to_bytes(WORD, sys.byteorder) for word in code),
            state.groups - 1,
            dict(state.groupdict),
            tuple(names),
        )
        if len(self._known) < MOST:
            self._known[pattern, flags] = made
            self._grown = True
        return made

    def save(self) -> None:
        """Write the table beside and rename it, where it has grown; a folder that can't be written only costs time."""
        if not self._grown:
            return
        self._grown = False
        write_entry(self._file, self._known)


_installed: list[Store] = []


def install() -> None:
    """Remember patterns from here on. Does nothing on an interpreter with other insides."""
    compiler: Any = getattr(re, "_compiler", None)
    engine: Any = getattr(compiler, "_sre", None)
    if not all(hasattr(compiler, name) for name in ("compile", "_code", "_parser")) or not hasattr(engine, "MAGIC"):
        return
    if getattr(engine, "CODESIZE", 0) != WORD:
        return
    store = Store(compiler, engine)
    compiler.compile, re.compile = store.compile, store.asked
    _installed.append(store)


def save() -> None:
    """Keep the patterns that were new to this run, where any were, for the next."""
    for store in _installed:
        store.save()


def _loaded(file: str) -> dict[tuple[str | bytes, int], _Code]:
    try:
        known: dict[tuple[str | bytes, int], _Code] = read_entry(file)
    except (OSError, ValueError):
        return {}
    return known
