"""How a crawl behaves; every limit stands here with its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.record import fields, record

if TYPE_CHECKING:
    from collections.abc import Mapping


@record
class CrawlSettings:
    """Limits of a crawl; pace, deadlines and safety are those of the link check (`qa.links.settings.Settings`).

    `depth` is how many links away from the start a page may be (0: the start alone), `pages` how many are kept at most.
    `include` and `exclude` are patterns (`*`) of whole addresses; what is excluded is neither kept nor followed, and where
    something is included nothing else is kept. `queries` tells whether addresses with a query count as pages of their own.
    `max_wait` caps, in seconds, the pause between two requests that a robots.txt may ask for.
    """

    depth: int = 20
    pages: int = 50_000
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    queries: bool = False
    max_wait: float = 60.0

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> CrawlSettings:
        """The settings that a publisher's `crawl:` asks for."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in config.items()
            if name in fields(cls)
        }
        return cls(**known)
