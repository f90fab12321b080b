"""Remembers the results of files, so that a run over unchanged files need not read them.

An entry stands under the file's path and a key of everything else that decides the result: the tool's version and code, the
rules with their options, reference data, dictionaries, the profile and the day. Size and modification time are the first
look, the content's hash is the truth. What a check asked about other files is stored with its answer and asked again. Results
are stored before the baseline is applied. A damaged or foreign store is replaced, never trusted.
"""

from __future__ import annotations

import json
import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

from qa.digests import sha256
from qa.named import NamedTuple
from qa.plain import brief_from, brief_to, from_plain, to_plain
from qa.record import record
from qa.stored import StoredResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qa.base import Base
    from qa.corpus.facts import PageFacts
    from qa.results import FileResult
    from qa.stored import Brief

MAX_KEYS = 8
# So many files are asked for by name; for more, all of the key are read.
FEW = 500

# The keys of other days and versions once there are many; they begin with their day, the oldest first.
_STALE = f"key <> ? and key in (select distinct key from results order by key desc limit -1 offset {MAX_KEYS})"  # noqa: S608 -- a number of our own


_COLUMNS = "path, size, mtime, digest, asked, has_facts, brief, proof"


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
    """The results of one key; reads briefs at once, results where somebody looks.

    `only` are the absolute paths that matter, where they are few.
    """

    def __init__(self, key: str, base: Base, only: Sequence[str] | None = None) -> None:
        self.key, self._base = key, base
        self._rows: dict[str, _Row] | None = None
        self._results: dict[str, str] | None = None
        self._only = list(filter(_storable, only)) if only is not None and len(only) <= FEW else None
        self._touched: list[tuple[int, int, str, str]] = []

    def _select(self, columns: str, only: Sequence[str] | None) -> list[tuple[Any, ...]]:
        """The rows of the key, of the files that matter; none where the store can't be read."""
        query = f"select {columns} from results where key = ?"  # noqa: S608 -- names of our own columns
        if only is None:
            return self._base.rows(query, (self.key,))
        return self._base.rows(f"{query} and path in ({', '.join('?' * len(only))})", (self.key, *only))

    def _row(self, absolute: str) -> _Row | None:
        if self._rows is None:
            self._rows = {row[0]: _Row._make(row[1:]) for row in self._select(_COLUMNS, self._only)}
        return self._rows.get(absolute)

    def made_of(self, absolute: str) -> tuple[str, str]:
        """The hash of the bytes that a found file's result was made from, and what was asked about other files, as JSON."""
        row = self._row(absolute)
        return (row.digest, row.asked) if row else ("", "{}")

    def facts(self) -> dict[str, PageFacts]:
        """The corpus facts of all files by absolute path; what can't be read is left out."""
        from qa.corpus.stored_facts import facts_from_text  # a run over a single file needs none

        found: dict[str, PageFacts] = {}
        for path, stored in self._base.each("select path, facts from facts where key = ?", (self.key,)):
            proof, _, text = str(stored).partition("\n")
            if proof == str(crc32(text.encode())):
                found[path] = facts_from_text(text)
        return found

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
        if self._results is None:
            self._results = dict(self._select("path, result", self._only))
        return _whole(path, self._results.get(absolute, ""), proof) or again(path)

    def whole(
        self, places: Mapping[str, tuple[str, Look | None]], again: Callable[[str], FileResult]
    ) -> dict[str, FileResult]:
        """The results by path of files whose look is the stored one; `places` gives the absolute path of each, and its look."""
        rows: dict[str, tuple[Any, ...]] = {}
        names = [absolute for absolute, _ in places.values()]
        many = len(names) > 4 * FEW
        for start in range(0, 1 if many else len(names), FEW):
            some = None if many else names[start : start + FEW]
            rows.update((row[0], row[1:]) for row in self._select(f"{_COLUMNS}, result", some))
        return {
            path: _unchanged(path, absolute, seen, rows.get(absolute)) or again(path)
            for path, (absolute, seen) in places.items()
        }

    def store(self, checked: Iterable[Checked]) -> dict[str, Look]:
        """Add results, and note what was found unchanged; files that changed while they were checked are left out.

        Gives the looks at the files that were kept, by absolute path.
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
        return {row[1]: Look(row[2], row[3]) for row in rows} if kept else {}

    def _stored(self, item: Checked) -> tuple[Any, ...] | None:
        absolute = os.path.abspath(item.path)  # noqa: PTH100 -- as above
        if item.result.crashes or not _storable(absolute):
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
        from qa.corpus.stored_facts import facts_to_text

        for item in items:
            if item.result.corpus is not None:
                text = facts_to_text(item.result.corpus)
                facts = f"{crc32(text.encode())}\n{text}"
                yield self.key, os.path.abspath(item.path), facts  # noqa: PTH100 -- as above


def _whole_row(row: _Row) -> bool:
    return crc32(f"{row.digest}{row.asked}{row.brief}".encode()) == row.proof


def _brief(row: _Row, absolute: str) -> tuple[Brief, int]:
    """The brief of a row and what proves its body; raises ValueError where other files are not as its checks were told."""
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
    try:
        if isinstance(text, str) and crc32(text.encode()) == proof:
            return from_plain(path, json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def _storable(path: str) -> bool:
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
