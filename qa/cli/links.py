"""`qa links`."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import policy_options, session_options
from qa.cli.output import coloured, write
from qa.files import discover
from qa.online import governing, with_verdicts
from qa.record import replace
from qa.reporters.choose import MODULES, rendered
from qa.runner import run
from qa.session import Session, content_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.links.progress import Progress

CHECK = "link_verdict"


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--from-store", is_flag=True, help="Use what earlier runs found; ask nobody.")
@click.option("--format", "form", type=click.Choice(list(MODULES)), default="text", help="How to write the report.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to a file.")
@policy_options
def links(paths: tuple[str, ...], *, from_store: bool, form: str, output: str | None, **given: Any) -> int:
    """Ask for every web address that articles link to, each once, from the store where it is fresh; exit 1 at broken ones."""
    session = Session(session_options(given, use_baseline=False))
    named = list(paths) or content_paths(given["config"])
    files = list(discover(named, session.settings))
    place = governing(named)
    policy = session.policy(place)
    options = with_verdicts(files, session, place, ask=not from_store, tell=progress_line())
    asked = tuple(rule.id for rule in policy.rules if rule.check == CHECK)
    report = run(files, replace(options, choice=replace(options.choice, select=asked)), policy, 1)
    write(rendered(report, form, colour=coloured(output)), output)
    return int(report.worst() == "error")


def progress_line() -> Callable[[Progress], None] | None:
    """Draws the link check's progress on a terminal; None elsewhere."""
    if not sys.stderr.isatty():
        return None

    def tell(progress: Progress) -> None:
        end = "\n" if progress.done == progress.total else ""
        click.echo(f"\r\033[K{progress.line(shutil.get_terminal_size().columns - 1)}{end}", nl=False, err=True)

    return tell
