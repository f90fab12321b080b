"""The stored results that a run may use: a cache for every policy that its files are under."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from qa.base import Base
from qa.cache import FEW, Cache, Look, look, still_answered
from qa.digests import sha256
from qa.plain import located_from_plain, located_to_plain
from qa.record import replace
from qa.results import with_findings
from qa.sources.names import home
from qa.sources.names import is_plain as _plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa.cache import Checked
    from qa.corpus.facts import PageFacts
    from qa.outline import Asked, Outline
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
        self._base = Base()
        self._known: dict[str, tuple[str, str]] = {}
        self._caches: dict[str, Cache] = {}
        self._digests: dict[str, str] = {}
        self._looks: dict[str, Look | None] = {}
        self._as_seen: set[str] = set()
        self._asked: Asked = {}

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
        from qa.outline import kept

        found = kept(self._base, stamp)
        if found is None or not all(still_answered(folder, asked) for folder, asked in found.asked.items()):
            return None
        return found if not found.late or self._has_late(found.late) else None

    def keep_outline(self, stamp: str, report: Report, late: str) -> None:
        """Remember a run, if every one of its results was stored for the file as it was first seen."""
        if len(self._as_seen) == len(self._paths):
            from qa.outline import keep, outline_of

            keep(self._base, stamp, outline_of(report, self._asked, late))

    def forget(self, stamp: str, late: str) -> None:
        """Drop an outline and the pass that it builds on."""
        self._base.write(
            ("delete from outlines where stamp = ?", [(stamp,)]), ("delete from late where stamp = ?", [(late,)])
        )

    def whole(self, paths: Sequence[str], late: str) -> dict[str, FileResult] | None:
        """The results of files that are as they were seen, with what comparing files added under the stamp `late`.

        None where that can't be read.
        """
        added = self.late(late) if late else {}
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
        for path in self._paths:
            cache, absolute = self._place(path)
            seen = self._looks.get(path) or look(absolute)
            result = cache.find(path, absolute, seen, self._again, facts=facts) if seen else None
            if result is not None:
                results[path] = result
                self._digests[path], asked = cache.made_of(absolute)
                self._as_seen.add(path)
                if asked != "{}":
                    self._note(absolute, json.loads(asked))
        return results

    def _note(self, absolute: str, asked: Mapping[str, bool | None]) -> None:
        if asked:
            self._asked.setdefault(os.path.dirname(absolute), {}).update(asked)  # noqa: PTH120 -- a str is enough

    def _again(self, path: str) -> FileResult:
        return self._session.examine(path).result

    def store(self, checked: Iterable[Checked]) -> None:
        """Keep new results, and note that the others were found unchanged."""
        by_key: dict[str, list[Checked]] = {}
        for item in checked:
            self._digests[item.path] = item.digest
            if self._enabled:
                by_key.setdefault(self._place(item.path)[0].key, []).append(item)
        for key, cache in self._caches.items():
            kept = cache.store(by_key.get(key, ()))
            for item in by_key.get(key, ()):
                absolute = self._key(item.path)[1]
                self._note(absolute, item.asked)
                if absolute in kept and kept[absolute] == self._looks.get(item.path):
                    self._as_seen.add(item.path)

    def with_facts(self, results: Mapping[str, FileResult]) -> dict[str, FileResult]:
        """The results by path, each with its corpus facts: those of found results are read only now."""
        stored: dict[str, PageFacts] = {}
        if any(result.corpus is None for result in results.values()):
            for cache in self._caches.values():
                stored.update(cache.facts())

        def of(path: str) -> PageFacts | None:
            """What was damaged is worked out anew: a page that isn't compared would make others look right."""
            found = stored.get(os.path.abspath(path))  # noqa: PTH100 -- a str, as stored
            return found or self._again(path).corpus

        return {path: result if result.corpus else replace(result, corpus=of(path)) for path, result in results.items()}

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

    def late(self, stamp: str) -> dict[str, tuple[Located, ...]] | None:
        """The findings by path that a run with this stamp came to."""
        if not self._enabled:
            return None
        rows = self._base.rows("select path, found from late where stamp = ? order by path", (stamp,))
        if not rows or rows[0][0]:
            return None
        try:
            return {path: located_from_plain(path, json.loads(found)) for path, found in rows[1:]}
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def keep_late(self, stamp: str, found: Mapping[str, Iterable[Located]]) -> None:
        """Keep them for the next such run."""
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
