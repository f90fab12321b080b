"""`qa serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from qa.cli.options import rule_options, session_options
from qa.errors import ConfigError

AUDIT = "audit"


@click.command()
@click.argument("folder", required=False)
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="The port (default: 8737, or any if taken).")
@click.option("--audit", "audit_folder", type=click.Path(file_okay=False), metavar="DIR",
              help="Where `qa audit` wrote its report (default: a folder “audit” here or beside qa.yaml).")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
@rule_options
def serve(folder: str | None, port: int | None, audit_folder: str | None, *, no_browser: bool, **given: Any) -> int:
    """Open a page where a draft is checked as it is written; FOLDER's configuration governs it.

    The page is on this machine only: nothing leaves it, and no draft is stored. Ctrl-C ends it.
    """
    from qa.api import Checker
    from qa.serve.desk import Desk
    from qa.serve.reports import REPORT, Reports
    from qa.serve.serving import bound
    from qa.serve.serving import serve as run

    options = session_options(given)
    place = _place(folder, options.config)
    checker = Checker(
        profile=options.choice.profile,
        config=options.config,
        select=options.choice.select,
        ignore=options.choice.ignore,
        today=given["today"],
    )
    desk = Desk(place, checker)
    desk.start()
    if audit_folder is not None and not (Path(audit_folder) / REPORT).is_file():
        raise ConfigError.of(f"no {REPORT} in this folder; `qa audit --out {audit_folder}` writes one", audit_folder)
    reports = Reports(
        Path(audit_folder) if audit_folder else _found_audit(checker.settings(str(place / "draft")).files)
    )

    def ready(address: str) -> None:
        click.echo(f"Checking drafts at {address}")
        click.echo("The page is on this machine only, and no draft is stored. Ctrl-C ends it.", err=True)
        sys.stdout.flush()
        if not no_browser:
            import webbrowser

            webbrowser.open(address)

    run(desk, reports, bound(port), ready)
    return 0


def _place(folder: str | None, config: str | None) -> Path:
    """The folder that drafts are checked as if they stood in: the one named, else the content of the nearest qa.yaml."""
    if folder is not None:
        if not Path(folder).is_dir():
            raise ConfigError.of("no such folder", folder)
        return Path(folder)
    from qa.session import content_paths

    try:
        first = Path(content_paths(config)[0])
    except ConfigError:
        return Path()
    return first if first.is_dir() else first.parent


def _found_audit(files: tuple[str, ...]) -> Path | None:
    from qa.serve.reports import REPORT

    places = [Path(), *(Path(file).parent for file in reversed(files))]
    return next((place / AUDIT for place in places if (place / AUDIT / REPORT).is_file()), None)
