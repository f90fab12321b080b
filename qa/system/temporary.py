"""Temporary folders that vanish with what they are for, also where the process is told to end (SIGTERM, SIGHUP).

Being told is answered at once and not by an exception: one may be raised where nobody passes it on (a finalizer, a callback),
and then the run would go on as if nothing had been said.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_made: set[str] = set()
_owner = 0
# How many seconds to wait for a worker that has been killed, so that it writes no more into a folder that goes.
_PATIENCE = 5.0


@contextmanager
def temporary_folder(prefix: str = "qa-", within: str | os.PathLike[str] | None = None) -> Iterator[str]:
    """The path of a new folder that is gone afterwards, whatever happens; in the folder for temporary files if not `within`.

    Raises OSError where it can't be made.
    """
    path = made_folder(prefix, within)
    try:
        yield path
    finally:
        remove(path)


def made_folder(prefix: str = "qa-", within: str | os.PathLike[str] | None = None) -> str:
    """As `temporary_folder`, for whoever calls `remove` when it is done."""
    from tempfile import gettempdir

    path = os.path.join(os.path.abspath(within or gettempdir()), prefix + os.urandom(8).hex())  # noqa: PTH100, PTH118 -- pathlib is dear to import
    _made.add(path)  # before it is there: there is no moment in which nobody knows of it
    try:
        os.mkdir(path, 0o700)  # noqa: PTH102 -- as above
    except OSError:
        _made.discard(path)
        raise
    return path


def remove(path: str) -> None:
    """Remove a folder that `made_folder` made; what can't be removed is left."""
    from shutil import rmtree

    rmtree(path, ignore_errors=True)
    _made.discard(path)


def leave_nothing() -> None:
    """From now on, being told to end kills the workers, removes the temporary folders, and ends as if nobody had listened.

    Only for a process of our own. A signal that is ignored (nohup) or that somebody else answers stays as it is.
    """
    global _owner  # noqa: PLW0603 -- a fact about the process
    _owner = os.getpid()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough
    if os.getpid() == _owner:  # a worker, forked with this handler, just ends: the folders aren't its own
        _stop_workers()
        for path in list(_made):
            remove(path)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _stop_workers() -> None:
    if "multiprocessing" not in sys.modules:
        return
    from multiprocessing import active_children

    children = active_children()
    for child in children:
        child.kill()
    for child in children:
        child.join(_PATIENCE)
