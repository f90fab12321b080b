"""Runs a session over many files, in one process or several; the result is the same for any number."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qa.results import FileResult, Report
from qa.session import Options, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    results: list[FileResult] = []
    for result in _results(paths, options, jobs or (os.cpu_count() or 1)):
        results.append(result)
        if progress:
            progress(len(results), len(paths))
    results.sort(key=lambda result: result.facts.path)
    return Report(options.today, policy.profile, tuple(results), policy.rules)


def _results(paths: Sequence[str], options: Options, jobs: int) -> Iterator[FileResult]:
    if jobs == 1 or len(paths) < PARALLEL_FROM:
        session = Session(options)
        yield from (session.check_path(path) for path in paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_start, initargs=(options,)) as pool:
        for results in pool.map(_check_chunk, chunks):
            yield from results


def _start(options: Options) -> None:
    global _session  # noqa: PLW0603 -- one session a process is what a pool's initializer is for
    _session = Session(options)


def _check_chunk(paths: Sequence[str]) -> list[FileResult]:
    if _session is None:  # pragma: no cover -- the initializer has run
        raise RuntimeError
    return [_session.check_path(path) for path in paths]
