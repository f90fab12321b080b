"""What came back when an address was asked, before anybody judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.record import field, record

if TYPE_CHECKING:
    from collections.abc import Mapping


@record
class Answer:
    """The end of one chain of requests.

    `hops` are the redirects followed, each its status and the address that it led to; `url` is the last address asked.
    `status` is 0 where no answer came, and `error` then says why (no-host, lookup, refused, timeout, closed, bad-response,
    tls-name, tls-expired, tls, unreachable, private, redirect-loop, too-many-redirects, redirect-scheme, bad-address).
    `body` holds the beginning of a page, decompressed; `complete` whether that is all of it. `wait` is the server's
    Retry-After in seconds, 0 where it gave none.
    """

    url: str
    status: int = 0
    error: str = ""
    hops: tuple[tuple[int, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    complete: bool = False
    wait: float = 0.0

    @property
    def html(self) -> bool:
        """Whether the server calls it a web page."""
        return "html" in self.headers.get("content-type", "").lower()

    @property
    def validator(self) -> str:
        """What tells an unchanged page from a changed one: its ETag, else its Last-Modified."""
        return self.headers.get("etag") or self.headers.get("last-modified") or ""
