"""Fetched pages as a session reads them: by address, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from qa.crawl.scope import address_of
from qa.crawl.store import CrawlStore
from qa.links.verdict import GOOD
from qa.record import replace
from qa.source import Source
from qa.sources.charset import page_source
from qa.sources.names import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qa.checks.context import Context

    Verdicts = Mapping[str, Mapping[str, Any]]

# What became of an address, as far as it says whether a reader finds something there.
_THERE = {"page": True, "moved": True, "copy": True, "other": True, "gone": False}


class WebPages:
    """The pages of one store."""

    def __init__(self, path: str) -> None:
        self._store = CrawlStore(path, only_read=True)

    def source(self, address: str) -> Source:
        """A page as text, under its address, in the charset that its server or the page itself names."""
        page = self._store.page(address)
        if page is None:
            return Source(address, "", "cannot be read: the page was not fetched", "html")
        return page_source(address, page.body, page.charset)

    def context(self, address: str, context: Context, verdicts: Verdicts | None) -> Context:
        """The context of a file as it holds for a page: what its targets are asked of, and its verdicts."""
        own = PageVerdicts(address, verdicts or {})
        return replace(
            context,
            target_exists=self._exists(address, verdicts),
            data=lambda kind: own if kind == "verdicts" else context.data(kind),
        )

    def _exists(self, address: str, verdicts: Verdicts | None) -> Callable[[str], bool | None]:
        """Tells whether a target beside a page is there, as far as the crawl or the link check has asked for it."""

        def there(target: str) -> bool | None:
            found = address_of(quote(target, safe="/%?=&;:@!$'()*+,"), address)
            kind = (verdicts or {}).get(found, {}).get("kind", "")
            if kind:
                return True if kind in GOOD else False if kind in ("broken", "soft-404") else None
            state = self._store.state(found)
            return _THERE.get(state) if state is not None else None

        return there


class PageVerdicts:
    """The link check's verdicts as one page's links ask for them: a path counts from the page's address.

    A relative path to a file is left to the rule on files that aren't there, which asks `WebPages.exists`.
    """

    def __init__(self, address: str, verdicts: Verdicts) -> None:
        self._address, self._verdicts = address, verdicts

    def __bool__(self) -> bool:
        return bool(self._verdicts)

    def get(self, target: str) -> Mapping[str, Any] | None:
        """The verdict on a link target as written."""
        if target in self._verdicts:
            return self._verdicts[target]
        path = target.partition("?")[0].partition("#")[0]
        names_a_file = not path.startswith("/") and "." in path.rpartition("/")[2]
        return None if not path or names_a_file else self._verdicts.get(resolved(target, self._address))


def resolved(target: str, address: str) -> str:
    """A link target of a page as a web address with its fragment; the target itself where it is of another kind."""
    try:
        joined = urljoin(address, target.strip())
    except ValueError:
        return target
    return joined if is_web(joined) and not target.startswith("#") else target
