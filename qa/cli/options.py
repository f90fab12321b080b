"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qa.errors import ConfigError
from qa.policy import Choice
from qa.session import Options

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

PROFILES = ("au", "uk", "us", "nz", "ie")


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


def policy_options(command: F) -> F:
    """Add the options that decide which rules run, under which policy and day, and whether results are kept."""
    no_cache = click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs.")
    return rule_options(no_cache(command))


def rule_options(command: F) -> F:
    """Add the options that decide which rules run; enough for commands that keep no results."""
    for option in reversed(
        (
            click.option("--profile", type=click.Choice(PROFILES), help="National profile."),
            click.option("--config", type=click.Path(dir_okay=False), help="Use this qa.yaml for every file."),
            click.option(
                "--select", multiple=True, metavar="RULES", help="Only these rules (ids, names, families; commas)."
            ),
            click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out."),
            click.option("--today", type=Day(), help="Check as if on this day."),
        )
    ):
        command = option(command)
    return command


def session_options(given: dict[str, Any], *, use_baseline: bool = True) -> Options:
    """What the shared options say; raises ConfigError for a configuration file that isn't there."""
    config = given["config"]
    if config and not Path(config).is_file():
        raise ConfigError.of("no such file", config)
    choice = Choice(given["profile"], _listed(given["select"]), _listed(given["ignore"]))
    today = given["today"] or dt.date.today()  # noqa: DTZ011 -- the reader's own calendar day is meant
    return Options(today, choice, config, use_cache=not given.get("no_cache"), use_baseline=use_baseline)


def _listed(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item.strip() for value in values for item in value.split(",") if item.strip())
