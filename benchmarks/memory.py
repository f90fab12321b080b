"""The memory of a run: of the process that was started, and of all that it started, sampled while it runs."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY = 0.2


class Memory(threading.Thread):
    """Peaks in MiB of a process (`main`), of all below it together (`workers`) and of everything (`both`).

    Memory is the proportional set size: what processes share is counted once. Files that other programs map, too, count
    in part, so a busy machine shows a little less.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.on = pid, True
        self.main = self.workers = self.both = 0.0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.on = False
        self.join()

    def run(self) -> None:
        """Sample until told to stop."""
        while self.on:
            main, *below = [_pss(pid) / 1024 for pid in _tree(self.pid)]
            self.main, self.workers = max(self.main, main), max(self.workers, sum(below))
            self.both = max(self.both, main + sum(below))
            time.sleep(_EVERY)


def _tree(pid: int) -> Iterator[int]:
    """A process and all below it, whichever of its threads has started them."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _pss(pid: int) -> int:
    """The proportional set size of a process in KiB, 0 for one that has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
