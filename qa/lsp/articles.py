"""The open articles and what checking them came to: debounced while one types, given up when stale, shared by all who ask."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from qa.lsp.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from qa.lsp.buffers import Buffer
    from qa.lsp.desk import Outcome
    from qa.lsp.settings import Settings

log = logging.getLogger(__name__)

T = TypeVar("T")


class Articles:
    """Buffers by address, their outcomes and the timers of those that wait; lives in the event loop's thread.

    `tell` is awaited with each outcome that is to be shown, while it is still the newest; `renewed` is called when the
    configuration was found changed, after every open buffer was put in line for another check.
    """

    def __init__(
        self, settings: Settings, tell: Callable[[Outcome], Awaitable[None]], renewed: Callable[[], None]
    ) -> None:
        self.buffers: dict[str, Buffer] = {}
        self.settings = settings
        self._desk = Desk(settings)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="qa-check")
        self._tell, self._renewed = tell, renewed
        self._generation = 0
        self._outcomes: dict[str, Outcome] = {}
        self._running: dict[str, tuple[Buffer, asyncio.Future[Outcome | None]]] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def at_desk(self, job: Callable[[Desk], T]) -> T:
        """Run a job in the desk's thread, after those before it."""
        done = await asyncio.get_running_loop().run_in_executor(self._thread, job, self._desk)
        if self._desk.generation != self._generation:
            self._generation = self._desk.generation
            self.again()
            self._renewed()
        return done

    def put(self, buffer: Buffer, delay: float) -> None:
        """Take a new or changed buffer and check it after a pause in seconds; a later change starts the pause anew."""
        self.buffers[buffer.uri] = buffer
        self._later(buffer.uri, delay)

    def close(self, uri: str) -> None:
        """Forget a buffer; a check of it that still runs is given up."""
        self.buffers.pop(uri, None)
        self._outcomes.pop(uri, None)
        self._running.pop(uri, None)
        timer = self._timers.pop(uri, None)
        if timer:
            timer.cancel()

    async def configure(self, settings: Settings) -> None:
        """Take other settings and check everything again."""
        self.settings = settings
        await self.at_desk(lambda desk: desk.configure(settings))

    def again(self) -> None:
        """Check every open buffer again, each once, in the order they were opened."""
        for uri in self.buffers:
            self._later(uri, 0)

    async def fresh(self, uri: str) -> Outcome | None:
        """What checking the buffer as it is now comes to; None where it isn't open. Those who ask together share a check."""
        while (buffer := self.buffers.get(uri)) is not None:
            known = self._outcomes.get(uri)
            if known is not None and known.buffer is buffer and known.generation == self._desk.generation:
                return known
            running = self._running.get(uri)
            if running is None or running[0] is not buffer:
                running = (
                    buffer,
                    asyncio.ensure_future(self.at_desk(lambda desk: desk.check(buffer, self._stale(buffer)))),
                )
                self._running[uri] = running
            # Shielded: a client that takes its request back must not take the check from the others.
            outcome = await asyncio.shield(running[1])
            if self._running.get(uri) is running:
                del self._running[uri]
            if outcome is not None and self.buffers.get(uri) is buffer:
                self._outcomes[uri] = outcome
                return outcome
        return None

    def stop(self) -> None:
        """Give everything up; the desk's thread ends with the check in hand."""
        for uri in list(self.buffers):
            self.close(uri)
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _stale(self, buffer: Buffer) -> Callable[[], bool]:
        return lambda: self.buffers.get(buffer.uri) is not buffer

    def _later(self, uri: str, delay: float) -> None:
        timer = self._timers.pop(uri, None)
        if timer:
            timer.cancel()
        self._timers[uri] = asyncio.get_running_loop().call_later(delay, self._start, uri)

    def _start(self, uri: str) -> None:
        self._timers.pop(uri, None)
        task = asyncio.get_running_loop().create_task(self._show(uri))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _show(self, uri: str) -> None:
        try:
            outcome = await self.fresh(uri)
            if outcome is not None:
                await self._tell(outcome)
        except Exception:
            log.exception("an article could not be shown: %s", uri)
