"""Remembers the results of files, so that a run over unchanged files need not read them.

An entry stands under the file's path and a key of everything else that decides the result: the tool's version and code, the
rules with their options, reference data, dictionaries, the profile and the day. Size and modification time are the first
look, the content's hash is the truth. What a check asked about other files is stored with its answer and asked again. Results
are stored before the baseline is applied. A damaged or foreign store is replaced, never trusted.
"""

from __future__ import annotations

import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

from qa.cache.plain import brief_from, brief_to, from_plain, to_plain
from qa.cache.stored import StoredResult
from qa.named import NamedTuple
from qa.record import record
from qa.system.digests import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qa.cache.database import Base
    from qa.cache.stored import Brief
    from qa.cache.window import Window
    from qa.corpus.facts import Page
    from qa.results import FileResult

MAX_KEYS = 8
# Rows of so many files are read together and kept; of more only those that are looked at, as a run goes through them.
FEW = 500

# The keys of other days and versions once there are many; they begin with their day, the oldest first.
_STALE = f"key <> ? and key in (select distinct key from results order by key desc limit -1 offset {MAX_KEYS})"  # noqa: S608 -- a number of our own


_COLUMNS = "size, mtime, digest, asked, has_facts, brief, proof"


class Look(NamedTuple):
    """A file's size in bytes and its modification time in nanoseconds."""

    size: int
    mtime: int


def look(path: str) -> Look | None:
    """The first look at a file; None where it isn't a regular one or can't be reached."""
    try:
        found = os.stat(path)  # noqa: PTH116 -- 10,000 files: a str is enough
    except (OSError, ValueError):
        return None
    return Look(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


@record
class Checked:
    """A file's result with what it was made from: its bytes' hash, and the answers about other files that checks were given."""

    path: str
    result: FileResult
    asked: Mapping[str, bool | None]
    digest: str = ""


class Kept(NamedTuple):
    """A result that was stored: the look at its file, and the result behind its brief."""

    seen: Look
    result: StoredResult


class _Row(NamedTuple):
    """What is known of a file: what it was made from, and the brief of its result with what proves it whole."""

    size: int
    mtime: int
    digest: str
    asked: str
    has_facts: int
    brief: str
    proof: int


class Cache:
    """The results of one key; reads briefs as a run asks for them, results where somebody looks.

    `only` are the absolute paths that matter, where they are few. Where they are many, asking in order of path is cheap.
    """

    def __init__(self, key: str, base: Base, only: Sequence[str] | None = None) -> None:
        self.key, self._base = key, base
        self._only = list(filter(storable, only)) if only is not None and len(only) <= FEW else None
        self._tables: dict[str, Window | dict[str, tuple[Any, ...]]] = {}
        self._touched: list[tuple[int, int, str, str]] = []

    def _select(self, columns: str, only: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """The rows of some files by path; none where the store can't be read."""
        query = f"select path, {columns} from results where key = ? and path in ({', '.join('?' * len(only))})"  # noqa: S608 -- names of our own columns
        return {row[0]: row[1:] for row in self._base.rows(query, (self.key, *only))}

    def _of(self, absolute: str, columns: str, table: str = "results") -> tuple[Any, ...] | None:
        """Columns of a file's row."""
        if not storable(absolute):
            return None
        found = self._tables.get(columns)
        if found is None:
            if self._only is not None and table == "results":
                found = self._select(columns, self._only)
            else:
                from qa.cache.window import Window  # a run over a few files needs none

                found = Window(self._base, table, columns, self.key)
            self._tables[columns] = found
        return found.get(absolute)

    def _row(self, absolute: str) -> _Row | None:
        row = self._of(absolute, _COLUMNS)
        return _Row._make(row) if row else None

    def made_of(self, absolute: str) -> tuple[str, str]:
        """The hash of the bytes that a found file's result was made from, and what was asked about other files, as JSON."""
        row = self._row(absolute)
        return (row.digest, row.asked) if row else ("", "{}")

    def page(self, path: str, absolute: str) -> Page | None:
        """A file with its corpus facts; None where they can't be read."""
        from qa.corpus.stored_facts import page_from_text  # a run over a single file needs none

        stored = self._of(absolute, "facts", "facts")
        proof, _, text = str(stored[0]).partition("\n") if stored else ("", "", "")
        try:
            return page_from_text(path, text) if proof == str(crc32(text.encode())) else None
        except ValueError:
            return None

    def find(
        self, path: str, absolute: str, seen: Look, again: Callable[[str], FileResult], *, facts: bool = False
    ) -> StoredResult | None:
        """The stored result of a file, or None where it or what it depends on has changed.

        `seen` is the first look at it. `again` makes a result anew, for one whose brief was whole and whose body turns out not
        to be. With `facts`, also None where its corpus facts aren't stored.
        """
        row = self._row(absolute)
        if row is None or (facts and not row.has_facts):
            return None
        try:
            if not _whole_row(row) or row.size != seen.size:
                return None
            if row.mtime != seen.mtime:
                if _digest(absolute) != row.digest:
                    return None
                self._touched.append((seen.size, seen.mtime, self.key, absolute))
            made, body = _brief(row, absolute)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        return StoredResult.behind(path, made, partial(self._read, path, absolute, body, again))

    def _read(self, path: str, absolute: str, proof: int, again: Callable[[str], FileResult]) -> FileResult:
        body = self._of(absolute, "result")
        return _whole(path, body[0] if body else "", proof) or again(path)

    def whole(
        self, places: Mapping[str, tuple[str, Look | None]], again: Callable[[str], FileResult]
    ) -> dict[str, FileResult]:
        """The results by path of files whose look is the stored one; `places` gives the absolute path of each, and its look."""
        rows: dict[str, tuple[Any, ...]] = {}
        names = [absolute for absolute, _ in places.values()]
        for start in range(0, len(names), FEW):
            rows.update(self._select(f"{_COLUMNS}, result", names[start : start + FEW]))
        return {
            path: _unchanged(path, absolute, seen, rows.get(absolute)) or again(path)
            for path, (absolute, seen) in places.items()
        }

    def store(self, checked: Iterable[Checked], again: Callable[[str], FileResult]) -> dict[str, Kept]:
        """Add results, and note what was found unchanged; files that changed while they were checked are left out.

        Gives what was kept by absolute path; `again` as for `find`.
        """
        made = [(item, row) for item in checked if (row := self._stored(item))]
        rows = [row for _, row in made]
        if not rows and not self._touched:
            return {}
        kept = self._base.write(
            ("insert or replace into results values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows),
            ("insert or replace into facts values (?, ?, ?)", self._fact_rows(item for item, _ in made)),
            ("update results set size = ?, mtime = ? where key = ? and path = ?", self._touched),
            (f"delete from facts where {_STALE}", [(self.key,)]),  # noqa: S608 -- a text of our own
            (f"delete from results where {_STALE}", [(self.key,)]),  # noqa: S608 -- as above
        )
        if kept:
            self._touched.clear()
        return {row[1]: self._kept(item.path, row, again) for item, row in made} if kept else {}

    def _kept(self, path: str, row: tuple[Any, ...], again: Callable[[str], FileResult]) -> Kept:
        made, body = brief_from(row[7])
        return Kept(
            Look(row[2], row[3]), StoredResult.behind(path, made, partial(self._read, path, row[1], body, again))
        )

    def _stored(self, item: Checked) -> tuple[Any, ...] | None:
        import json

        absolute = os.path.abspath(item.path)  # noqa: PTH100 -- as above
        if item.result.crashes or not storable(absolute):
            return None
        try:
            before = look(absolute)
            if before is None or _digest(absolute) != item.digest:
                return None
        except OSError:
            return None
        asked = json.dumps(dict(item.asked), ensure_ascii=True)
        result = json.dumps(to_plain(item.result), separators=(",", ":"))
        brief = brief_to(item.result, crc32(result.encode()))
        proof = crc32(f"{item.digest}{asked}{brief}".encode())
        has_facts = int(item.result.corpus is not None)
        return self.key, absolute, before.size, before.mtime, item.digest, asked, has_facts, brief, proof, result

    def _fact_rows(self, items: Iterable[Checked]) -> Iterator[tuple[str, str, str]]:
        from qa.corpus.facts import Page
        from qa.corpus.stored_facts import page_to_text

        for item in items:
            facts = item.result.facts
            if item.result.corpus is not None:
                text = page_to_text(Page(facts.path, facts.title, facts.kind, item.result.corpus))
                yield self.key, os.path.abspath(item.path), f"{crc32(text.encode())}\n{text}"  # noqa: PTH100 -- as above


def _whole_row(row: _Row) -> bool:
    return crc32(f"{row.digest}{row.asked}{row.brief}".encode()) == row.proof


def _brief(row: _Row, absolute: str) -> tuple[Brief, int]:
    """The brief of a row and what proves its body; raises ValueError where other files are not as its checks were told."""
    import json

    folder = os.path.dirname(absolute)  # noqa: PTH120 -- as above
    if row.asked != "{}" and not still_answered(folder, json.loads(row.asked)):
        raise ValueError
    return brief_from(row.brief)


def _unchanged(path: str, absolute: str, seen: Look | None, stored: tuple[Any, ...] | None) -> FileResult | None:
    """The result of a stored row, its body last; None where it isn't whole, or isn't that of the file as it was seen."""
    if stored is None or seen is None:
        return None
    row = _Row._make(stored[:-1])
    try:
        if not _whole_row(row) or (row.size, row.mtime) != seen:
            return None
        return _whole(path, stored[-1], _brief(row, absolute)[1])
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _whole(path: str, text: object, proof: int) -> FileResult | None:
    import json

    try:
        if isinstance(text, str) and crc32(text.encode()) == proof:
            return from_plain(path, json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def storable(path: str) -> bool:
    """Whether the store can name a file: not one whose name is no text, whose result is made each time."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def still_answered(folder: str, answers: Mapping[str, bool | None]) -> bool:
    """Whether what checks asked about the files of a folder would be answered as it was."""
    return all(
        os.path.exists(os.path.join(folder, target)) is answer  # noqa: PTH110, PTH118 -- as above
        for target, answer in answers.items()
    )


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 -- as above
        return sha256(file.read()).hexdigest()
