"""How the link check behaves; every number of its policy stands here with its unit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from qa.record import field, fields, record

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence

DAY = 86_400.0


@record
class Settings:
    """Limits of the link check. Times are seconds, sizes bytes.

    Politeness: `per_host` requests at once to one host, `interval` between two starts there, `concurrency` requests in all;
    `contact` (an address or mail box) goes into the user agent. Deadlines: `timeout` for the answer to one request,
    `body_timeout` for reading a page, `deadline` for the whole run (None: none). Second looks: a broken address is asked
    again after `confirm_after`, one that gave no clear answer `retries` times, `backoff` after the first failure and twice as
    long after each further one, with as much again at random; a host's Retry-After is honoured up to `max_wait`.
    Sizes: `page_bytes` of a page are read after decompression, `field_bytes` of one header field. Safety: addresses of
    private networks are refused unless `allow_private`, or `allow_networks` (CIDR) names theirs. Memory of earlier runs: a
    good answer holds `fresh` seconds, give or take a quarter; `keep` is how long history is kept. `exclude` are patterns
    (`*`) of addresses that are never asked. `reads` are parts of the content types that are read besides HTML; `purpose` is
    what the user agent says that it asks for. `now`, `resolve` and `tls` are for tests: the clock, name resolution and the
    TLS context.
    """

    per_host: int = 2
    interval: float = 0.1
    concurrency: int = 64
    contact: str = ""
    timeout: float = 20.0
    body_timeout: float = 10.0
    deadline: float | None = None
    confirm_after: float = 3.0
    retries: int = 2
    backoff: float = 1.0
    max_wait: float = 60.0
    max_redirects: int = 10
    page_bytes: int = 1024 * 1024
    field_bytes: int = 32 * 1024
    max_fields: int = 256
    allow_private: bool = False
    allow_networks: tuple[str, ...] = ()
    fresh: float = 7 * DAY
    keep: float = 730 * DAY
    exclude: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("text/",)
    purpose: str = "link check"
    now: Callable[[], float] = field(default=time.time)
    resolve: Callable[[str, int], Sequence[str]] | None = None
    tls: ssl.SSLContext | None = None

    @property
    def user_agent(self) -> str:
        """Says what asks and whom to write to about it."""
        from qa import __version__

        contact = f"; {self.contact}" if self.contact else ""
        return f"qa-health/{__version__} ({self.purpose}{contact})"

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Settings:
        """The settings that a publisher's `links:` asks for; its other keys (such as `store`) belong to others."""
        known_names = fields(cls)
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in config.items()
            if name in known_names
        }
        return cls(**known)
