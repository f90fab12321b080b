"""Fetches what an audit names on live sites, before it looks at anything."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.crawl.sitemap import is_sitemap
from qa.errors import ConfigError
from qa.record import replace
from qa.sources.names import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.crawl.site import Crawled
    from qa.session import Options, Session

STORE = "site.sqlite"


def is_live(path: str) -> bool:
    """Whether a path names pages of a live site: by an address, or by a sitemap's file."""
    return is_web(path) or is_sitemap(path)


@contextmanager
def live_pages(
    named: Sequence[str], session: Session, folder: Path, *, offline: bool, tell: Callable[[int, int], None]
) -> Iterator[tuple[Crawled | None, Options]]:
    """The pages that addresses and sitemaps among `named` stand for, fetched, and the options that a session reads them by.

    They are kept in `folder` and belong to the block: another audit into the same folder waits. Without addresses there is
    nothing to fetch. `offline` takes what the last audit fetched. Raises ConfigError.
    """
    starts = [path for path in named if is_live(path)]
    if not starts:
        yield None, session.options
        return
    from qa.crawl.store import CrawlStoreError, only_one

    for path in starts:
        if not is_web(path) and not Path(path).is_file():
            raise ConfigError.of("no such file or folder", path)
    place = folder / STORE
    with ExitStack() as held:
        try:
            held.enter_context(
                only_one(place, lambda: click.echo(f"qa: waiting for another audit into {folder}", err=True))
            )
        except CrawlStoreError as error:
            raise ConfigError.of(str(error), str(place)) from None
        yield _fetched(starts, session, place, offline, tell), replace(session.options, pages=str(place))


def fetched_pages(options: Options) -> Iterator[str]:
    """The addresses of the pages that `live_pages` has fetched, in order; none where nothing is a live site's."""
    if options.pages is None:
        return
    from qa.crawl.store import CrawlStore

    with CrawlStore(options.pages, only_read=True) as store:
        yield from store.addresses()


def _fetched(
    starts: Sequence[str], session: Session, place: Path, offline: bool, tell: Callable[[int, int], None]
) -> Crawled:
    from qa.crawl.settings import CrawlSettings
    from qa.crawl.site import CrawlError, crawled, last_round
    from qa.crawl.store import CrawlStoreError
    from qa.links.store import StoreError
    from qa.online import asking, governing

    settings = session.settings(governing(["."]))
    polite, links = asking(settings)
    try:
        found = last_round(starts, place) if offline else None
        if offline and found is None:
            raise ConfigError.of(
                "--offline, and the last audit of a live site into this folder was not of this one", starts[0]
            )
        found = found or crawled(starts, polite, CrawlSettings.of(settings.crawl), place, links, tell)
    except CrawlError as error:
        raise ConfigError.of(error.reason, error.place) from None
    except CrawlStoreError as error:
        raise ConfigError.of(str(error), str(place)) from None
    except StoreError as error:
        raise ConfigError.of(str(error), str(links)) from None
    if not found.pages:
        reasons = "; ".join(f"{address}: {reason}" for address, reason in found.reasons[:3])
        raise ConfigError.of(f"no page could be read{f' ({reasons})' if reasons else ''}", starts[0])
    return found
