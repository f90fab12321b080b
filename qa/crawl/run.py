"""The crawl: every page of a site once a round, level by level, at the pace that its server is given."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.crawl.answers import Reading, read_answer
from qa.crawl.robots import MAX_BYTES as ROBOTS_BYTES
from qa.crawl.robots import Robots
from qa.crawl.store import Queued
from qa.links.hosts import Hosts
from qa.links.second_look import asks_for_time, pause_before_next
from qa.links.store import Entry
from qa.links.under_way import UnderWay
from qa.record import record, replace
from qa.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.crawl.scope import Scope
    from qa.crawl.store import CrawlStore
    from qa.links.answer import Answer
    from qa.links.client import Client
    from qa.links.settings import Settings
    from qa.links.store import Store

    Tell = Callable[[int, int], None]

_WINDOW = 512


@record(frozen=False)
class _Job:
    queued: Queued
    tries: int = 0


class Crawl:
    """One round over a store. `tell(done, known)` hears how far it has come."""

    def __init__(
        self,
        store: CrawlStore,
        links: Store,
        scope: Scope,
        settings: Settings,
        client: Client,
        robots: Robots,
        tell: Tell,
    ) -> None:
        self._store, self._links, self._scope, self._settings = store, links, scope, settings
        self._client, self._robots, self._tell = client, robots, tell
        self._hosts: Hosts[_Job] = Hosts(settings.per_host, settings.interval, time.monotonic)
        self._running = UnderWay()
        self._paced: set[str] = set()
        self._done, self._pages = 0, store.count("page")

    async def go(self) -> None:
        """Fetch whatever is queued, and what that leads to, as far as the limits go."""
        limits = self._scope.settings
        try:
            while (depth := self._store.depth()) is not None:
                if depth > limits.depth or self._pages >= limits.pages:
                    self._store.leave()
                    return
                await self._level(depth)
        finally:
            await self._running.stop()

    async def _level(self, depth: int) -> None:
        """Fetch all that is queued at one depth, a window of it in memory at a time."""
        last, more = "", True
        while more or self._hosts.pending or self._running:
            self._running.check()
            if more and self._hosts.pending < _WINDOW // 2:
                window = self._store.queued(depth, last, _WINDOW)
                more, last = bool(window), window[-1].address if window else last
                for item in window:
                    self._hosts.add(urlsplit(item.address).netloc, _Job(item))
            if not self._start():
                await self._running.wait(self._hosts.delay())

    def _start(self) -> bool:
        """Start the next request that may start; False where none may."""
        room = self._scope.settings.pages - self._pages
        if len(self._running) >= min(self._settings.concurrency, max(room, 1)):
            return False
        taken = self._hosts.take()
        if taken is None:
            return False
        host, job = taken
        if room <= 0:
            self._store.settle(job.queued.address, "left")
            self._hosts.leave(host)
            return True
        self._running.begin(self._work(host, job))
        return True

    async def _work(self, host: str, job: _Job) -> None:
        address = job.queued.address
        try:
            if not await self._may(host, address):
                self._store.settle(address, "refused", "robots.txt")
                return
            before = self._store.page(address)
            headers = {}
            if before is not None and before.etag:
                headers["If-None-Match"] = before.etag
            elif before is not None and before.modified:
                headers["If-Modified-Since"] = before.modified
            answer = await self._client.ask("GET", address, _stay, headers)
        finally:
            self._hosts.leave(host)
        job.tries += 1
        self._take(host, job, answer, read_answer(address, answer, before))

    async def _may(self, host: str, address: str) -> bool:
        """Whether robots.txt lets the page be fetched; the host's own pace is heard before its first page."""
        allowed = await self._robots.allows(address)
        if allowed and host not in self._paced:
            self._paced.add(host)
            delay = await self._robots.delay(address)
            if delay > self._settings.interval:
                self._hosts.slow(host, min(delay, self._scope.settings.max_wait))
        return allowed

    def _take(self, host: str, job: _Job, answer: Answer, reading: Reading) -> None:
        """Ask again what needs a second look; keep the rest."""
        now = time.monotonic()
        if asks_for_time(reading.verdict, answer.wait):
            self._hosts.pause(host, now + min(answer.wait, self._settings.max_wait))
        if reading.verdict.kind != "broken":
            pause = pause_before_next(self._settings, reading.verdict, job.tries, answer.wait)
            if pause is not None:
                self._hosts.add(host, job, at=now + pause)
                return
        self._keep(job.queued, reading)
        self._done += 1
        self._tell(self._done, self._done + self._hosts.pending + len(self._running))

    def _keep(self, queued: Queued, reading: Reading) -> None:
        """Write what an address turned out to be and where it leads, in one step."""
        address, state = queued.address, reading.state
        with self._store.together():
            self._store.settle(address, "page" if state == "unchanged" else state, reading.reason)
            if state == "page" and reading.page is not None:
                self._store.keep(address, reading.page)
            elif state == "unchanged":
                self._store.unchanged(address)
            self._store.meet(self._next(queued, reading))
        if state in ("page", "unchanged"):
            self._pages += 1
            validator = (reading.page.etag or reading.page.modified) if reading.page else ""
            self._links.record([Entry(address, reading.verdict, validator, {})])

    def _next(self, queued: Queued, reading: Reading) -> list[Queued]:
        """What an address leads to: a page it stands for at its own depth, links one deeper."""
        stands_for = reading.state in ("moved", "copy")
        if not stands_for and not queued.follow:
            return []
        depth = queued.depth if stands_for else queued.depth + 1
        return [
            Queued(lead, depth, queued.follow)
            for lead in reading.leads
            if lead and self._scope.holds(lead, listed=stands_for)
        ]


async def _stay(_host: str) -> None:
    """Redirects are not followed by the client: each is an address of its own to the crawl."""


def page_settings(settings: Settings) -> Settings:
    """The link check's settings as fetching pages needs them."""
    return replace(
        settings, page_bytes=MAX_BYTES + 1, max_redirects=0, body_timeout=max(settings.body_timeout, settings.timeout),
        purpose="content audit",
    )  # fmt: skip


def text_settings(settings: Settings, limit: int = ROBOTS_BYTES) -> Settings:
    """As `page_settings` for robots.txt and sitemaps: redirects are followed, and files that aren't HTML are read."""
    return replace(
        settings, page_bytes=limit, body_timeout=max(settings.body_timeout, 60.0), purpose="content audit",
        reads=("text/", "xml", "gzip", "octet-stream"),
    )  # fmt: skip
