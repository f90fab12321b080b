"""Runs a session over many files, in one process or several; the result is the same for any number."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from qa.cache import Cache
from qa.results import FileResult, Report
from qa.session import Options, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.cache import Checked
    from qa.policy import Policy

# Below this, starting processes costs more than it saves; a chunk is large enough to hide the hand-over.
PARALLEL_FROM = 64
CHUNK = 48

_session: Session | None = None


def run(
    paths: Sequence[str],
    options: Options,
    policy: Policy,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check files and gather their results in order of path; `jobs` 0 means one a processor where it pays."""
    session = Session(options)
    caches: dict[str, Cache] = {}
    results: list[FileResult] = []
    missing: list[str] = []
    for path in paths:
        found = _cache_of(path, session, caches).find(path) if options.use_cache else None
        if found is None:
            missing.append(path)
        else:
            results.append(found)
    checked: dict[str, list[Checked]] = {}
    for item in _examined(missing, session, jobs or (os.cpu_count() or 1)):
        results.append(item.result)
        if options.use_cache:
            checked.setdefault(session.policy(Path(item.path).parent).key(options.today), []).append(item)
        if progress:
            progress(len(results), len(paths))
    for key, cache in caches.items():
        cache.store(checked.get(key, ()))
    results = [session.settled(result) for result in results]
    results.sort(key=lambda result: result.facts.path)
    return Report(options.today, policy.profile, tuple(results), policy.rules)


def _cache_of(path: str, session: Session, caches: dict[str, Cache]) -> Cache:
    key = session.policy(Path(path).parent).key(session.options.today)
    if key not in caches:
        caches[key] = Cache(key)
    return caches[key]


def _examined(paths: Sequence[str], session: Session, jobs: int) -> Iterator[Checked]:
    if jobs == 1 or len(paths) < PARALLEL_FROM:
        yield from (session.examine(path) for path in paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_start, initargs=(session.options,)) as pool:
        for checked in pool.map(_examine_chunk, chunks):
            yield from checked


def _start(options: Options) -> None:
    global _session  # noqa: PLW0603 -- one session a process is what a pool's initializer is for
    _session = Session(options)


def _examine_chunk(paths: Sequence[str]) -> list[Checked]:
    if _session is None:  # pragma: no cover -- the initializer has run
        raise RuntimeError
    return [_session.examine(path) for path in paths]
