"""The stored results that a run may use: a cache for every policy that its files are under."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from qa.cache.plain import located_from_plain, located_to_plain
from qa.cache.results import FEW, Cache, Look, look, still_answered, storable
from qa.document.model import Span
from qa.results import with_findings
from qa.sources.names import home
from qa.sources.names import is_plain as _plain
from qa.system.digests import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa.cache.database import Base
    from qa.cache.outline import Asked, Outline
    from qa.cache.results import Checked
    from qa.corpus.facts import Page
    from qa.policy import Policy
    from qa.results import FileResult, Located, Report
    from qa.session import Session

MAX_LATE = 16
_DROP_LATE = """delete from late where stamp not in
    (select stamp from late where path = '' order by rowid desc limit ?)"""


class Shelf:
    """Finds and stores results by path; finds nothing and stores nothing where the run does without a cache.

    `paths` are those that the run will ask for.
    """

    def __init__(self, session: Session, paths: Sequence[str]) -> None:
        self._session = session
        self._enabled = session.options.use_cache
        self._paths = paths
        # A long run without a cache puts its results aside, too.
        self._aside = None if self._enabled or not self.long else _Aside()
        self._known: dict[str, tuple[str, str]] = {}
        self._caches: dict[str, Cache] = {}
        self._digests: dict[str, str] = {}
        self._looks: dict[str, Look | None] = {}
        self._as_seen: set[str] = set()
        self._asked: Asked = {}

    @property
    def long(self) -> bool:
        """Whether the files are too many to keep their results in memory."""
        return len(self._paths) > FEW

    @cached_property
    def _base(self) -> Base:
        """The file of stored results; a short run without a cache does without SQLite, too."""
        from qa.cache.database import Base

        return Base(self._aside.folder) if self._aside else Base()

    def seen(self, policy: Policy) -> str | None:
        """A hash of the first look at all files and of all else that decides the run; None where there is nothing to remember."""
        if not self._enabled:
            return None
        options = self._session.options
        lines = [f"{policy.key(options.today)} {options.whole} {options.roots} {options.use_baseline}", os.getcwd()]  # noqa: PTH109
        folders: set[str] = set()
        for path in self._paths:
            key, absolute = self._key(path)
            found = self._looks[path] = look(absolute)
            if found is None:
                return None
            folder = path.rpartition("/")[0]
            if folder not in folders:
                folders.add(folder)
                items = self._session.settings(home(path)).suppressions
                lines.append(f"{key} {self._baseline(path)} {[item['line'] for item in items]}")
            lines.append(f"{path}|{found[0]}|{found[1]}")
        return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()

    def _baseline(self, path: str) -> str:
        """The baseline of a path's folder with a first look at it."""
        named = self._session.settings(home(path)).baseline if self._session.options.use_baseline else None
        return f"{named} {look(named)}" if named else ""

    def outline(self, stamp: str) -> Outline | None:
        """The outline of a run that was as this one is, if what it asked about other files would be answered the same."""
        from qa.cache.outline import kept

        found = kept(self._base, stamp)
        if found is None or not all(still_answered(folder, asked) for folder, asked in found.asked.items()):
            return None
        return found if not found.late or self._has_late(found.late) else None

    def keep_outline(self, stamp: str, report: Report, late: str) -> None:
        """Remember a run, if every one of its results was stored for the file as it was first seen."""
        if len(self._as_seen) == len(self._paths):
            from qa.cache.outline import keep, outline_of

            keep(self._base, stamp, outline_of(report, self._asked, late))

    def forget(self, stamp: str, late: str) -> None:
        """Drop an outline and the pass that it builds on."""
        self._base.write(
            ("delete from outlines where stamp = ?", [(stamp,)]), ("delete from late where stamp = ?", [(late,)])
        )

    def whole(self, paths: Sequence[str], late: str) -> dict[str, FileResult] | None:
        """The results of a few files that are as they were seen, with what comparing files added under the stamp `late`.

        None where that can't be read.
        """
        added = self.late(late, paths) if late else {}
        if added is None:
            return None
        places: dict[str, dict[str, tuple[str, Look | None]]] = {}
        for path in paths:
            key, absolute = self._key(path)
            places.setdefault(key, {})[path] = absolute, self._looks.get(path)
        results: dict[str, FileResult] = {}
        for key, some in places.items():
            results.update(Cache(key, self._base).whole(some, self._again))
        for path, more in added.items():
            if path in results and more:
                results[path] = with_findings(results[path], more)
        return results

    def found(self) -> dict[str, FileResult]:
        """The stored results of unchanged files by path."""
        results: dict[str, FileResult] = {}
        if not self._enabled:
            return results
        facts = self._session.options.facts
        for path in sorted(self._paths):
            cache, absolute = self._place(path)
            seen = self._looks.get(path) or look(absolute)
            result = cache.find(path, absolute, seen, self._again, facts=facts) if seen else None
            if result is not None:
                results[path] = result
                self._digests[path], asked = cache.made_of(absolute)
                self._as_seen.add(path)
                if asked != "{}":
                    import json

                    self._note(absolute, json.loads(asked))
        return results

    def _note(self, absolute: str, asked: Mapping[str, bool | None]) -> None:
        if asked:
            self._asked.setdefault(os.path.dirname(absolute), {}).update(asked)  # noqa: PTH120 -- a str is enough

    def _again(self, path: str) -> FileResult:
        return self._session.examine(path).result

    def store(self, checked: Iterable[Checked]) -> dict[str, FileResult]:
        """Keep new results, and note that the others were found unchanged; gives those kept, to be read when they are asked for."""
        by_key: dict[str, list[Checked]] = {}
        stored: dict[str, FileResult] = {}
        for item in checked:
            self._digests[item.path] = item.digest
            if self._enabled or self._aside:
                by_key.setdefault(self._place(item.path)[0].key, []).append(item)
        for key, cache in self._caches.items():
            kept = cache.store(by_key.get(key, ()), self._again)
            for item in by_key.get(key, ()):
                absolute = self._key(item.path)[1]
                self._note(absolute, item.asked)
                if absolute in kept:
                    stored[item.path] = kept[absolute].result
                    if kept[absolute].seen == self._looks.get(item.path):
                        self._as_seen.add(item.path)
        return stored

    def pages(self, results: Mapping[str, FileResult]) -> Sequence[Page]:
        """The pages of results in order of path with their corpus facts; those stored are read as they are asked for."""
        from qa.corpus.read_pages import ReadPages

        return ReadPages(sorted(results), lambda path: self._page(path, results[path]))

    def _page(self, path: str, result: FileResult) -> Page:
        """A page; one whose facts are damaged is read anew: if it weren't compared it would make others look right."""
        from qa.corpus.facts import Page, PageFacts

        if result.corpus is None:
            cache, absolute = self._place(path)
            found = cache.page(path, absolute)
            if found is not None:
                return found
            result = self._again(path)
        return Page(path, result.facts.title, result.facts.kind, result.corpus or PageFacts("", Span(0, 0)))

    def stamp(self, paths: Iterable[str], policy: Policy) -> str:
        """A hash of all that decides what comparing the files comes to: their bytes, the policies, what the run covers."""
        options = self._session.options
        lines = [f"whole {options.whole} {policy.key(options.today)}"]
        for path in sorted(paths):
            key, absolute = self._key(path)
            lines.append(f"{absolute}|{path}|{self._digests[path]}|{key}")
        return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()

    def _has_late(self, stamp: str) -> bool:
        return bool(self._base.rows("select 1 from late where stamp = ? and path = ''", (stamp,)))

    def late(self, stamp: str, paths: Sequence[str] | None = None) -> dict[str, tuple[Located, ...]] | None:
        """The findings by path that a run with this stamp came to: of all paths, or of a few."""
        if not self._enabled:
            return None
        import json

        some = f"and path in ('', {', '.join('?' * len(paths))})" if paths is not None else ""
        values = (stamp, *filter(storable, paths or ()))
        rows = self._base.rows(f"select path, found from late where stamp = ? {some} order by path", values)  # noqa: S608 -- marks of our own
        if not rows or rows[0][0]:
            return None
        try:
            return {path: located_from_plain(path, json.loads(found)) for path, found in rows[1:]}
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def keep_late(self, stamp: str, found: Mapping[str, Iterable[Located]]) -> None:
        """Keep them for the next such run."""
        import json

        if self._enabled:
            rows = [(stamp, path, json.dumps(located_to_plain(items))) for path, items in found.items()]
            self._base.write(
                ("delete from late where stamp = ?", [(stamp,)]),
                ("insert into late values (?, ?, ?)", [(stamp, "", ""), *rows]),
                (_DROP_LATE, [(MAX_LATE,)]),
            )

    def _key(self, path: str) -> tuple[str, str]:
        """What decides results in the folder of a path, and the path made absolute: worked out once a folder."""
        folder, slash, name = path.rpartition("/")
        known = self._known.get(folder)
        if known is None or not slash or "!" in path or "://" in path:
            key = self._session.policy(home(path)).key(self._session.options.today)
            absolute = os.path.abspath(path)  # noqa: PTH100 -- a name, not to be resolved
            if _plain(path):
                self._known[folder] = key, os.path.dirname(absolute)  # noqa: PTH120 -- as above
            return key, absolute
        return known[0], f"{known[1]}/{name}"

    def _place(self, path: str) -> tuple[Cache, str]:
        """The cache of a path, and the path made absolute."""
        key, absolute = self._key(path)
        cache = self._caches.get(key)
        if cache is None:
            few = len(self._paths) <= FEW
            only = [os.path.abspath(path) for path in self._paths] if few else None  # noqa: PTH100 -- as above
            cache = self._caches[key] = Cache(key, self._base, only=only)
        return cache, absolute


class _Aside:
    """A folder for results that vanishes with the object."""

    def __init__(self) -> None:
        from weakref import finalize

        from qa.system.temporary import made_folder, remove

        self.folder = made_folder()
        finalize(self, remove, self.folder)
