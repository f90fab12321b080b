"""One audit from its pages to its files: read, ask for links, check, compare, write, remember."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.audit.compare import changes_between
from qa.audit.gather import records, results
from qa.audit.history import History, Run, scope_of, this_run
from qa.audit.metrics import EMERGENCY_CHECK, metrics_of
from qa.audit.model import Audit
from qa.audit.outputs import publish, staged, write
from qa.audit.workspace import Workspace
from qa.late import corpus_matches, located, pages_of
from qa.record import record, replace
from qa.results import DocumentFacts, FileResult, Readability
from qa.session import Session

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from qa.corpus.facts import Page
    from qa.engine import CheckCrash
    from qa.policy import Policy
    from qa.session import Options

    Verdicts = Mapping[str, Mapping[str, Any]]
    Progress = Callable[[str, int, int], None]


@record
class Order:
    """What to audit: the paths as given, the files they mean, where to write and what to remember it in.

    `verdicts` gives the link check's verdicts on web addresses.
    """

    named: Sequence[str]
    files: Sequence[str]
    folder: Path
    history: Path
    options: Options
    jobs: int
    verdicts: Callable[[list[str]], Verdicts]


@record
class Outcome:
    """An audit that is written and remembered: its run, how it differs from the last one, and checks that crashed."""

    run: Run
    since: dt.date | None
    fresh: int
    fixed: int
    crashes: tuple[str, ...]


def audited(order: Order, progress: Progress) -> Outcome:
    """Carry out an audit; raises ConfigError. Files and history change together at the end, or not at all."""
    history = History(order.history)
    try:
        session = Session(order.options)
        policy = session.policy(_first_folder(order))
        crashes = _gathered(order, policy, history, progress)
        with staged(order.folder) as stage:
            with history.transaction():
                audit = _compared(order, history, policy)
                write(audit, stage)
                history.add(audit.run)
            publish(stage, order.folder)
    finally:
        history.close()
    return Outcome(audit.run, audit.changes.since, audit.changes.fresh, audit.changes.fixed, crashes)


def _first_folder(order: Order) -> Path:
    first = Path(order.named[0])
    return first if first.is_dir() else first.parent


def _gathered(order: Order, policy: Policy, history: History, progress: Progress) -> tuple[str, ...]:
    """Fill the workspace; gives the checks that crashed."""
    space = Workspace(history.base, history.key_of)
    total = len(order.files)
    crashes: list[CheckCrash] = []
    history.base.execute("BEGIN")
    for done, page in enumerate(records(order.files, order.options, order.jobs), 1):
        space.record(page)
        progress("reading", done, total)
    verdicts = order.verdicts(space.targets())
    space.judge(verdicts)
    together = total > 1 and policy.has_need("corpus")
    options = replace(
        order.options, verdicts=verdicts or None, facts=together, whole=all(Path(path).is_dir() for path in order.named)
    )
    pages: list[Page] = []
    for done, result in enumerate(results(order.files, options, order.jobs), 1):
        space.complete(result)
        crashes += result.crashes
        pages += pages_of([result])
        progress("checking", done, total)
    if together:
        crashes += _compared_pages(pages, Session(options), policy, space)
    history.base.execute("COMMIT")
    space.finish()
    return tuple(str(crash) for crash in crashes)


def _compared_pages(pages: list[Page], session: Session, policy: Policy, space: Workspace) -> list[CheckCrash]:
    """Add what the rules over all pages find; gives those that crashed."""
    matches, crashes = corpus_matches(pages, session, policy)
    for path, found in located(matches, session).items():
        findings, places = tuple(item.finding for item in found), tuple(item.place for item in found)
        space.add(session.settled(FileResult(_unread(path), findings, places)))
    return crashes


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
    )
