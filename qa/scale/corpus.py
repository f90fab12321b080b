"""The corpus facts of a run's pages, read from the spool as they are asked for."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from qa.corpus.facts import Page
from qa.corpus.stored_facts import facts_from_text, facts_to_text
from qa.scale.spool import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.results import FileResult
    from qa.scale.spool import Spool

# Pages kept in memory for the next question about them.
KEPT = 512


class SpooledPages(Sequence[Page]):
    """All pages that carry facts, in order of path."""

    def __init__(self, spool: Spool) -> None:
        self._base = spool.base
        self._base.execute("CREATE TEMP TABLE ranked (rank INTEGER PRIMARY KEY, page INTEGER NOT NULL)")
        self._base.execute(
            "INSERT INTO ranked SELECT row_number() OVER (ORDER BY path) - 1, rowid FROM pages WHERE facts IS NOT NULL"
        )
        self._count = int(self._base.execute("SELECT count(*) FROM ranked").fetchone()[0])
        self._kept: OrderedDict[int, Page] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Page]:
        query = "SELECT p.path, p.facts FROM ranked r JOIN pages p ON p.rowid = r.page ORDER BY r.rank"
        for path, facts in self._base.execute(query):
            yield _page(path, facts)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        found = self._kept.pop(index, None)
        if found is None:
            query = "SELECT p.path, p.facts FROM ranked r JOIN pages p ON p.rowid = r.page WHERE r.rank = ?"
            row = self._base.execute(query, (index,)).fetchone()
            if row is None:
                raise IndexError(index)
            found = _page(*row)
        self._kept[index] = found
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found


def facts_text(result: FileResult) -> str | None:
    """The corpus facts of a page as the spool keeps them, below a line of its title and kind; None where it has none."""
    if result.corpus is None:
        return None
    return f"{json.dumps([result.facts.title, result.facts.kind])}\n{facts_to_text(result.corpus)}"


def _page(path: bytes, text: str) -> Page:
    head, _, facts = text.partition("\n")
    title, kind = json.loads(head)
    return Page(text_of(path), title, kind, facts_from_text(facts))


def kind_and_type(text: str) -> tuple[str, str]:
    """The kind and the content type of a page whose facts are kept as this text."""
    page = _page(b"", text)
    return page.kind, page.facts.type
