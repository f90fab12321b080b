"""Collects what checked pages leave behind, so that memory stays flat over any number of them."""

from __future__ import annotations

import gc

_frozen = False
_claimed = False


def claim() -> None:
    """Say that this process runs nothing but this tool."""
    global _claimed  # noqa: PLW0603 -- a fact about the process
    _claimed = True


def tidy() -> None:
    """Collect what the last pages left: a document read and checked holds megabytes in cycles.

    What a process of our own has loaded by the first time is there to stay, and is left out of later collections: going through it
    took a sixth of all time. In somebody else's process it isn't ours to say what stays.
    """
    global _frozen  # noqa: PLW0603 -- once a process
    from multiprocessing import parent_process

    gc.collect()
    if not _frozen and (_claimed or parent_process() is not None):
        gc.freeze()
        _frozen = True
