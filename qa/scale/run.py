"""A run of any size from its items to its report."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.errors import ConfigError
from qa.record import record, replace
from qa.results import Report
from qa.scale.crew import Crew
from qa.scale.examine import Kits, examine
from qa.scale.passes import compare, judge, targets
from qa.scale.report import spooled_report
from qa.scale.spool import FORMAT, Spool
from qa.scale.stream import Stream
from qa.session import Session
from qa.sources.names import is_plain
from qa.system.temporary import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qa.policy import Policy
    from qa.scale.crew import Site
    from qa.scale.report import SpooledReport
    from qa.scale.stream import Shard
    from qa.session import Options

    Verdicts = Callable[[Sequence[str]], Mapping[str, Mapping[str, Any]]]
    Progress = Callable[[int, float | None], None]


@record
class Order:
    """What to run: files, archives and addresses under a policy; `verdicts` gives those on web addresses, with the network on."""

    items: Iterable[str]
    options: Options
    policy: Policy
    verdicts: Verdicts | None = None
    progress: Progress | None = None


@contextmanager
def report_of(order: Order, site: Site) -> Iterator[SpooledReport]:
    """Check everything and give the report, which lives as long as the context does."""
    with scratch() as spool:
        session = Session(_with_facts(order))
        _examine(order, session, site, spool, None)
        yield finished(spool, session, order, site)


def shard_of(order: Order, site: Site, shard: Shard, output: str, named: Sequence[str]) -> int:
    """Check a part and leave its results in a file, for `merge`; gives the number of pages."""
    beside = f"{output}.part"
    Path(beside).unlink(missing_ok=True)
    try:
        spool = Spool(beside)
    except Exception as error:  # noqa: BLE001 -- sqlite3.Error, kept out of this module
        raise ConfigError.of(f"cannot be written: {error}", output) from None
    try:
        session = Session(_with_facts(order))
        spool.note(_meta(order, shard, named))
        _examine(order, session, site, spool, shard)
        count = spool.count()
    except BaseException:
        spool.close()
        Path(beside).unlink(missing_ok=True)
        raise
    spool.close(keep=True)
    Path(beside).replace(output)
    return count


def finished(spool: Spool, session: Session, order: Order, site: Site) -> SpooledReport:
    """Add what the passes over all pages find to spooled results, and give the report."""
    spool.prepare_passes()
    kits, crew = Kits(session, local=site.local, targets=False), Crew(site)
    crashes: list[tuple[str, str, str]] = []
    if order.verdicts is not None:
        judge(spool, order.verdicts(targets(spool)), session, kits, crew)
    if session.options.facts:
        crashes = compare(spool, session, order.policy, kits, crew)
    history = session.options.history or (bool(order.options.choice.select) and order.policy.has_need("git"))
    if history:
        crashes += _history(spool, session)
    report = Report(order.options.today, order.policy.profile, (), order.policy.rules)
    return spooled_report(
        spool, session, report, crashes, order.policy, network=order.verdicts is not None, git=history
    )


def _examine(order: Order, session: Session, site: Site, spool: Spool, shard: Shard | None) -> None:
    kits = Kits(session, local=site.local, targets=order.verdicts is not None)
    stream = Stream(order.items, session, shard)

    def progress(count: int) -> None:
        if order.progress:
            order.progress(count, stream.done())

    examine(stream, kits, Crew(site), spool, session, progress)


def _with_facts(order: Order) -> Options:
    return replace(order.options, facts=order.policy.has_need("corpus"))


def _history(spool: Spool, session: Session) -> list[tuple[str, str, str]]:
    """Add what git's history shows of plain files."""
    import json

    from qa.cache.plain import located_to_plain
    from qa.history_facts import history_matches
    from qa.late import located

    paths = [row.path for row in spool.rows() if is_plain(row.path)]
    matches, crashes = history_matches(paths, session)
    for path, found in located(matches, session).items():
        spool.add_late(path, json.dumps(located_to_plain(found)))
    return [(crash.rule, crash.path, crash.detail) for crash in crashes]


def _meta(order: Order, shard: Shard, named: Sequence[str]) -> dict[str, Any]:
    choice = order.options.choice
    return {
        "format": FORMAT, "version": __version__, "shard": shard.index + 1, "count": shard.count, "named": list(named),
        "folder": str(Path.cwd()), "today": order.options.today.isoformat(), "config": order.options.config,
        "choice": [choice.profile, list(choice.select), list(choice.ignore)], "whole": order.options.whole,
        "online": order.verdicts is not None, "use_baseline": order.options.use_baseline,
        "rules": [[rule.id, rule.severity] for rule in order.policy.rules],
    }  # fmt: skip


@contextmanager
def scratch() -> Iterator[Spool]:
    """A spool that vanishes with the run, in the folder for temporary files."""
    with temporary_folder() as folder:
        spool = Spool(str(Path(folder) / "spool.sqlite"))
        try:
            yield spool
        finally:
            spool.close()
