"""Pages that no other page leads to."""

from __future__ import annotations

import posixpath
import sqlite3
from typing import TYPE_CHECKING, Self

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
    count = sum(linked)
    if count < options.min_linked * len(corpus.pages):
        return
    for index, page in enumerate(corpus.pages):
        name = "index" if _is_entrance(page.path) else _key(page.path).rpartition("/")[2]
        if not linked[index] and name not in options.entrances:
            yield OnPage(page.path, Match(page.facts.anchor, {"pages": len(corpus.pages), "linked": count}))


class _Names:
    """Pages by the names that links may use for them, in a nameless temporary file where they are many."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        for pragma in ("journal_mode = OFF", "cache_size = -1000", "temp_store = FILE"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute("CREATE TABLE names (name BLOB, last BLOB, page INTEGER)")
        self._base.execute("BEGIN")
        rows = (
            (_bytes(name), _bytes(name.rpartition("/")[2]), at)
            for at, page in enumerate(pages)
            for name in _names_of(page)
        )
        self._base.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
        for column in ("name", "last"):
            self._base.execute(f"CREATE INDEX by_{column} ON names ({column}, page)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def under_root(self, target: str) -> set[int]:
        """The page that a path from the site's root means: the one that states it, else the only one of its last name."""
        key = _key(posixpath.normpath(target))
        found = self._stating(key)
        if found:
            return found
        query = "SELECT DISTINCT page FROM names WHERE last = ? LIMIT 2"
        alike = {page for (page,) in self._base.execute(query, (_bytes(key.rpartition("/")[2]),))}
        return alike if len(alike) == 1 else set()

    def beside(self, page: Page, target: str) -> set[int]:
        """The pages that a relative path may mean; a page served as a folder counts from inside itself."""
        path = _slashes(page.path)
        keys = {
            _key(posixpath.normpath(posixpath.join(base, target))) for base in (posixpath.dirname(path), _key(path))
        }
        return {number for key in keys for number in self._stating(key)}

    def _stating(self, key: str) -> set[int]:
        """The first page with that name, as a set."""
        ((page,),) = self._base.execute("SELECT min(page) FROM names WHERE name = ?", (_bytes(key),))
        return set() if page is None else {page}


def _linked(corpus: Corpus) -> bytearray:
    """For each page whether another page links to it."""
    linked = bytearray(len(corpus.pages))
    with _Names(corpus.pages) as names:
        for index, page in enumerate(corpus.pages):
            for target in page.facts.targets:
                reached = names.under_root(target) if target.startswith("/") else names.beside(page, target)
                for other in reached - {index}:
                    linked[other] = 1
    return linked


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


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _slashes(path: str) -> str:
    return path.replace("\\", "/")


def _key(path: str) -> str:
    """A path without case, a page's extension and a final slash."""
    lowered = _slashes(path).lower().rstrip("/")
    stem, dot, extension = lowered.rpartition(".")
    return stem if dot and extension in ("md", "markdown", "html", "htm", "xhtml", "txt", "text") else lowered
