"""Requests that are under way at once, as the link check and the crawl keep them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Coroutine

# Seconds that a wait for the end of any takes at least and at most.
_LEAST, _MOST = 0.005, 1.0


class UnderWay:
    """The requests that have begun and not ended; made within a running event loop or before it."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._failure: BaseException | None = None

    def __len__(self) -> int:
        return len(self._tasks)

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Begin a request; what it raises is raised by `check`."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def fail(self, error: BaseException) -> None:
        """Let the run end with an error, unless it will end with an earlier one."""
        self._failure = self._failure or error

    def check(self) -> None:
        """Raise the first failure, where there is one."""
        if self._failure is not None:
            raise self._failure

    async def wait(self, seconds: float) -> bool:
        """Wait until one ends, about so many seconds and a second at most; tells whether one did."""
        self._changed.clear()
        try:
            async with asyncio.timeout(min(_MOST, max(_LEAST, seconds))):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

    async def stop(self) -> None:
        """Cancel all, and wait for their ends."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._changed.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            self.fail(error)
