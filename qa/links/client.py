"""Asks one address: follows redirects by hand, reads within bounds, and says in one word what went wrong."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.links.answer import Answer
from qa.links.body import read_page
from qa.links.failures import named
from qa.links.guard import Guard, RefusedError, pinned_resolver
from qa.links.headers import answer_of, resolved
from qa.record import replace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    import aiohttp

    from qa.links.settings import Settings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Client:
    """One aiohttp session for a whole run: no cookies, no credentials, no proxies, connections pinned by the guard."""

    def __init__(self, settings: Settings, guard: Guard) -> None:
        import aiohttp

        self._settings, self._guard = settings, guard
        connector = aiohttp.TCPConnector(
            limit=0,
            resolver=pinned_resolver(guard),
            use_dns_cache=False,
            ssl=settings.tls or True,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            trust_env=False,
            max_line_size=settings.field_bytes,
            max_field_size=settings.field_bytes,
            max_headers=settings.max_fields,
            headers={
                "User-Agent": settings.user_agent,
                "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                "Accept-Language": "en",
                "Accept-Encoding": "gzip, deflate",
            },
        )

    async def ask(
        self,
        method: str,
        address: str,
        move: Callable[[str], Awaitable[None]],
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Follow an address to its end; `move(host)` is awaited before a redirect goes on to another host.

        `headers` go with every request besides the client's own.
        """
        url, seen = address, {address}
        hops: list[tuple[int, str]] = []
        while True:
            answer = await self._one(method, url, headers)
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not location:
                return replace(answer, hops=tuple(hops))
            following = resolved(url, location)
            error = self._refusal(following, seen, len(hops))
            if error:
                return replace(answer, error=error, hops=tuple(hops))
            hops.append((answer.status, following))
            seen.add(following)
            if urlsplit(following).netloc != urlsplit(url).netloc:
                await move(urlsplit(following).netloc)
            url = following

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    def _refusal(self, url: str, seen: set[str], hops: int) -> str:
        """Why a redirect isn't followed, or ""."""
        if not url:
            return "bad-address"
        if urlsplit(url).scheme not in ("http", "https"):
            return "redirect-scheme"
        if url in seen:
            return "redirect-loop"
        return "too-many-redirects" if hops >= self._settings.max_redirects else ""

    async def _one(self, method: str, url: str, headers: Mapping[str, str] | None) -> Answer:
        """One request, without redirects."""
        import aiohttp
        from yarl import URL

        progress = Answer(url)

        def note(answer: Answer) -> None:
            nonlocal progress
            progress = answer

        try:
            self._guard.refuse_literal(urlsplit(url).hostname or "")
            parsed = URL(url, encoded=url.isascii() and " " not in url)
            async with asyncio.timeout(self._settings.timeout):
                response = await self._session.request(method, parsed, allow_redirects=False, headers=headers)
        except (aiohttp.ClientError, OSError, ValueError, RefusedError, ssl.SSLError) as error:
            return Answer(url, error=named(error))
        try:
            note(answer_of(url, response))
            if method != "HEAD" and progress.status not in _REDIRECTS:
                await self._read(response, progress, note)
        except (aiohttp.ClientError, OSError, ValueError):
            pass  # the status has arrived; what has been read of the page must do
        finally:
            response.close() if not response.content.is_eof() else response.release()
        return progress

    async def _read(self, response: aiohttp.ClientResponse, answer: Answer, note: Callable[[Answer], None]) -> None:
        """Read the beginning of a page into the answer; what isn't text, or else wanted, is left unread."""
        kind = answer.headers.get("content-type", "")
        if not answer.html and not any(part in kind for part in self._settings.reads):
            return
        pieces: list[bytes] = []

        def keep(piece: bytes, ended: bool) -> None:
            pieces.append(piece)
            if ended:
                note(replace(answer, body=b"".join(pieces), complete=True))

        try:
            async with asyncio.timeout(self._settings.body_timeout):
                encoding = response.headers.get("Content-Encoding", "")
                await read_page(response.content, encoding, self._settings.page_bytes, keep)
        finally:
            if not response.content.at_eof() or not pieces:
                note(replace(answer, body=b"".join(pieces)))
