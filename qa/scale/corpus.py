"""The corpus facts of a run's pages, read from the spool as they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.corpus.facts import Page
from qa.corpus.read_pages import ReadPages
from qa.corpus.stored_facts import page_from_text, page_to_text
from qa.scale.spool import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.results import FileResult
    from qa.scale.spool import Spool


class SpooledPages(ReadPages[int]):
    """All pages that carry facts, in order of path."""

    def __init__(self, spool: Spool) -> None:
        self._base = spool.base
        self._base.execute("PRAGMA temp.cache_size = -256")
        self._base.execute("CREATE TEMP TABLE ranked (rank INTEGER PRIMARY KEY, page INTEGER NOT NULL)")
        self._base.execute(
            "INSERT INTO ranked SELECT row_number() OVER (ORDER BY path) - 1, rowid FROM pages WHERE facts IS NOT NULL"
        )
        count = int(self._base.execute("SELECT count(*) FROM ranked").fetchone()[0])
        super().__init__(range(count), self._ranked)

    def __iter__(self) -> Iterator[Page]:
        query = "SELECT p.path, p.facts FROM ranked r JOIN pages p ON p.rowid = r.page ORDER BY r.rank"
        for path, facts in self._base.execute(query):
            yield _page(path, facts)

    def _ranked(self, rank: int) -> Page:
        query = "SELECT p.path, p.facts FROM ranked r JOIN pages p ON p.rowid = r.page WHERE r.rank = ?"
        return _page(*self._base.execute(query, (rank,)).fetchone())


def facts_text(result: FileResult) -> str | None:
    """The corpus facts of a page as the spool keeps them, below a line of its title and kind; None where it has none."""
    if result.corpus is None:
        return None
    return page_to_text(Page(result.path, result.facts.title, result.facts.kind, result.corpus))


def _page(path: bytes, text: str) -> Page:
    return page_from_text(text_of(path), text)


def kind_and_type(text: str) -> tuple[str, str]:
    """The kind and the content type of a page whose facts are kept as this text."""
    page = _page(b"", text)
    return page.kind, page.facts.type
