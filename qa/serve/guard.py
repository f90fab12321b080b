"""Who may ask: only a page that this server gave, in a browser on this machine, that knows the token."""

from __future__ import annotations

import hmac
import time
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

TOKEN_BYTES = 24
BURST = 120
PER_SECOND = 20.0

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
REFUSAL = "Refused. Open the whole address that `qa serve` printed, in a browser on this machine.\n"


class Allowance:
    """How much may be asked: `BURST` requests at once, `PER_SECOND` on the whole."""

    def __init__(self) -> None:
        self._left, self._since = float(BURST), time.monotonic()

    def take(self) -> bool:
        """Whether one more request is within the limit."""
        now = time.monotonic()
        self._left, self._since = min(BURST, self._left + (now - self._since) * PER_SECOND), now
        if self._left < 1:
            return False
        self._left -= 1
        return True


def guard(token: str, port: int) -> Middleware:
    """The middleware that refuses strangers before anything else is looked at, and puts the headers on every answer.

    The Host must be this server's own address: a stranger's name that resolves to loopback (DNS rebinding) is not. The token
    must lead the path. A request that changes or computes something must come from a page of this origin, by its Origin header,
    which browsers always send with it and pages can't forge.
    """
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    allowance = Allowance()

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _welcome(request, token, hosts):
            return web.Response(status=403, text=REFUSAL, headers=HEADERS)
        if not allowance.take():
            return web.Response(status=429, text="Too many requests.\n", headers={**HEADERS, "Retry-After": "1"})
        try:
            response = await handler(request)
        except web.HTTPException as error:
            error.headers.update(HEADERS)
            raise
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return check


def _welcome(request: web.Request, token: str, hosts: set[str]) -> bool:
    host = request.headers.get("Host", "").lower()
    if host not in hosts or len(request.headers.getall("Host")) > 1:
        return False
    given = request.path.split("/", 2)[1]
    if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode()):
        return False
    origin = request.headers.get("Origin")
    if origin != f"http://{host}" and (origin is not None or request.method not in ("GET", "HEAD")):
        return False
    site = request.headers.get("Sec-Fetch-Site", "none")
    return site in ("none", "same-origin") or request.headers.get("Sec-Fetch-Mode") == "navigate"
