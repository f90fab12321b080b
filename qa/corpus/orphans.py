"""Pages that no other page leads to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions
from qa.checks.support.addresses import parts_of
from qa.corpus.registry import OnPage, corpus_check
from qa.finding import Match
from qa.sources.names import is_web

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.checks.context import Context
    from qa.corpus.facts import Corpus, Page


class Options(CheckOptions):
    """When a page counts as an orphan.

    `min_linked`: the share of pages (0 to 1) that others must link to before the rest can be called orphans; below it
    navigation is made elsewhere. `entrances` (lower case, without extension) are the names of files that readers arrive at.
    """

    min_linked: float = 0.5
    entrances: tuple[str, ...] = ("index", "readme", "home")


@corpus_check("orphans", options=Options, values=("pages", "linked"))
def orphans(corpus: Corpus, options: Options, context: Context) -> Iterator[OnPage]:  # noqa: ARG001 -- as declared
    """Yield each page that no other page of the run links to; only where a run covers whole folders."""
    if not corpus.whole or len(corpus.pages) < 2:
        return
    linked = _linked(corpus)
    if len(linked) < options.min_linked * len(corpus.pages):
        return
    for index, page in enumerate(corpus.pages):
        name = "index" if _is_entrance(page.path) else _key(page.path).rpartition("/")[2]
        if index not in linked and name not in options.entrances:
            values = {"pages": len(corpus.pages), "linked": len(linked)}
            yield OnPage(page.path, Match(page.facts.anchor, values))


class _Names:
    """Pages by the names that links may use for them."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.exact: dict[str, int] = {}
        self._by_last: dict[str, set[int]] = {}
        for index, page in enumerate(pages):
            for key in _names_of(page):
                self.exact.setdefault(key, index)
                self._by_last.setdefault(key.rpartition("/")[2], set()).add(index)

    def under_root(self, target: str) -> set[int]:
        """The page that a path from the site's root means: the one that states it, else the only one of its last name."""
        key = _key(posixpath.normpath(target))
        if key in self.exact:
            return {self.exact[key]}
        alike = self._by_last.get(key.rpartition("/")[2], set())
        return alike if len(alike) == 1 else set()

    def beside(self, page: Page, target: str) -> set[int]:
        """The pages that a relative path may mean; a page served as a folder counts from inside itself."""
        path = _slashes(page.path)
        keys = (
            _key(posixpath.normpath(posixpath.join(base, target))) for base in (posixpath.dirname(path), _key(path))
        )
        return {self.exact[key] for key in keys if key in self.exact}


def _linked(corpus: Corpus) -> set[int]:
    """The numbers of the pages that another page links to."""
    names = _Names(corpus.pages)
    found: set[int] = set()
    for index, page in enumerate(corpus.pages):
        for target in page.facts.targets:
            reached = names.under_root(target) if target.startswith("/") else names.beside(page, target)
            found |= reached - {index}
    return found


def _names_of(page: Page) -> Iterator[str]:
    """The names that a page is linked by: its file's path, that of its folder for an index, and the path of its address."""
    key = _key(posixpath.normpath(_slashes(page.path)))
    yield key
    folder, _, name = key.rpartition("/")
    if name in ("index", "readme") and folder:
        yield folder
    for address in (page.facts.address, page.path if is_web(page.path) else ""):
        own = parts_of(address).path if address else ""
        if len(own) > 1:
            yield _key(posixpath.normpath("/" + own.lstrip("/")))


def _is_entrance(path: str) -> bool:
    """Whether a page is a site's front page."""
    return is_web(path) and parts_of(path).path in ("", "/")


def _slashes(path: str) -> str:
    return path.replace("\\", "/")


def _key(path: str) -> str:
    """A path without case, a page's extension and a final slash."""
    lowered = _slashes(path).lower().rstrip("/")
    stem, dot, extension = lowered.rpartition(".")
    return stem if dot and extension in ("md", "markdown", "html", "htm", "xhtml", "txt", "text") else lowered
