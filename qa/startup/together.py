"""Modules that every run needs, kept together in one file: what they have in common is then read once.

A run over one file loads some 270 modules of this package; read one by one they cost a seventh of it, a third of that for
importlib's care of each. The command therefore writes what it has loaded to `__pycache__`, beside what the interpreter
compiled and on its terms: where that folder can be written and compiled files are wanted. There are two such files, of
what is needed before a page is read and of what then checks it. A module whose source has another time or size than
when it was compiled is left out, as are all where the interpreter or the folder is another: these are found as ever, and the
file is made anew.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib._bootstrap_external import MAGIC_NUMBER  # importlib.util costs more than all this saves

from qa.startup.mapped import contents
from qa.startup.nearby import KNOWN, LOADED, installed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from qa.startup.nearby import Loader

# To load all that checks a page pays where most of it will be needed.
MANY_RULES = 50
# A file is made anew where it lacked so many of the modules that a run loaded.
LACKING = 8
_LENGTH = 8
_VALIDATES = "pydantic"
FIRST, PAGE = "first", "page"


class Together:
    """The files in the `__pycache__` of a folder, which is the package's, and what a run loads."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        # How many modules had been loaded when a page's were asked for.
        self._before: int | None = None
        self._page_known = self._divided = False

    def file(self, part: str) -> str:
        """Where the modules of a part are kept."""
        name = f"together-{part}.{sys.implementation.cache_tag}.bin"
        return os.path.join(self._folder, "__pycache__", name)  # noqa: PTH118 -- a hot start-up path

    def begin(self) -> None:
        """Load what is needed before a page is read."""
        self._read(FIRST)

    def for_a_page(self, rules: int) -> None:
        """Load what checks a page by so many rules, once, unless they are few."""
        if self._before is None and rules >= MANY_RULES:
            self._before = len(LOADED)
            self._page_known = self._read(PAGE)

    def divide(self) -> bool:
        """Whether another process may do a part of the run: not one of few rules, nor one that is to write down all it loads."""
        if self._before is None:
            return False
        learns = not self._page_known and not sys.dont_write_bytecode
        self._divided = not learns or not os.access(os.path.dirname(self.file(PAGE)), os.W_OK)  # noqa: PTH120 -- as above
        return self._divided

    def save(self) -> None:
        """Write the files that lacked much of what this run loaded; a folder that can't be written is left alone."""
        # A run that validates rules loads much that others don't.
        if self._before is None or sys.dont_write_bytecode or _VALIDATES in sys.modules:
            return
        for part, loaded in ((FIRST, LOADED[: self._before]), (PAGE, LOADED[self._before :])):
            if sum(KNOWN.get(item.name) != item.kept for item in loaded) < LACKING:
                continue
            if self._divided and part == PAGE:
                self._forget(part)
            else:
                self._write(part, loaded)

    def _forget(self, part: str) -> None:
        """Let the next run write a file, which this one can't: it knows only what it has loaded itself."""
        from contextlib import suppress

        with suppress(OSError):
            os.unlink(self.file(part))  # noqa: PTH108 -- as above

    def _read(self, part: str) -> bool:
        """Make known what a file holds; False where it can't be used."""
        try:
            raw = contents(self.file(part))
            head = _head(len(raw) - len(MAGIC_NUMBER) - _LENGTH)
            if raw[: len(head)] == head:
                KNOWN.update(marshal.loads(raw[len(head) :]))  # noqa: S302 -- as importlib does
                return True
        except (OSError, EOFError, TypeError, ValueError):
            pass
        return False

    def _write(self, part: str, loaded: list[Loader]) -> None:
        from contextlib import suppress

        from qa.system.replacing import replacing

        body = marshal.dumps({item.name: item.kept for item in loaded})
        with suppress(OSError), replacing(self.file(part)) as beside, open(beside, "wb") as file:  # noqa: PTH123 -- as above
            file.write(_head(len(body)) + body)


def _head(size: int) -> bytes:
    """What a file begins with: by which interpreter, how long it is."""
    return MAGIC_NUMBER + size.to_bytes(_LENGTH, "little", signed=True)


_run: list[Together] = []


def begin() -> None:
    """Load what is needed before a page is read, and remember what this run loads; only the command asks for this."""
    if installed() and not _run:
        _run.append(Together(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))  # noqa: PTH100, PTH120 -- as above
        _run[0].begin()


def for_a_page(rules: int) -> None:
    """Load what checks a page by so many rules; does nothing in a library, which doesn't `begin`."""
    for run in _run:
        run.for_a_page(rules)


def divide() -> bool:
    """Whether a run's work may be divided among processes, as far as what it loads is concerned."""
    return all(run.divide() for run in _run)


def save() -> None:
    """Keep what this run loaded, for the next."""
    for run in _run:
        run.save()
