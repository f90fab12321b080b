"""Processes of a pool end with the process that made them, however that one ended."""

from __future__ import annotations

import os


def end_with_parent() -> None:
    """Watch the parent from a thread of its own, and leave when it is gone.

    A pool tells its processes to end, but not where its own is killed: they would wait for work for ever. Called first thing in
    each of them; in a process with no parent of this kind it does nothing.
    """
    from multiprocessing import connection, parent_process
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        connection.wait([sentinel])
        os._exit(1)

    Thread(target=watch, args=(parent.sentinel,), daemon=True, name="with-parent").start()
