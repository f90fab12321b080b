"""Who may be asked now: how many requests run at each host, and when the next may start."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from itertools import count
from typing import TYPE_CHECKING, Generic, TypeVar

from qa.record import field, record

if TYPE_CHECKING:
    from collections.abc import Callable

Job = TypeVar("Job")


@record(frozen=False)
class _Host(Generic[Job]):
    waiting: deque[Job] = field(default_factory=deque)
    active: int = 0
    interval: float = 0.0
    ready_at: float = 0.0
    queued: bool = False


class Hosts(Generic[Job]):
    """Queues by host; times are those of `clock`, in seconds. A host's place is held from `take` or `enter` to `leave`."""

    def __init__(self, per_host: int, interval: float, clock: Callable[[], float]) -> None:
        self._per_host, self._interval, self._clock = per_host, interval, clock
        self._hosts: dict[str, _Host[Job]] = {}
        self._ready: list[tuple[float, int, str]] = []
        self._later: list[tuple[float, int, str, Job]] = []
        self._order = count()
        self.pending = 0

    def add(self, host: str, job: Job, *, at: float = 0.0) -> None:
        """Queue a job, not before the time `at`."""
        self.pending += 1
        if at > self._clock():
            heapq.heappush(self._later, (at, next(self._order), host, job))
        else:
            self._queue(host, job)

    def take(self) -> tuple[str, Job] | None:
        """The next job that may start now, its host's place taken; None where none may."""
        now = self._clock()
        while self._later and self._later[0][0] <= now:
            _, _, host, job = heapq.heappop(self._later)
            self._queue(host, job)
        while self._ready and self._ready[0][0] <= now:
            _, _, name = heapq.heappop(self._ready)
            state = self._hosts[name]
            state.queued = False
            if not state.waiting or state.active >= self._room(state):
                continue
            if state.ready_at > now:
                self._offer(name)
                continue
            job = state.waiting.popleft()
            self.pending -= 1
            self._occupy(name)
            return name, job
        return None

    def waiting(self, name: str) -> int:
        """How many jobs at a host may start as soon as it has a place."""
        return len(self._host(name).waiting)

    def delay(self) -> float:
        """Seconds until a job may start by the passing of time alone; a minute where only a `leave` can help."""
        times = [heap[0][0] for heap in (self._ready, self._later) if heap]
        return max(0.0, min(times) - self._clock()) if times else 60.0

    async def enter(self, name: str) -> None:
        """Wait for a place at a host that a redirect leads to."""
        host = self._host(name)
        while True:
            wait = host.ready_at - self._clock()
            if host.active < self._room(host) and wait <= 0:
                self._occupy(name)
                return
            await asyncio.sleep(max(wait, 0.01))

    def leave(self, name: str) -> None:
        """Give a place back."""
        self._hosts[name].active -= 1
        self._offer(name)

    def pause(self, name: str, until: float) -> None:
        """Ask nothing of a host before a time."""
        host = self._host(name)
        host.ready_at = max(host.ready_at, until)

    def slow(self, name: str, interval: float) -> None:
        """Ask a host one thing at a time, that many seconds apart."""
        host = self._host(name)
        host.interval = interval
        self.pause(name, self._clock() + interval)

    def waits(self) -> dict[str, float]:
        """Hosts that must be waited for by more than a second, with the seconds left."""
        now = self._clock()
        return {
            name: host.ready_at - now for name, host in self._hosts.items() if host.waiting and host.ready_at - now > 1
        }

    def _room(self, host: _Host[Job]) -> int:
        return 1 if host.interval else self._per_host

    def _host(self, name: str) -> _Host[Job]:
        return self._hosts.setdefault(name, _Host())

    def _queue(self, name: str, job: Job) -> None:
        self._host(name).waiting.append(job)
        self._offer(name)

    def _occupy(self, name: str) -> None:
        host = self._host(name)
        host.active += 1
        host.ready_at = max(host.ready_at, self._clock() + max(self._interval, host.interval))
        self._offer(name)

    def _offer(self, name: str) -> None:
        host = self._hosts[name]
        if host.waiting and host.active < self._room(host) and not host.queued:
            host.queued = True
            heapq.heappush(self._ready, (host.ready_at, next(self._order), name))
