"""What a site's robots.txt allows (RFC 9309), asked once a host."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from qa.links.answer import Answer

AGENT = "qa-health"
# RFC 9309, 2.5: at least 500 KiB are to be read.
MAX_BYTES = 512 * 1024


class Robots:
    """The rules of every host asked so far; `ask` fetches an address with redirects followed."""

    def __init__(self, ask: Callable[[str], Awaitable[Answer]]) -> None:
        self._ask = ask
        self._known: dict[str, asyncio.Task[Any]] = {}
        self.unreachable: set[str] = set()

    async def allows(self, address: str) -> bool:
        """Whether an address may be fetched; nothing may at a host whose robots.txt can't be read now (2.3.1.4)."""
        rules = await self._rules(address)
        return rules is None or bool(rules is not False and rules.can_fetch(address, AGENT))

    async def delay(self, address: str) -> float:
        """Seconds that the host wants between two requests; 0 where it says nothing."""
        rules = await self._rules(address)
        return float(rules.crawl_delay(AGENT) or 0) if rules else 0.0

    async def _rules(self, address: str) -> Any:
        """The parsed rules; None where there are none, False where they can't be read."""
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._known:
            self._known[place] = asyncio.create_task(self._read(place))
        return await asyncio.shield(self._known[place])

    async def _read(self, place: str) -> Any:
        from protego import Protego

        answer = await self._ask(f"{place}/robots.txt")
        if answer.error or answer.status == 429 or answer.status >= 500:
            self.unreachable.add(place)
            return False
        if not 200 <= answer.status < 300:
            return None
        # A site without the file may answer with a page of its own.
        return None if answer.html else Protego.parse(answer.body.decode("utf-8", "replace").lstrip("\ufeff"))
