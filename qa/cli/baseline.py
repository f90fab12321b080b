"""`qa baseline`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import policy_options, session_options
from qa.cli.output import Progress, write
from qa.config import config_files
from qa.errors import ConfigError
from qa.files import discover
from qa.record import replace
from qa.reporters.counted import counted
from qa.runner import run
from qa.session import Session, content_paths
from qa.sources.names import covers, roots_of
from qa.triage.baseline import Baseline, updated

if TYPE_CHECKING:
    from qa.results import Report

DEFAULT = "qa-baseline.json"


@click.group()
def baseline() -> None:
    """Adopt the tool on old content: known findings don't fail a run, new ones do."""


def _place(session: Session, config: str | None) -> Path:
    """The baseline file that the configuration names, else one beside the nearest qa.yaml, else one here."""
    named = session.settings(Path.cwd()).baseline
    if named:
        return Path(named)
    files = (config,) if config else config_files(Path.cwd())
    return (Path(files[-1]).parent if files else Path.cwd()) / DEFAULT


def _checked(paths: tuple[str, ...], given: dict[str, Any]) -> tuple[Session, Report]:
    options = session_options(given, use_baseline=False)
    named = list(paths) or content_paths(options.config)
    options = replace(options, whole=all(map(covers, named)), roots=roots_of(named))
    session = Session(options)
    files = list(discover(named, session.settings))
    with Progress("checking") as progress:
        report = run(files, options, session.policy(Path.cwd()), 0, progress)
    return session, report


@baseline.command()
@click.argument("paths", nargs=-1)
@click.option("--force", is_flag=True, help="Replace a baseline that is there.")
@policy_options
def create(paths: tuple[str, ...], *, force: bool, **given: Any) -> int:
    """Take every finding of today into a new baseline."""
    session, report = _checked(paths, given)
    path = _place(session, given["config"])
    if path.exists() and not force:
        raise ConfigError.of(
            "there is a baseline already; `qa baseline update` shrinks it, --force replaces it", str(path)
        )
    made = Baseline(path.parent)
    made = Baseline(path.parent, made.entries_of(report.every()))
    write(made.text(), str(path))
    click.echo(f"{path}: {counted(len(made.entries), 'finding')} of {counted(len(report.files), 'file')}.")
    if session.settings(Path.cwd()).baseline is None:
        click.echo(f"Name it in qa.yaml to use it:  baseline: {path.name}")
    return 0


@baseline.command()
@click.argument("paths", nargs=-1)
@click.option("--grow", is_flag=True, help="Also take new findings in.")
@policy_options
def update(paths: tuple[str, ...], *, grow: bool, **given: Any) -> int:
    """Drop what is fixed and what belongs to deleted files; nothing new enters without --grow."""
    session, report = _checked(paths, given)
    path = _place(session, given["config"])
    old = Baseline.read(path)
    looked_at = {old.relative(file.path) for file in report.every()}
    new, change = updated(old, old.entries_of(report.every()), looked_at, grow=grow)
    write(new.text(), str(path))
    left = f", {change['new']:,} new findings left out" if change["new"] and not grow else ""
    click.echo(f"{path}: {change['dropped']:,} dropped, {change['added']:,} added, {len(new.entries):,} in all{left}.")
    return 0


@baseline.command()
@click.option("--config", type=click.Path(dir_okay=False), help="Use this qa.yaml.")
def show(config: str | None) -> int:
    """Count the baseline's entries by rule and by file."""
    given = {"config": config, "profile": None, "select": (), "ignore": (), "today": None}
    path = _place(Session(session_options(given)), config)
    entries = Baseline.read(path).entries
    click.echo(f"{path}: {len(entries):,} findings.")
    for title, counts in (
        ("by rule", Counter(entry.rule for entry in entries)),
        ("by file", Counter(entry.path for entry in entries)),
    ):
        click.echo(f"{title}:")
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            click.echo(f"{count:>6}  {name}")
    return 0
