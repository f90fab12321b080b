"""A web server on loopback that behaves as badly as it is told."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import threading
from collections import Counter
from dataclasses import dataclass, field

PAGE = "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
TEXT = "Asthma narrows the airways. " * 60
BOMB = gzip.compress(b"0" * 200_000_000, 9)


@dataclass
class Reply:
    """What a path answers: `raw` sends bytes as they are, `drip` waits between the bytes of the body."""

    status: int = 200
    body: bytes = PAGE.format(title="Asthma", text=TEXT).encode()
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    drip: float = 0.0
    hang: float = 0.0
    endless: bytes = b""
    head: int = 0


def page(title: str, text: str = TEXT, **rest) -> Reply:
    return Reply(body=PAGE.format(title=title, text=text).encode(), **rest)


def redirect(to: str, status: int = 301) -> Reply:
    return Reply(status, b"", {"Location": to})


class Server:
    """Serves `routes` (path: Reply, or a list of replies used up in turn) on every 127.0.0.x; counts what it is asked."""

    def __init__(self, routes, tls=None) -> None:
        self.routes, self.tls = routes, tls
        self.asked: Counter[tuple[str, str]] = Counter()
        self.headers: list[str] = []
        self.most_at_once, self._now = 0, 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self):
        self._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def count(self, path: str) -> int:
        return sum(number for (_, asked), number in self.asked.items() if asked == path)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._talk, "0.0.0.0", 0, ssl=self.tls)  # noqa: S104 -- all of 127.0.0.0/8
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0)

    async def _talk(self, reader, writer) -> None:
        self._writers.add(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while not reader.at_eof():
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                method, path, _ = head.split(" ", 2)
                self.asked[method, path] += 1
                self.headers.append(head)
                self._now += 1
                self.most_at_once = max(self.most_at_once, self._now)
                try:
                    if not await self._answer(method, path, writer):
                        break
                finally:
                    self._now -= 1
        self._writers.discard(writer)
        writer.close()

    def _reply(self, path: str) -> Reply:
        reply = self.routes.get(path.partition("?")[0], Reply(404, b"nothing"))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        return reply

    async def _answer(self, method: str, path: str, writer) -> bool:
        reply = self._reply(path)
        await asyncio.sleep(reply.hang)
        if reply.raw is not None:
            writer.write(reply.raw)
            await writer.drain()
            return False
        status = reply.head if method == "HEAD" and reply.head else reply.status
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(reply.body)), **reply.headers}
        if reply.endless:
            del headers["Content-Length"]
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"HTTP/1.1 {status} X\r\n{head}\r\n".encode("latin-1"))
        if method != "HEAD":
            await self._body(reply, writer)
        await writer.drain()
        return not reply.endless

    async def _body(self, reply: Reply, writer) -> None:
        if reply.endless:
            while True:
                writer.write(reply.endless)
                await writer.drain()
        if not reply.drip:
            writer.write(reply.body)
        for byte in reply.body if reply.drip else b"":
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(reply.drip)
