"""`qa check`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.output import Progress, coloured, write
from qa.errors import ConfigError
from qa.files import discover
from qa.policy import Choice
from qa.runner import run
from qa.session import Options, Session, content_paths

if TYPE_CHECKING:
    from qa.results import Report

FORMATS = ("text", "json")
FAIL_ON = ("error", "warning", "info", "never")


class Day(click.ParamType[dt.date]):
    """A calendar day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.date:
        """The date, or a usage error."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a day in the form YYYY-MM-DD", param, ctx)


def _listed(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item.strip() for value in values for item in value.split(",") if item.strip())


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to write the report.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write the report to a file.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
              help="Exit 1 at findings of this severity or above.")  # fmt: skip
@click.option("--profile", type=click.Choice(("au", "uk", "us", "nz", "ie")), help="National profile.")
@click.option("--config", type=click.Path(dir_okay=False), help="Use this qa.yaml for every file.")
@click.option("--select", multiple=True, metavar="RULES", help="Run only these rules (ids, names, families; commas).")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out.")
@click.option("--today", type=Day(), help="Check as if on this day.")
@click.option("--jobs", type=click.IntRange(0, 512), default=0, metavar="N", help="Processes (0: as many as pay).")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--stdin-filename", metavar="NAME", help="The name of what standard input holds, with `-`.")
@click.option("--quiet", is_flag=True, help="Leave the summary out.")
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
def check(paths: tuple[str, ...], form: str, output: str | None, fail_on: str, **rest: Any) -> int:
    """Check articles: files, folders, or - for standard input; without a path, the content of the nearest qa.yaml."""
    choice = Choice(rest["profile"], _listed(rest["select"]), _listed(rest["ignore"]))
    options = Options(rest["today"] or dt.date.today(), choice, rest["config"], use_cache=not rest["no_cache"])  # noqa: DTZ011
    if options.config and not Path(options.config).is_file():
        raise ConfigError.of("no such file", options.config)
    report = _stdin_report(options, rest["stdin_filename"]) if "-" in paths else _report(paths, options, rest["jobs"])
    colour = coloured(output)
    write(_rendered(report, form, colour=colour, quiet=rest["quiet"], statistics=rest["statistics"]), output)
    return int(_failed(report, fail_on))


def _report(paths: tuple[str, ...], options: Options, jobs: int) -> Report:
    named = list(paths) or content_paths(options.config)
    session = Session(options)
    files = list(discover(named, session.settings))
    policy = session.policy(Path(named[0]) if Path(named[0]).is_dir() else Path(named[0]).parent)
    with Progress("checking") as progress:
        return run(files, options, policy, jobs, progress)


def _stdin_report(options: Options, name: str | None) -> Report:
    from qa.results import Report
    from qa.source import Source

    session = Session(options)
    source = Source.from_bytes(name or "stdin.md", sys.stdin.buffer.read())
    policy = session.policy(Path(source.path).parent)
    return Report(options.today, policy.profile, (session.check_source(source),), policy.rules)


def _rendered(report: Report, form: str, **style: Any) -> str:
    if form == "json":
        from qa.reporters.json_report import render as render_json

        return render_json(report)
    from qa.reporters.text import render as render_text

    return render_text(report, **style)


def _failed(report: Report, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    levels = FAIL_ON[: FAIL_ON.index(fail_on) + 1]
    return report.worst() in levels
