"""Runs of any size, as `qa check` and `qa merge` start them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.cli.output import Bar, tell
from qa.cli.telling import told
from qa.errors import ConfigError
from qa.record import replace
from qa.scale.run import Order, report_of, shard_of
from qa.scale.sites import site_of
from qa.scale.stream import Shard
from qa.sources.names import covers, governing, roots_of
from qa.system.temporary import leave_nothing
from qa.system.tidy import claim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.scale.run import Verdicts
    from qa.session import Session

_SHARD = re.compile(r"([1-9]\d*)/([1-9]\d*)")


def check_scaled(
    named: list[str],
    items: list[str],
    session: Session,
    form: str,
    output: str | None,
    fail_on: str,
    given: Mapping[str, Any],
) -> int:
    """Check files, archives and addresses in a stream; gives the exit status."""
    if given["changed"] is not None or given["changed_lines"]:
        raise ConfigError.of("--changed goes with files and folders, in one run on this machine")
    shard = _shard(given["shard"], output)
    claim()
    leave_nothing()
    options = replace(session.options, whole=all(map(covers, named)), roots=roots_of(named))
    policy = session.policy(governing(named[0]))
    verdicts = verdicts_of(session) if given["online"] else None
    with site_of(given["executor"], given["jobs"]) as site, Bar("checking") as bar:
        order = Order(items, options, policy, verdicts, bar)
        if shard:
            count = shard_of(order, site, shard, str(output), named)
            tell(f"{output}: {count:,} pages, shard {given['shard']}.")
            return 0
        with report_of(order, site) as report:
            bar.__exit__()
            return told(report, form, output, fail_on, given)


def verdicts_of(session: Session) -> Verdicts:
    """Asks for addresses once for the whole run, as the configuration of the working folder says."""

    def ask(targets: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        from pathlib import Path

        from qa import online
        from qa.cli.links import progress_line

        return online.verdicts_of(targets, session.settings(Path.cwd()), tell=progress_line()) if targets else {}

    return ask


def _shard(text: str | None, output: str | None) -> Shard | None:
    if text is None:
        return None
    found = _SHARD.fullmatch(text)
    if not found or int(found[1]) > int(found[2]):
        raise ConfigError.of(f"--shard: “{text}” is no part; write I/N with I from 1 to N, such as 3/8")
    if output is None:
        raise ConfigError.of("--shard needs --output, the file for its results")
    return Shard(int(found[1]) - 1, int(found[2]))
