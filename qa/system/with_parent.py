"""Processes of a pool end with the process that made them, however that one ended."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def undisturbed() -> Iterator[None]:
    """Processes that start in here don't hear Ctrl-C before they know what to do about it; the one that starts them hears it after.

    Elsewhere than on POSIX systems it does nothing.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent(interrupted: Callable[..., None] | None = None) -> None:
    """Watch the parent from a thread of its own, and leave when it is gone; on Ctrl-C call `interrupted`, or go on.

    A pool tells its processes to end, but not where its own is killed: they would wait for work for ever. Called first thing in
    each of them; in a process with no parent of this kind it does nothing.
    """
    from multiprocessing import connection, parent_process
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return
    # Ctrl-C reaches every process of a terminal; the parent says that it stopped.
    signal.signal(signal.SIGINT, interrupted or signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

    def watch(sentinel: int) -> None:
        connection.wait([sentinel])
        os._exit(1)

    Thread(target=watch, args=(parent.sentinel,), daemon=True, name="with-parent").start()
