"""`qa audit`."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.declared import FAIL_ON
from qa.cli.live import fetched_pages, is_live, live_pages
from qa.cli.options import policy_options, session_options
from qa.errors import ConfigError
from qa.finding import SEVERITIES
from qa.reporters.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qa.audit.run import Outcome
    from qa.config import Settings
    from qa.crawl.site import Crawled
    from qa.session import Options

HISTORY = "history.sqlite"
_WORDS = {"error": "errors", "warning": "warnings", "info": "suggestions"}


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--out", required=True, type=click.Path(file_okay=False), metavar="DIR", help="Where the files go.")
@click.option("--history", metavar="FILE",
              help="The memory of earlier audits (default: history.sqlite in DIR), or postgresql://…, to share it.")  # fmt: skip
@click.option("--offline", is_flag=True, help="Ask for no address; use what earlier audits and link checks fetched.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
              help="Exit 1 at open findings of this severity or above.")  # fmt: skip
@policy_options
@click.option("--no-baseline", is_flag=True, help="Count the findings that the baseline knows, too.")
@click.option("--jobs", type=click.IntRange(0, 512), default=0, metavar="N", help="Processes (0: one a processor).")
@click.option("--quiet", is_flag=True, help="Print nothing.")
def audit(paths: tuple[str, ...], out: str, history: str | None, fail_on: str, **given: Any) -> int:
    """Check everything, links included, and write a report, tables and a review calendar into a folder.

    PATHS are files, folders, addresses of live sites (https://…, whose links are followed below that address) and sitemaps
    (addresses or files that end in .xml or .xml.gz). The folder also remembers each audit, so that the next one says what is new, what was fixed, and how things have moved.
    """
    from qa.session import Session, content_paths
    from qa.system.temporary import leave_nothing
    from qa.system.tidy import claim

    claim()
    leave_nothing()
    options = session_options(given, use_baseline=not given["no_baseline"])
    session = Session(options)
    named = list(paths) or content_paths(options.config)
    folder = _folder(out)
    memory = _memory(history, folder)
    progress = _Progress()
    with live_pages(named, session, folder, offline=given["offline"], tell=progress.fetched) as (crawl, options):
        outcome = _audited(named, options, crawl, (folder, memory), given, progress)
    if not given["quiet"]:
        click.echo(_told(outcome, folder))
        _warn(crawl, outcome)
    for crash in outcome.crashes:
        click.echo(f"qa: {crash}", err=True)
    return 2 if outcome.crashes else int(_failed(outcome, fail_on))


def _audited(
    named: list[str],
    options: Options,
    crawl: Crawled | None,
    places: tuple[Path, Path | str],
    given: dict[str, Any],
    progress: _Progress,
) -> Outcome:
    from qa.audit.listing import Listing
    from qa.audit.run import Order, audited
    from qa.files import discover
    from qa.online import governing
    from qa.session import Session

    session = Session(options)
    on_disk = [path for path in named if not is_live(path)]
    whole = all(Path(path).is_dir() for path in on_disk) and not (crawl and crawl.left)
    place = governing(on_disk or ["."])
    with Listing() as files:
        # Files named twice, by different paths, are one.
        files.add((str(Path(path).resolve()), path) for path in discover(on_disk, session.settings))
        files.add((address, address) for address in fetched_pages(options))
        order = Order(
            named, files, places[0], places[1], options, given["jobs"],
            lambda targets: _verdicts(targets, session.settings(place), offline=given["offline"]),
            place, whole, crawl,
        )  # fmt: skip
        return audited(order, progress)


def _memory(history: str | None, folder: Path) -> Path | str:
    """Where audits are remembered: a file, or the address of a database."""
    if history and "://" in history:
        return history
    memory = Path(history) if history else folder / HISTORY
    if not memory.parent.is_dir():
        raise ConfigError.of("no such folder", str(memory.parent))
    return memory


def _warn(crawl: Crawled | None, outcome: Outcome) -> None:
    """Say what an audit of a live site didn't see, and which facts nobody has checked for long."""
    if crawl is not None:
        for count, words in (
            (crawl.unread, "could not be read"),
            (crawl.refused, "closed to robots by robots.txt"),
            (crawl.left, "left out: they lie beyond the limits of `crawl:` on depth or pages"),
        ):
            if count:
                click.echo(f"{count:,} {'address' if count == 1 else 'addresses'} {words}.")
    stale = outcome.stale_services
    if stale:
        shown = ", ".join(stale[:5]) + (f" and {len(stale) - 5:,} more" if len(stale) > 5 else "")
        click.echo(f"Not re-checked for 12 months in the registry of services: {shown}.")


def _folder(out: str) -> Path:
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError.of(f"cannot be made: {error.strerror}", out) from None
    return folder


def _verdicts(targets: Iterable[str], settings: Settings, *, offline: bool) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The link check's verdicts; where no page links anywhere nothing is opened or asked."""
    waiting = iter(targets)
    first = next(waiting, None)
    if first is None:
        return
    from qa.cli.links import progress_line
    from qa.online import each_verdict

    found = each_verdict(chain([first], waiting), settings, ask=not offline, tell=progress_line())
    yield from ((target, verdict.plain()) for target, verdict in found)


class _Progress:
    """A counter on standard error when that is a terminal."""

    def __init__(self) -> None:
        self.on = sys.stderr.isatty()

    def __call__(self, verb: str, done: int, total: int) -> None:
        """Draw every few pages; a finished part clears its line."""
        if not self.on or total <= 20:
            return
        if done == total:
            click.echo("\r\033[K", nl=False, err=True)
        elif done % 16 == 0:
            click.echo(f"\r{verb} {done:,} of {total:,}", nl=False, err=True)

    def fetched(self, done: int, known: int) -> None:
        """Draw how many pages of a live site have been fetched; how many there are is known only at the end."""
        if self.on and (done % 8 == 0 or done == known):
            end = "" if done < known else "\r\033[K"
            click.echo(f"\rfetching {done:,}, {known - done:,} more known \033[K{end}", nl=False, err=True)


def _told(outcome: Outcome, folder: Path) -> str:
    figures = outcome.run.metrics
    found = ", ".join(f"{figures[name]:,} {word}" for name, word in _WORDS.items())
    lines = [f"{counted(figures['pages'], 'page')}: {found}; {figures['overdue']:,} overdue for review."]
    if outcome.since:
        lines.append(f"Since {outcome.since}: {outcome.fresh:,} new, {outcome.fixed:,} fixed.")
    lines.append(f"Report: {folder / 'report.html'}")
    return "\n".join(lines)


def _failed(outcome: Outcome, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(outcome.run.metrics[severity] for severity in counted)
