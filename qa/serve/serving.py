"""Binds the page to loopback and keeps it up until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import socket
from typing import TYPE_CHECKING

from aiohttp import web

from qa.errors import ConfigError
from qa.serve.app import application
from qa.serve.guard import TOKEN_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.serve.desk import Desk
    from qa.serve.reports import Reports

# The same port each time, so that a draft that the browser was asked to keep is found again; another one where it is taken.
PORT = 8737


def bound(port: int | None) -> socket.socket:
    """A socket on 127.0.0.1: at the port asked for, else at `PORT`, else at any; raises ConfigError where it is taken."""
    wanted = (port,) if port is not None else (PORT, 0)
    for number in wanted:
        sock = socket.socket()
        try:
            sock.bind(("127.0.0.1", number))
        except OSError as error:
            sock.close()
            if number == wanted[-1]:
                raise ConfigError.of(f"port {number} can't be used: {error.strerror}") from None
        else:
            return sock
    raise AssertionError


def serve(desk: Desk, reports: Reports, sock: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address once the page answers."""
    asyncio.run(_serve(desk, reports, sock, ready))


async def _serve(desk: Desk, reports: Reports, sock: socket.socket, ready: Callable[[str], None]) -> None:
    port = sock.getsockname()[1]
    token = secrets.token_urlsafe(TOKEN_BYTES)
    app = application(desk, token, port, reports)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, handle_signals=False)
    await runner.setup()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: KeyboardInterrupt ends the loop instead
            loop.add_signal_handler(name, stopped.set)
    try:
        await web.SockSite(runner, sock, shutdown_timeout=1).start()
        ready(f"http://127.0.0.1:{port}/{token}/")
        await stopped.wait()
    finally:
        await runner.cleanup()
