"""Runs a session over many files, in one process or several; the result is the same for any number."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from qa.cache.stored import with_late
from qa.exemptions import configuration_of
from qa.record import replace
from qa.results import Report
from qa.session import Options, Session
from qa.shelf import Shelf
from qa.system.tidy import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qa.cache.results import Checked
    from qa.engine import CheckCrash
    from qa.policy import Policy
    from qa.results import FileResult, Located

# Below this, starting processes costs more than it saves; a chunk is large enough to hide the hand-over.
PARALLEL_FROM = 64
CHUNK = 48
KEEP_AFTER = 480
# From so many files on a whole run is remembered; for fewer, asking for that costs more than it saves.
REMEMBERED_FROM = 64

_session: Session | None = None
_stopped = False


def run(
    paths: Sequence[str],
    options: Options,
    policy: Policy,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
    *,
    own: bool = False,
) -> Report:
    """Check files and gather their results in order of path; `jobs` 0 means one a processor where it pays.

    With `own` the process is the command's own, and may be copied.
    """
    together = len(paths) > 1 and policy.has_need("corpus")
    session = Session(replace(options, facts=options.facts or together)).knowing(policy)
    session.divides = own and jobs != 1
    shelf = Shelf(session, paths)
    history = options.history or (bool(options.choice.select) and policy.has_need("git"))
    plain = not history and not options.facts and options.verdicts is None
    stamp = shelf.seen(policy) if plain and len(paths) >= REMEMBERED_FROM else None
    if stamp and (report := _remembered(stamp, shelf, paths, options, policy)):
        return report
    results = _results(shelf, paths, session, jobs, progress)
    late = ""
    if together:
        late = shelf.stamp(results, policy)
        results = _compared(late, results, session, shelf, policy)
    if history:
        results = _with_history(results, session)
    settled = [session.settled(results[path], path) for path in sorted(results)]
    configuration = configuration_of(session, policy, settled, network=options.verdicts is not None, git=history)
    report = Report(options.today, policy.profile, tuple(settled), policy.rules, configuration=configuration)
    if stamp and not report.crashes():
        shelf.keep_outline(stamp, report, late)
    return report


def _results(
    shelf: Shelf, paths: Sequence[str], session: Session, jobs: int, progress: Callable[[int, int], None] | None
) -> dict[str, FileResult]:
    """The files' results by path: those that are remembered, and the others, examined now."""
    results = shelf.found()
    missing = [path for path in paths if path not in results]
    fresh: list[Checked] = []
    for item in _examined(missing, session, jobs or (os.cpu_count() or 1)):
        fresh.append(item)
        results[item.path] = item.result
        if progress:
            progress(len(results), len(paths))
        # A first run over a large site that is stopped shouldn't have been for nothing.
        if len(fresh) == KEEP_AFTER:
            _keep(fresh, results, shelf)
            fresh = []
    _keep(fresh, results, shelf)
    return results


def _keep(fresh: list[Checked], results: dict[str, FileResult], shelf: Shelf) -> None:
    """Store results; of a long run those that are stored are read again where somebody looks."""
    stored = shelf.store(fresh)
    if shelf.long:
        results.update(stored)


def _remembered(stamp: str, shelf: Shelf, paths: Sequence[str], options: Options, policy: Policy) -> Report | None:
    """The report of a run over the same files, none of which has changed since; its files are read where somebody looks."""
    outline = shelf.outline(stamp)
    if outline is None:
        return None
    from qa.cache.outline import RememberedFiles, RememberedReport

    anew: dict[str, FileResult] = {}

    def read(some: Sequence[str]) -> Mapping[str, FileResult]:
        found = shelf.whole(some, outline.late)
        if found is None:
            if not anew:
                shelf.forget(stamp, outline.late)
                anew.update((file.path, file) for file in run(paths, options, policy).files)
            found = anew
        return found

    files: Any = RememberedFiles(sorted(paths), outline, read)
    return RememberedReport(
        options.today, policy.profile, files, policy.rules, configuration=outline.configuration, counts=outline.tally
    )


def _compared(
    stamp: str, results: dict[str, FileResult], session: Session, shelf: Shelf, policy: Policy
) -> dict[str, FileResult]:
    """The results with what comparing the documents adds; unchanged documents are not compared again."""
    from qa.corpus.facts import Corpus
    from qa.late import corpus_matches, located

    late = shelf.late(stamp)
    crashes: list[CheckCrash] = []
    if late is None:
        corpus = Corpus(shelf.pages(results), whole=session.options.whole)
        matches, crashes = corpus_matches(corpus, session, policy)
        late = located(matches, session)
        if not crashes:
            shelf.keep_late(stamp, late)
    results = {path: replace(result, corpus=None) if result.corpus else result for path, result in results.items()}
    return _added(results, late, crashes)


def _with_history(results: dict[str, FileResult], session: Session) -> dict[str, FileResult]:
    """The results with what git's history adds."""
    from qa.history_facts import history_matches
    from qa.late import located

    matches, crashes = history_matches(results, session)
    return _added(results, located(matches, session), crashes)


def _added(
    results: dict[str, FileResult], late: Mapping[str, Iterable[Located]], crashes: Iterable[CheckCrash]
) -> dict[str, FileResult]:
    added = dict(results)
    for path in results.keys() & {path for path, more in late.items() if more}:
        added[path] = with_late(results[path], late[path])
    for crash in crashes:
        added[crash.path] = replace(added[crash.path], crashes=(*added[crash.path].crashes, crash))
    return added


def _examined(paths: Sequence[str], session: Session, jobs: int) -> Iterator[Checked]:
    session.divides &= len(paths) == 1
    if jobs == 1 or len(paths) < PARALLEL_FROM:
        yield from (session.examine(path) for path in paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    from qa.system.with_parent import undisturbed

    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_start, initargs=(session.options,)) as pool:
        with undisturbed():
            found = pool.map(_examine_chunk, chunks)
        for checked in found:
            yield from checked


def _start(options: Options) -> None:
    global _session  # noqa: PLW0603 -- one session a process is what a pool's initializer is for
    from qa.system.with_parent import end_with_parent

    # On Ctrl-C a worker lets the rest of its files be.
    end_with_parent(_stop)
    _session = Session(options)


def _stop(*_: object) -> None:
    global _stopped  # noqa: PLW0603 -- as above
    _stopped = True


def _examine_chunk(paths: Sequence[str]) -> list[Checked]:
    if _session is None:  # pragma: no cover -- the initializer has run
        raise RuntimeError
    done = [_session.examine(path) for path in paths if not _stopped]
    tidy()
    return done
