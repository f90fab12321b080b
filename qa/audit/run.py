"""One audit from its pages to its files: read, ask for links, check, compare, write, remember."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.audit.compare import changes_between
from qa.audit.gather import looks, results
from qa.audit.history import History, Run, scope_of, this_run
from qa.audit.metrics import EMERGENCY_CHECK, metrics_of
from qa.audit.model import Audit
from qa.audit.outputs import publish, staged, write
from qa.audit.workspace import Workspace
from qa.corpus.facts import Corpus
from qa.exemptions import Exemptions
from qa.late import corpus_matches, located
from qa.record import record, replace
from qa.results import DocumentFacts, FileResult, Readability
from qa.safety.services import stale_entries
from qa.scale.corpus import SpooledPages, facts_text
from qa.scale.run import scratch
from qa.scale.spool import Row
from qa.session import Session
from qa.sources.names import roots_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qa.corpus.facts import Page
    from qa.crawl.site import Crawled
    from qa.engine import CheckCrash
    from qa.policy import Policy
    from qa.scale.spool import Spool
    from qa.session import Options

    Verdicts = Mapping[str, Mapping[str, Any]]
    Progress = Callable[[str, int, int], None]


@record
class Order:
    """What to audit: the paths as given, the files and addresses they mean, where to write and what to remember it in.

    `history` is a file, or the address of a database that is shared.
    `place` is the folder whose configuration governs the audit as a whole. `verdicts` gives the link check's verdicts on web
    addresses. `whole` tells that no page of the site is left out, `crawl` what fetching the pages came to where they are a live
    site's.
    """

    named: Sequence[str]
    files: Sequence[str]
    folder: Path
    history: Path | str
    options: Options
    jobs: int
    verdicts: Callable[[list[str]], Verdicts]
    place: Path
    whole: bool = False
    crawl: Crawled | None = None


@record
class Outcome:
    """An audit that is written and remembered: its run, how it differs from the last one, checks that crashed, stale data."""

    run: Run
    since: dt.date | None
    fresh: int
    fixed: int
    crashes: tuple[str, ...]
    stale_services: tuple[str, ...] = ()


def audited(order: Order, progress: Progress) -> Outcome:
    """Carry out an audit; raises ConfigError. Files and history change together at the end, or not at all."""
    with _remembering(order) as (history, share):
        session = Session(order.options)
        policy = session.policy(order.place)
        with scratch() as spool:
            crashes = _gathered(order, policy, history, spool, progress)
        with staged(order.folder) as stage:
            with history.transaction():
                audit = _compared(order, history, policy)
                write(audit, stage)
                share(history.add(audit.run))
            publish(stage, order.folder)
    return Outcome(
        audit.run, audit.changes.since, audit.changes.fresh, audit.changes.fixed, crashes, audit.stale_services
    )


@contextmanager
def _remembering(order: Order) -> Iterator[tuple[History, Callable[[int], None]]]:
    """The history, and what hands a finished run to those who share it."""
    if isinstance(order.history, Path):
        history = History(order.history)
        try:
            yield history, lambda _run: None
        finally:
            history.close()
        return
    from qa.audit.shared_history import SharedHistory

    with tempfile.TemporaryDirectory(prefix="qa-") as folder:
        history = History(Path(folder) / "history.sqlite")
        try:
            # Pages are known by their path from the folder above the one that is audited, wherever that is checked out.
            history.folder = str(Path(os.path.abspath(order.place)).parent)  # noqa: PTH100 -- a name, not to be resolved
            shared = SharedHistory(order.history, history.base)
            try:
                shared.pull(scope_of(order.named, history), order.options.today)
                yield history, shared.push
            finally:
                shared.close()
        finally:
            history.close()


def _gathered(order: Order, policy: Policy, history: History, spool: Spool, progress: Progress) -> tuple[str, ...]:
    """Fill the workspace; gives the checks that crashed. What comparing the pages needs of them waits in the spool."""
    space = Workspace(history.base, history.key_of)
    together = len(order.files) > 1 and policy.has_need("corpus")
    options = replace(order.options, facts=together, whole=order.whole, roots=roots_of(order.named))
    found = _Found(space, spool)
    history.base.execute("BEGIN")
    waiting = _first_looks(order, options, found, progress)
    targets = space.targets()
    verdicts = order.verdicts(targets)
    space.judge(verdicts)
    options = replace(options, verdicts=verdicts or None, boilerplate=space.boilerplate(len(waiting)))
    again = set(waiting) | space.with_verdicts()
    files = [path for path in order.files if path in again]
    for done, result in enumerate(results(files, options, order.jobs), 1):
        found.take(result)
        progress("checking", done, len(files))
    crashes = [crash for crashes in found.crashes.values() for crash in crashes]
    session = Session(options)
    if together:
        crashes += _compared_pages(SpooledPages(spool), session, policy, found)
    met = {"corpus": together, "network": verdicts.keys() >= set(targets)}
    _configured(space, found.used, Exemptions(session, frozenset(need for need, fulfilled in met.items() if fulfilled)))
    history.base.execute("COMMIT")
    space.finish()
    return tuple(str(crash) for crash in crashes)


class _Found:
    """Takes results into the workspace; of a page that is checked twice the later result counts."""

    def __init__(self, space: Workspace, spool: Spool) -> None:
        self.space, self._spool, self._taken = space, spool, 0
        self.crashes: dict[str, tuple[CheckCrash, ...]] = {}
        self.used: dict[str, tuple[int, ...]] = {}

    def add(self, result: FileResult) -> None:
        """Take further findings on a page."""
        self.space.add(result)
        self.used[result.path] = (*self.used[result.path], *result.used)

    def take(self, result: FileResult) -> None:
        path = result.facts.path
        self.space.complete(result)
        self.used[path] = result.used
        if result.crashes or path in self.crashes:
            self.crashes[path] = result.crashes
        if result.corpus:
            self._taken += 1
            self._spool.put(Row(path, self._taken, "", "", "", "", facts_text(result), None, None))


def _first_looks(order: Order, options: Options, found: _Found, progress: Progress) -> list[str]:
    """Read every page and check those that don't have to wait for the others; gives those that do."""
    waiting: list[str] = []
    total = len(order.files)
    for done, look in enumerate(looks(order.files, options, order.jobs), 1):
        found.space.record(look.record)
        if look.result is None:
            found.space.meet(look.edges)
            waiting.append(look.record.path)
        else:
            found.take(look.result)
        progress("reading", done, total)
    return waiting


def _compared_pages(pages: Sequence[Page], session: Session, policy: Policy, found: _Found) -> list[CheckCrash]:
    """Add what the rules over all pages find; gives those that crashed."""
    matches, crashes = corpus_matches(Corpus(pages, whole=session.options.whole), session, policy)
    for path, late in located(matches, session).items():
        findings, places = tuple(item.finding for item in late), tuple(item.place for item in late)
        found.add(session.settled(FileResult(_unread(path), findings, places)))
    return crashes


def _configured(space: Workspace, used: Mapping[str, tuple[int, ...]], exemptions: Exemptions) -> None:
    """Add each qa.yaml with suppressions, and what is wrong with them."""
    for path, numbers in used.items():
        exemptions.note(path, numbers)
    results = {result.path: result for result in exemptions.results()}
    for path in exemptions.files:
        space.configure(path, results.get(path))


def _unread(path: str) -> DocumentFacts:
    """Facts that hold nothing but the path: the page's own are written already."""
    return DocumentFacts(path, "", "", 0, 0, None, None, False, Readability(None, None, None, 0, None, False))


def _compared(order: Order, history: History, policy: Policy) -> Audit:
    today = order.options.today
    scope = scope_of(order.named, history)
    emergency = frozenset(rule.id for rule in policy.rules if rule.check == EMERGENCY_CHECK)
    previous = history.previous(scope, today)
    history.remember(previous, today)
    run = this_run(scope, today, policy.profile, policy.key(today), frozenset(rule.id for rule in policy.rules))
    run = replace(run, metrics=metrics_of(history.base, today, emergency))
    return Audit(
        base=history.base,
        run=run,
        previous=previous,
        runs=history.earlier(scope, today),
        changes=changes_between(history.base, previous, run),
        rules=policy.rules,
        named=order.named,
        partners=policy.data("partners"),
        emergency_rules=emergency,
        source=Session(order.options).source,
        stale_services=_stale_services(policy, today),
        crawl=order.crawl,
    )


def _stale_services(policy: Policy, today: dt.date) -> tuple[str, ...]:
    """The names of the registry's services that nobody has checked for twelve months."""
    entries = policy.data("services")
    names = {entry["id"]: str(entry["name"]) for entry in entries}
    return tuple(names[ident] for ident in stale_entries(entries, today))
