"""Reads and checks the pages of an audit in several processes, a page at a time, so that memory stays flat."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from qa.audit.record import PageRecord, record_of
from qa.document.boilerplate import edges
from qa.record import record
from qa.scale.spool import batches
from qa.session import Options, Session
from qa.system.tidy import tidy
from qa.system.with_parent import end_with_parent, undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qa.results import FileResult

PARALLEL_FROM = 64
CHUNK = 32
# Chunks handed out ahead of those taken in: enough to keep every process busy, too few to fill the memory.
AHEAD = 3
# Chunks that a process works on before another takes its place: whatever a page leaves behind in it, that stays bounded.
SHIFT = 32

_Result = TypeVar("_Result")
_session: Session | None = None


@record
class Look:
    """What a first look at a page gives: its record, and its findings, or for an HTML page the blocks at its two ends.

    An HTML page is checked only when all have been read, for then it is known which blocks are the site's.
    """

    record: PageRecord
    result: FileResult | None
    edges: frozenset[bytes]


def looks(paths: Iterable[str], total: int, options: Options, jobs: int = 0) -> Iterator[Look]:
    """A first look at each page of so many, in the order given; `jobs` 0 means one process a processor. Raises ConfigError."""
    return _spread(paths, total, options, jobs, _look)


def results(paths: Iterable[str], total: int, options: Options, jobs: int = 0) -> Iterator[FileResult]:
    """The findings of each page of so many, in the order given, those that the baseline knows marked; raises ConfigError."""
    return _spread(paths, total, options, jobs, _result)


def _look(path: str, session: Session) -> Look:
    document = session.read(path)
    record = record_of(document, session)
    if document.kind == "html":
        return Look(record, None, edges(document))
    return Look(record, session.settled(session.examine_document(document).result), frozenset())


def _result(path: str, session: Session) -> FileResult:
    return session.settled(session.examine(path).result)


def _spread(
    paths: Iterable[str], total: int, options: Options, jobs: int, work: Callable[[str, Session], _Result]
) -> Iterator[_Result]:
    jobs = min(jobs or os.cpu_count() or 1, -(-total // CHUNK))
    chunks = batches(paths, CHUNK)
    if jobs <= 1 or total < PARALLEL_FROM:
        session = Session(options)
        for chunk in chunks:
            yield from (work(path, session) for path in chunk)
            tidy()
        return
    for shift in batches(chunks, jobs * SHIFT):
        yield from _shift(shift, options, jobs, work)


def _shift(
    chunks: Iterable[Sequence[str]], options: Options, jobs: int, work: Callable[[str, Session], _Result]
) -> Iterator[_Result]:
    """The results of some chunks, from processes that end with them."""
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(options,)) as pool:
        waiting: deque[Future[list[_Result]]] = deque()
        try:
            for chunk in chunks:
                with undisturbed():
                    waiting.append(pool.submit(_chunk, work, chunk))
                if len(waiting) > jobs * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start(options: Options) -> None:
    global _session  # noqa: PLW0603 -- one session a process is what a pool's initializer is for
    end_with_parent()
    _session = Session(options)


def _chunk(work: Callable[[str, Session], _Result], paths: Sequence[str]) -> list[_Result]:
    if _session is None:  # pragma: no cover -- the initializer has run
        raise RuntimeError
    done = [work(path, _session) for path in paths]
    tidy()
    return done
