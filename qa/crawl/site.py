"""From what a user names, pages and sitemaps, to the pages of a live site in a store."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.crawl.answers import read_answer
from qa.crawl.robots import Robots
from qa.crawl.run import Crawl, page_settings, text_settings
from qa.crawl.scope import Scope, address_of, site_of
from qa.crawl.sitemap import MAX_BYTES, MAX_SITEMAPS, Sitemap, SitemapError, is_sitemap, read_sitemap
from qa.crawl.store import CrawlStore, Queued
from qa.links.guard import Guard
from qa.links.store import Store
from qa.record import fields, record
from qa.sources.names import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qa.crawl.settings import CrawlSettings
    from qa.links.answer import Answer
    from qa.links.client import Client
    from qa.links.settings import Settings

_SHOWN = 200


class CrawlError(Exception):
    """Nothing can be fetched from where the user pointed: the place, and why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason


@record
class Crawled:
    """What a round came to: how many pages, how many addresses were not read, and the reasons of the first two hundred.

    `unread` couldn't be read, `refused` are closed to robots, `left` lie behind the limits on depth and pages.
    """

    pages: int
    unread: int
    refused: int
    left: int
    reasons: tuple[tuple[str, str], ...]


def crawled(
    starts: Sequence[str],
    settings: Settings,
    limits: CrawlSettings,
    place: Path,
    links: Path,
    tell: Callable[[int, int], None],
) -> Crawled:
    """Fetch a round of the site into the store at `place`, or go on with one that was cut short.

    Starts are addresses of pages, whose links are followed below their folders, and sitemaps (addresses or files), whose
    pages are fetched and no other. What is found out about addresses goes into the link check's store at `links`, too.
    Raises CrawlError, CrawlStoreError, and StoreError for the link check's store.
    """
    key = json.dumps([sorted(starts), {name: getattr(limits, name) for name in fields(limits)}])
    with CrawlStore(place) as store, Store(links, settings) as known:
        store.begin(key)
        asyncio.run(_Round(starts, store, known, settings, limits, tell).go())
        store.finish()
        return outcome(store)


def last_round(starts: Sequence[str], place: Path) -> Crawled | None:
    """What the last round came to, without asking anybody; None where there was none of these starts."""
    if not place.exists():
        return None
    with CrawlStore(place) as store:
        key = store.get("key")
        return outcome(store) if key and json.loads(key)[0] == sorted(starts) else None


def outcome(store: CrawlStore) -> Crawled:
    """What a store holds."""
    failed = store.listed("failed", _SHOWN) + store.listed("gone", _SHOWN)
    counts = (store.count("failed") + store.count("gone"), store.count("refused"), store.count("left"))
    return Crawled(store.page_count(), *counts, tuple(failed[:_SHOWN]))


class _Round:
    """One round: seeds first, unless the round that is gone on with had them, then the crawl."""

    def __init__(
        self,
        starts: Sequence[str],
        store: CrawlStore,
        links: Store,
        settings: Settings,
        limits: CrawlSettings,
        tell: Callable[[int, int], None],
    ) -> None:
        self._starts, self._store, self._links = starts, store, links
        self._settings, self._limits, self._tell = settings, limits, tell

    async def go(self) -> None:
        from qa.links.client import Client

        guard = Guard(self._settings)
        pages = Client(page_settings(self._settings), guard)
        texts = Client(text_settings(self._settings), guard)
        maps = Client(text_settings(self._settings, MAX_BYTES), guard)
        try:
            robots = Robots(lambda address: _read(texts, address))
            if not self._store.get("seeded", False):
                places = [place for start in self._starts for place in await self._seed(start, maps, robots)]
                self._store.set(places=sorted(set(places)), seeded=True)
            scope = Scope(tuple((host, folder) for host, folder in self._store.get("places")), self._limits)
            await Crawl(self._store, self._links, scope, self._settings, pages, robots, self._tell).go()
        finally:
            for client in (pages, texts, maps):
                await client.close()
            guard.close()

    async def _seed(self, start: str, client: Client, robots: Robots) -> list[tuple[str, str]]:
        """Queue what a start names; gives the places where its pages lie."""
        if is_sitemap(start):
            return await self._listed(start, client, robots)
        address = address_of(start)
        if not address:
            raise CrawlError(start, "is no web address")
        answer = await self._asked(address, client, robots)
        if not answer.html:
            kind = answer.headers.get("content-type", "nothing known")
            raise CrawlError(start, f"is no web page but {kind}; a sitemap's address ends in .xml or .xml.gz")
        final = address_of(answer.url)
        self._store.meet([Queued(final, 0, True)])
        return list(Scope.around([address, final], self._limits).places)

    async def _listed(self, start: str, client: Client, robots: Robots) -> list[tuple[str, str]]:
        """Queue the pages of a sitemap and of those that it lists, one list after the other; gives the places where they lie."""
        places: set[tuple[str, str]] = set()
        waiting, seen = [start], {start}
        while waiting:
            name = waiting.pop(0)
            try:
                sitemap = await self._sitemap(name, client, robots)
            except CrawlError as error:
                if name == start:
                    raise
                # One of many lists: the others still hold.
                self._store.meet([Queued(name, 0, False)])
                self._store.settle(name, "failed", error.reason)
                continue
            places |= self._queue(start, sitemap.pages)
            for other in sitemap.sitemaps:
                if other not in seen and len(seen) < MAX_SITEMAPS and _same_host(start, other):
                    seen.add(other)
                    waiting.append(other)
        if is_web(start) and not places:
            raise CrawlError(start, f"lists no page at {urlsplit(start).netloc}")
        return sorted(places)

    def _queue(self, start: str, listed: Iterable[str]) -> set[tuple[str, str]]:
        """Queue what a list names, of a site's own list only what lies at its host; gives the places."""
        own = Scope.hosts([address_of(start)], self._limits) if is_web(start) else None
        places: set[tuple[str, str]] = set()
        with self._store.together():
            for address in filter(None, map(address_of, listed)):
                scope = own or Scope.hosts([address], self._limits)
                held = scope.holds(address, listed=True)
                if held or own is None:
                    places.update(Scope.hosts([address], self._limits).places)
                if held:
                    self._store.meet([Queued(address, 0, False)])
        return places

    async def _sitemap(self, name: str, client: Client, robots: Robots) -> Sitemap:
        try:
            return read_sitemap(await self._bytes(name, client, robots))
        except SitemapError as error:
            raise CrawlError(name, str(error)) from None

    async def _bytes(self, name: str, client: Client, robots: Robots) -> bytes:
        if is_web(name):
            return (await self._asked(address_of(name), client, robots)).body
        try:
            return Path(name).read_bytes()  # noqa: ASYNC240 -- one file that the user named, before anything else runs
        except OSError as error:
            raise CrawlError(name, f"cannot be read: {error.strerror}") from None

    async def _asked(self, address: str, client: Client, robots: Robots) -> Answer:
        """The answer to a start, redirects followed; raises CrawlError where there is nothing to begin with."""
        if not await robots.allows(address):
            place = f"{urlsplit(address).scheme}://{urlsplit(address).netloc}"
            if place in robots.unreachable:
                answer = await _read(client, f"{place}/robots.txt")
                raise CrawlError(
                    address, _refusal(answer) or "the site's robots.txt cannot be read now, so nothing may be fetched"
                )
            raise CrawlError(address, "the site's robots.txt keeps robots out")
        answer = await _read(client, address)
        refusal = _refusal(answer) or ("" if 200 <= answer.status < 300 else f"HTTP {answer.status}")
        if refusal:
            raise CrawlError(address, refusal)
        return answer


def _refusal(answer: Answer) -> str:
    """Why there was no answer, for people; "" where there was one."""
    if not answer.error:
        return ""
    if answer.error == "private":
        return "lies in a private network, which is never asked unless qa.yaml says `links: {allow_private: true}`"
    return f"cannot be read: {read_answer(answer.url, answer, None).reason}"


def _same_host(start: str, other: str) -> bool:
    """Whether an index may send the crawl to another sitemap: within its own host, or anywhere from a file that the user named."""
    address = address_of(other)
    return bool(address) and (not is_web(start) or site_of(start)[0] == site_of(address)[0])


async def _read(client: Client, address: str) -> Answer:
    async def stay(_host: str) -> None:
        """Few requests, one after the other: no place at a host is needed."""

    return await client.ask("GET", address, stay)
