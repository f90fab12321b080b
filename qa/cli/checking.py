"""What `qa check` does, once its arguments are read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from qa.cache.results import FEW
from qa.cli.asked import session_options
from qa.cli.declared import PARQUET
from qa.cli.output import Progress
from qa.cli.telling import told
from qa.errors import ConfigError
from qa.files import discover
from qa.record import replace
from qa.results import FileResult, Report
from qa.runner import run
from qa.session import Session, content_paths
from qa.sources.names import all_plain, covers, governing, home, is_plain, roots_of
from qa.sources.selection import looked_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.changed import Changes
    from qa.session import Options


def check(paths: tuple[str, ...], given: Mapping[str, Any]) -> int:
    """Check articles and write the report; `given` are the values of qa.cli.declared.CHECK. Gives the exit status."""
    form, output, fail_on = given["form"], given["output"], given["fail_on"]
    if not given["watch"]:
        return _checked(paths, form, output, fail_on, given)
    if "-" in paths:
        raise ConfigError.of("--watch works on files; it can't watch standard input")
    from qa.cli.watch import watch

    return watch(lambda: _checked(paths, form, output, fail_on, given), paths, _options(given), output)


def _options(given: Mapping[str, Any]) -> Options:
    return session_options(given, use_baseline=not given["no_baseline"])


def _checked(paths: tuple[str, ...], form: str, output: str | None, fail_on: str, given: Mapping[str, Any]) -> int:
    """Check once, write the report, and give the exit status."""
    options = _options(given)
    if "-" in paths:
        report = _stdin_report(options, given["stdin_filename"], given["jobs"])
    else:
        named = list(paths) or content_paths(options.config)
        session = Session(options)
        files = list(discover(named, session.settings, opened=False))
        if given["force_exclude"]:
            files = [path for path in files if not is_plain(path) or looked_at(path, session.settings(home(path)))]
        if given["executor"] or given["shard"] or form == PARQUET or not all_plain(files):
            from qa.cli.scaled import check_scaled

            return check_scaled(named, files, session, form, output, fail_on, given)
        report = _report(named, files, session, given)
    return told(report, form, output, fail_on, given)


def _report(named: list[str], files: list[str], session: Session, given: Mapping[str, Any]) -> Report:
    changes = _changes(given)
    if changes is not None:
        files = [path for path in files if os.path.realpath(path) in changes.lines]
    whole = changes is None and all(map(covers, named))
    options = replace(session.options, whole=whole, roots=roots_of(named), history=changes is not None)
    policy = session.policy(governing(named[0]))
    if given["online"]:
        from qa.cli.links import progress_line
        from qa.online import with_verdicts

        options = with_verdicts(files, session, governing(named[0]), tell=progress_line())
    if len(files) > FEW:  # their results may lie in a temporary folder
        from qa.system.temporary import leave_nothing

        leave_nothing()
    with Progress("checking") as progress:
        report = run(files, options, policy, given["jobs"], progress, own=True)
    return _on_changed_lines(report, changes) if changes is not None and given["changed_lines"] else report


def _changes(given: Mapping[str, Any]) -> Changes | None:
    if given["changed"] is None:
        if given["changed_lines"]:
            raise ConfigError.of("--changed-lines goes with --changed")
        return None
    from pathlib import Path

    from qa.changed import changes_since

    return changes_since(given["changed"], Path.cwd())


def _on_changed_lines(report: Report, changes: Changes) -> Report:
    """The report with findings elsewhere marked as known: an editor answers for the lines she touched."""

    def marked(file: FileResult) -> FileResult:
        findings = tuple(
            finding
            if finding.status != "new" or changes.touches(finding.path, place.line, place.end_line)
            else replace(finding, status="baselined")
            for finding, place in zip(file.findings, file.places, strict=True)
        )
        return replace(file, findings=findings)

    files, configuration = (tuple(map(marked, some)) for some in (report.files, report.configuration))
    return replace(report, files=files, configuration=configuration)


def _stdin_report(options: Options, name: str | None, jobs: int) -> Report:
    from qa.source import Source

    if sys.stdin is None:
        raise ConfigError.of("standard input is closed")
    session = Session(options)
    session.divides = jobs != 1
    source = Source.from_bytes(name or "stdin.md", sys.stdin.buffer.read())
    policy = session.policy(home(source.path))
    return Report(options.today, policy.profile, (session.check_source(source),), policy.rules)
