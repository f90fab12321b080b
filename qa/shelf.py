"""The stored results that a run may use: a cache for every policy that its files are under."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from qa.cache import FEW, Cache
from qa.plain import located_from_plain, located_to_plain
from qa.record import replace
from qa.sources.names import home
from qa.sources.names import is_plain as _plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa.cache import Checked
    from qa.corpus.facts import PageFacts
    from qa.results import FileResult, Located
    from qa.session import Session


class Shelf:
    """Finds and stores results by path; finds nothing and stores nothing where the run does without a cache.

    `paths` are those that the run will ask for.
    """

    def __init__(self, session: Session, paths: Sequence[str]) -> None:
        self._session = session
        self._enabled = session.options.use_cache
        self._paths = paths
        self._known: dict[str, tuple[str, str]] = {}
        self._caches: dict[str, Cache] = {}
        self._digests: dict[str, str] = {}

    def found(self) -> dict[str, FileResult]:
        """The stored results of unchanged files by path."""
        results: dict[str, FileResult] = {}
        if not self._enabled:
            return results
        facts = self._session.options.facts
        for path in self._paths:
            cache, absolute = self._place(path)
            result = cache.find(path, absolute, self._again, facts=facts)
            if result is not None:
                results[path] = result
                self._digests[path] = cache.digest(absolute)
        return results

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
            cache.store(by_key.get(key, ()))

    def with_facts(self, results: Mapping[str, FileResult]) -> dict[str, FileResult]:
        """The results by path, each with its corpus facts: those of found results are read only now."""
        stored: dict[str, PageFacts] = {}
        if any(result.corpus is None for result in results.values()):
            for cache in self._caches.values():
                stored.update(cache.facts())
        return {
            path: result if result.corpus else replace(result, corpus=stored.get(os.path.abspath(path)))  # noqa: PTH100 -- a str, as stored
            for path, result in results.items()
        }

    def stamp(self, paths: Iterable[str]) -> str:
        """A hash of all that decides what comparing the files comes to: their bytes, their policies, what the run covers."""
        lines = [f"whole {self._session.options.whole}"]
        for path in sorted(paths):
            key, absolute = self._key(path)
            lines.append(f"{absolute}|{path}|{self._digests[path]}|{key}")
        return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()

    def late(self, stamp: str) -> dict[str, tuple[Located, ...]] | None:
        """The findings by path that a run with this stamp came to."""
        cache = next(iter(self._caches.values()), None)
        found = cache.late(stamp) if cache else None
        if found is None:
            return None
        try:
            return {path: located_from_plain(path, data) for path, data in found.items()}
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def keep_late(self, stamp: str, found: Mapping[str, Iterable[Located]]) -> None:
        """Keep them for the next such run."""
        cache = next(iter(self._caches.values()), None)
        if cache:
            cache.keep_late(stamp, {path: located_to_plain(items) for path, items in found.items()})

    def _key(self, path: str) -> tuple[str, str]:
        """What decides results in the folder of a path, and the path made absolute: worked out once a folder."""
        folder, slash, name = path.rpartition("/")
        known = self._known.get(folder)
        if known is None or not slash or not _plain(path):
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
            cache = self._caches[key] = Cache(key, only=only)
        return cache, absolute
