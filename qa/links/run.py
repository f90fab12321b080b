"""The link check: every address once, from the store where it is fresh, else from its server."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from qa.links.book import NONE, Book, plain_by_target
from qa.links.hosts import Hosts
from qa.links.progress import Progress
from qa.links.second_look import asks_for_time, pause_before_next
from qa.links.store import Entry, Store
from qa.links.under_way import UnderWay
from qa.links.verdict import Verdict
from qa.record import record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from qa.links.book import Asked
    from qa.links.client import Client
    from qa.links.guard import Guard
    from qa.links.probe import Look
    from qa.links.settings import Settings


# Jobs of one host that are in memory, and hosts that are asked by turns; the other addresses wait on disk.
_JOBS, _HOSTS = 64, 512


@record(frozen=False)
class _Job:
    """An address on its way, and how often it was asked in this run."""

    asked: Asked
    tries: int = 0


def check_links(
    targets: Iterable[str],
    settings: Settings,
    store_path: str | Path,
    progress: Callable[[Progress], None] | None = None,
) -> dict[str, dict[str, Any]]:
    """Check link targets as written; gives each web address among them its verdict as plain data.

    Each address is asked once, however many targets share it. What has been found out is in the store at once, so that an
    interrupted run (KeyboardInterrupt comes through) is gone on with by the next. Addresses that a deadline leaves unasked
    have no verdict. Raises StoreError.
    """
    return plain_by_target(verdicts_on(targets, settings, store_path, progress))


def verdicts_on(
    targets: Iterable[str],
    settings: Settings,
    store_path: str | Path,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[tuple[str, Verdict]]:
    """As `check_links`, one after the other once all have been asked; memory doesn't grow with their number."""
    with Book(targets, settings.exclude) as book:
        with Store(store_path, settings) as store:
            run = _Run(settings, store, book, progress or (lambda _: None))
            asyncio.run(run.go())
            store.prune()
        yield from book.verdicts()


class _Run:
    """One run over the addresses of a book."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        book: Book,
        tell: Callable[[Progress], None],
    ) -> None:
        self._settings, self._store, self._book, self._tell = settings, store, book, tell
        self._hosts: Hosts[_Job] = Hosts(settings.per_host, settings.interval, time.monotonic)
        self._running = UnderWay()
        self._done, self._good, self._broken = 0, 0, 0
        self._told = 0.0
        self._entries: list[tuple[Entry, frozenset[str]]] = []
        self._queue()

    def _queue(self) -> None:
        """Take what is fresh from the store, and leave the rest to be asked, host by host."""
        for asked in self._book.addresses():
            record = self._store.fresh(asked.address, asked.fragments)
            if record is not None:
                self._settle(asked.address, record.verdict, NONE)
                continue
            known = self._store.get(asked.address)
            validator = known.validator if known and known.verdict.good else ""
            self._book.put_off(replace(asked, validator=validator))
        self._fresh = self._done
        self._unopened, self._open = iter(self._book.hosts()), set[str]()
        self._open_more()

    def _open_more(self) -> None:
        """Begin with further hosts, as many as may be asked by turns."""
        while len(self._open) < _HOSTS and (host := next(self._unopened, None)) is not None:
            self._open.add(host)
            self._refill(host)

    def _refill(self, host: str) -> None:
        """Fetch the next addresses of a host, if it has any left."""
        jobs = self._book.due(host, _JOBS)
        for asked in jobs:
            self._hosts.add(host, _Job(asked))
        if len(jobs) < _JOBS:
            self._open.discard(host)

    async def go(self) -> None:
        """Ask everything that is due."""
        if not self._hosts.pending:
            return
        from qa.links.client import Client
        from qa.links.guard import Guard

        guard = Guard(self._settings)
        client = Client(self._settings, guard)
        try:
            async with asyncio.timeout(self._settings.deadline):
                await self._dispatch(client, guard)
        except TimeoutError:
            pass  # the run's own deadline: what is left stays without a verdict
        finally:
            await self._running.stop()
            if self._entries:
                self._remember()
            await client.close()
            guard.close()

    async def _dispatch(self, client: Client, guard: Guard) -> None:
        while self._hosts.pending or self._running:
            self._running.check()
            taken = self._hosts.take() if len(self._running) < self._settings.concurrency else None
            if taken is not None:
                self._go_on(taken[0])
                self._running.begin(self._work(client, guard, *taken))
            elif not await self._running.wait(self._hosts.delay()):
                self._report()

    def _go_on(self, host: str) -> None:
        """See that a host that a job was taken from, and those that haven't begun, have the next ones ready."""
        if host in self._open and self._hosts.waiting(host) < _JOBS // 2:
            self._refill(host)
        if len(self._open) < _HOSTS:
            self._open_more()

    async def _work(self, client: Client, guard: Guard, host: str, job: _Job) -> None:
        """Look at one address, holding one place at the host being asked."""
        from qa.links.probe import look

        asked, place = job.asked, host

        async def move(new: str) -> None:
            nonlocal place
            if new != place:
                self._hosts.leave(place)
                place = ""
                await self._hosts.enter(new)
                place = new

        try:
            seen = await look(client, asked.address, asked.fragments, asked.validator, move)
        finally:
            if place:
                self._hosts.leave(place)
        job.tries += 1
        self._judge(host, job, seen, guard)

    def _judge(self, host: str, job: _Job, seen: Look, guard: Guard) -> None:
        """Ask again what needs a second look; remember and tell the rest."""
        verdict = seen.verdict
        if verdict.reason == "no-host" and guard.offline:
            verdict = Verdict("unknown", "offline")
        now = time.monotonic()
        if asks_for_time(verdict, seen.wait):
            self._hosts.pause(host, now + min(seen.wait, self._settings.max_wait))
        pause = pause_before_next(self._settings, verdict, job.tries, seen.wait)
        if pause is not None:
            self._hosts.add(host, job, at=now + pause)
            return
        fragments = {fragment: fragment not in seen.missing for fragment in job.asked.fragments} if verdict.good else {}
        if not self._entries:
            asyncio.get_running_loop().call_soon(self._remember)
        self._entries.append((Entry(job.asked.address, verdict, seen.validator, fragments), seen.missing))

    def _remember(self) -> None:
        """Put into the store what this turn of the event loop has brought: one write to disk for all of it."""
        entries, self._entries = self._entries, []
        try:
            verdicts = self._store.record(entry for entry, _ in entries)
        except Exception as error:  # noqa: BLE001 -- told to the run, which raises it
            self._running.fail(error)
            return
        for verdict, (entry, missing) in zip(verdicts, entries, strict=True):
            self._settle(entry.address, verdict, missing)
        self._report()

    def _settle(self, address: str, verdict: Verdict, missing: frozenset[str]) -> None:
        self._book.settle(address, verdict, missing)
        self._done += 1
        self._good += verdict.good
        self._broken += verdict.kind == "broken"

    def _report(self) -> None:
        """Tell how far the run has come, ten times a second at most, and at its end."""
        now = time.monotonic()
        if now - self._told < 0.1 and self._done < self._book.total:
            return
        self._told = now
        counts = (self._book.total, self._done, self._fresh, self._good, self._broken)
        self._tell(Progress(*counts, self._hosts.waits()))
