"""`qa fix`."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.options import policy_options, session_options
from qa.errors import ConfigError
from qa.file_source import source_of
from qa.files import discover
from qa.reporters.counted import counted
from qa.session import Session, content_paths
from qa.source import Source
from qa.sources.names import is_remote
from qa.triage.fixer import Fixed, fixed, write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.finding import Finding


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--unsafe", is_flag=True, help="Also apply fixes that change words; read what they did.")
@click.option("--diff", is_flag=True, help="Show what would change and change nothing.")
@policy_options
def fix(paths: tuple[str, ...], *, unsafe: bool, diff: bool, **given: Any) -> int:
    """Apply safe fixes to files or folders; exit 1 with --diff where something would change."""
    session = Session(session_options(given))
    changed = count = 0
    chosen = list(paths) or content_paths(given["config"])
    tops = [os.path.realpath(top) for top in chosen]
    for path in discover(chosen, session.settings):
        if path == "-":
            raise ConfigError.of("`qa fix` works on files; it can't fix standard input")
        if not _within(path, tops) and not is_remote(path):
            click.echo(
                f"qa: {path}: skipped, the link leads out of what was asked for; name the file to fix it", err=True
            )
            continue
        source = source_of(path)
        if source.problem:
            click.echo(f"qa: {path}: skipped, {source.problem}", err=True)
            continue
        result = _fixed(session, source, unsafe=unsafe)
        if result.oscillating:
            click.echo(f"qa: {path}: stopped, the fixes of {', '.join(result.oscillating)} undo each other", err=True)
        if result.text == source.text:
            continue
        changed += 1
        count += len(result.applied)
        if diff:
            _show(path, source.text, result.text)
        else:
            write_atomically(Path(path), result.text)
            for title in result.applied:
                click.echo(f"{path}: {title}")
    would = "would be " if diff else ""
    click.echo(f"{counted(count, 'fix', 'fixes')} {would}applied in {counted(changed, 'file')}.", err=True)
    return int(diff and changed > 0)


def _within(path: str, tops: Sequence[str]) -> bool:
    """Whether a file really lies in what was asked for: a link in somebody's folder must not have other files changed."""
    real = os.path.realpath(path)
    return any(real == top or real.startswith(os.path.join(top, "")) for top in tops)  # noqa: PTH118 -- a str, as given


def _fixed(session: Session, source: Source, *, unsafe: bool) -> Fixed:
    def check(text: str) -> Sequence[Finding]:
        return session.check_source(Source(source.path, text)).findings

    return fixed(source.text, check, unsafe=unsafe)


def _show(path: str, before: str, after: str) -> None:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    for line in lines:
        sys.stdout.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
