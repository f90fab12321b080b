"""Link check on loopback: addresses a second at 64 hosts, and memory as the number of addresses grows.

Run: python benchmarks/links.py [addresses, default 2000]. The server is a process of its own; every page is a short HTML
article that is asked for and read. Politeness between two requests to a host is off, since that is a wait, not work.
"""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOSTS = 64
PAGE = b"<html><head><title>Asthma</title></head><body><h1>Asthma</h1><p>" + b"It narrows the airways. " * 100
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)


class _Page(asyncio.Protocol):
    """Answers every request with the same page."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write to."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Count the requests in the data by their last lines."""
        self.transport.write(ANSWER * data.count(b"\r\n\r\n"))  # type: ignore[attr-defined]  # a socket's transport


async def serve() -> None:
    """Listen on all of loopback until killed, and say on which port."""
    server = await asyncio.get_running_loop().create_server(_Page, "0.0.0.0", 0)  # noqa: S104 -- 127.0.0.1 to 127.0.0.64
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def measure(count: int) -> None:
    """Check `count` addresses, then again from the store."""
    import aiohttp  # noqa: F401 -- its import is not what is measured

    from qa.links.run import check_links
    from qa.links.settings import Settings

    settings = Settings(interval=0, per_host=2, concurrency=64, allow_private=True)
    server = subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline())  # type: ignore[union-attr]  # asked for above
        urls = [f"http://127.0.0.{number % HOSTS + 1}:{port}/page/{number}" for number in range(count)]
        with tempfile.TemporaryDirectory() as folder:
            for label in ("asked", "from the store"):
                started, worked = time.perf_counter(), time.process_time()
                verdicts = check_links(urls, settings, Path(folder) / "links.sqlite")
                taken = time.perf_counter() - started
                worked = time.process_time() - worked
                good = sum(verdict["kind"] == "ok" for verdict in verdicts.values())
                print(
                    f"{count:,} addresses {label}: {taken:.2f} s, {count / taken:,.0f}/s, {worked:.2f} s of CPU, {good:,} ok"
                )
    finally:
        server.kill()
        server.wait()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        asyncio.run(serve())
    else:
        measure(int(sys.argv[1]) if sys.argv[1:] else 2000)
