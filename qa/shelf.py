"""The stored results that a run may use: a cache for every policy that its files are under."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from qa.cache import Cache
from qa.plain import located_from_plain, located_to_plain
from qa.record import replace
from qa.sources.names import home

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qa.cache import Checked
    from qa.corpus.facts import PageFacts
    from qa.results import FileResult, Located
    from qa.session import Session


class Shelf:
    """Finds and stores results by path; finds nothing and stores nothing where the run does without a cache."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._enabled = session.options.use_cache
        self._caches: dict[str, Cache] = {}
        self._digests: dict[str, str] = {}

    def find(self, path: str) -> FileResult | None:
        """The stored result of an unchanged file."""
        if not self._enabled:
            return None
        cache = self._cache(path)
        found = cache.find(path, facts=self._session.options.facts)
        if found is not None:
            self._digests[path] = cache.digest(path)
        return found

    def store(self, checked: Iterable[Checked]) -> None:
        """Keep new results, and note that the others were found unchanged."""
        by_key: dict[str, list[Checked]] = {}
        for item in checked:
            self._digests[item.path] = item.digest
            if self._enabled:
                by_key.setdefault(self._cache(item.path).key, []).append(item)
        for key, cache in self._caches.items():
            cache.store(by_key.get(key, ()))

    def with_facts(self, results: Mapping[str, FileResult]) -> dict[str, FileResult]:
        """The results by path, each with its corpus facts: those of found results are read only now."""
        stored: dict[str, PageFacts] = {}
        if any(result.corpus is None for result in results.values()):
            for cache in self._caches.values():
                stored.update(cache.facts())
        return {
            path: result if result.corpus else replace(result, corpus=stored.get(os.path.abspath(path)))  # noqa: PTH100
            for path, result in results.items()
        }

    def stamp(self, paths: Iterable[str]) -> str:
        """A hash of all that decides what comparing the files comes to: their bytes, their policies, what the run covers."""
        lines = [f"whole {self._session.options.whole}"]
        for path in sorted(paths):
            key = self._session.policy(home(path)).key(self._session.options.today)
            lines.append(f"{os.path.abspath(path)}|{path}|{self._digests[path]}|{key}")  # noqa: PTH100 -- a name
        return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()

    def late(self, stamp: str) -> dict[str, tuple[Located, ...]] | None:
        """The findings by path that a run with this stamp came to."""
        cache = next(iter(self._caches.values()), None)
        found = cache.late(stamp) if cache else None
        if found is None:
            return None
        try:
            return {path: located_from_plain(path, data) for path, data in found.items()}
        except (ValueError, TypeError, KeyError):
            return None

    def keep_late(self, stamp: str, found: Mapping[str, Iterable[Located]]) -> None:
        """Keep them for the next such run."""
        cache = next(iter(self._caches.values()), None)
        if cache:
            cache.keep_late(stamp, {path: located_to_plain(items) for path, items in found.items()})

    def _cache(self, path: str) -> Cache:
        key = self._session.policy(home(path)).key(self._session.options.today)
        if key not in self._caches:
            self._caches[key] = Cache(key)
        return self._caches[key]
