"""One audit from its pages to its files: read, ask for links, check, compare, write, remember."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.audit.compare import changes_between
from qa.audit.gather import looks, results
from qa.audit.history import History, Run, scope_of, this_run
from qa.audit.metrics import EMERGENCY_CHECK, metrics_of
from qa.audit.model import Audit
from qa.audit.outputs import publish, staged, write
from qa.audit.verdicts import stored
from qa.audit.workspace import Workspace
from qa.engine import CheckCrash
from qa.exemptions import Exemptions
from qa.record import record, replace
from qa.results import DocumentFacts, FileResult, Readability
from qa.safety.services import stale_entries
from qa.scale.corpus import facts_text
from qa.scale.passes import late_matches, matched, matched_paths
from qa.scale.run import scratch
from qa.scale.spool import Row
from qa.session import Session
from qa.sources.names import roots_of
from qa.system.temporary import temporary_folder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qa.audit.listing import Listing
    from qa.crawl.site import Crawled
    from qa.policy import Policy
    from qa.scale.spool import Spool
    from qa.session import Options

    Progress = Callable[[str, int, int], None]


@record
class Order:
    """What to audit: the paths as given, the files and addresses they mean, where to write and what to remember it in.

    `history` is a file, or the address of a database that is shared.
    `place` is the folder whose configuration governs the audit as a whole. `verdicts` gives the link check's verdicts, as plain
    data, on web addresses that have one. `whole` tells that no page of the site is left out, `crawl` what fetching the pages came to where they are a live
    site's.
    """

    named: Sequence[str]
    files: Listing
    folder: Path
    history: Path | str
    options: Options
    jobs: int
    verdicts: Callable[[Iterable[str]], Iterable[tuple[str, Mapping[str, Any]]]]
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

    with temporary_folder() as folder:
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
    _first_looks(order, options, found, progress)
    html = space.waiting()
    verdicts = stored(order.verdicts(space.targets()), Path(spool.path).with_name("verdicts.sqlite"))
    space.judge(verdicts)
    options = replace(options, verdicts=verdicts or None, boilerplate=space.boilerplate(html))
    _second_looks(order, options, found, progress)
    session = Session(options)
    late = _compared_pages(spool, session, policy, found) if together else []
    met = {"corpus": together, "network": len(verdicts) == space.target_count()}
    _configured(space, Exemptions(session, frozenset(need for need, fulfilled in met.items() if fulfilled)))
    history.base.execute("COMMIT")
    space.finish()
    return tuple(str(crash) for crashes in (*found.crashes.values(), late) for crash in crashes)


class _Found:
    """Takes results into the workspace; of a page that is checked twice the later result counts."""

    def __init__(self, space: Workspace, spool: Spool) -> None:
        self.space, self._spool, self._taken = space, spool, 0
        self.crashes: dict[str, tuple[CheckCrash, ...]] = {}

    def take(self, result: FileResult) -> None:
        path = result.facts.path
        self.space.complete(result)
        if result.crashes or path in self.crashes:
            self.crashes[path] = result.crashes
        if result.corpus:
            self._taken += 1
            self._spool.put(Row(path, self._taken, "", "", "", "", facts_text(result), None, None))


def _first_looks(order: Order, options: Options, found: _Found, progress: Progress) -> None:
    """Read every page and check those that don't have to wait for the others."""
    total = len(order.files)
    for done, look in enumerate(looks(order.files, total, options, order.jobs), 1):
        found.space.record(look.record, again=look.result is None)
        if look.result is None:
            found.space.meet(look.edges)
        else:
            found.take(look.result)
        progress("reading", done, total)


def _second_looks(order: Order, options: Options, found: _Found, progress: Progress) -> None:
    """Check the pages that had to wait, and those that link to what the link check has something to say about."""
    total = found.space.waiting()
    paths = (path for path, _ in found.space.pages(again=True))
    for done, result in enumerate(results(paths, total, options, order.jobs), 1):
        found.take(result)
        progress("checking", done, total)


def _compared_pages(spool: Spool, session: Session, policy: Policy, found: _Found) -> list[CheckCrash]:
    """Add what the rules over all pages find; gives those that crashed."""
    spool.prepare_passes()
    crashes = [CheckCrash(*crash) for crash in matched(spool, session, policy)]
    for path in matched_paths(spool):
        late = session.amended(path, late_matches(spool, session, path))
        if late:
            findings, places = tuple(item.finding for item in late), tuple(item.place for item in late)
            found.space.add(session.settled(FileResult(_unread(path), findings, places)))
    return crashes


def _configured(space: Workspace, exemptions: Exemptions) -> None:
    """Add each qa.yaml with suppressions, and what is wrong with them."""
    for path, numbers in space.pages():
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
