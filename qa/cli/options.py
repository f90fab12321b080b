"""Declared options as click has them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qa.cli.asked import session_options
from qa.cli.declared import POLICY, RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa.cli.declared import Option

__all__ = ["Day", "policy_options", "rule_options", "session_options", "with_options"]

F = TypeVar("F", bound="Callable[..., Any]")


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
    return with_options(POLICY)(command)


def rule_options(command: F) -> F:
    """Add the options that decide which rules run; enough for commands that keep no results."""
    return with_options(RULES)(command)


def with_options(declared: Iterable[Option]) -> Callable[[F], F]:
    """Add declared options to a command, in their order."""

    def add(command: F) -> F:
        for option in reversed(tuple(declared)):
            command = _option(option)(command)
        return command

    return add


def _option(option: Option) -> Callable[[F], F]:
    names = (option.name, option.key)
    if option.kind == "flag":
        return click.option(*names, is_flag=True, help=option.help)
    more: dict[str, Any] = {} if option.default is None else {"default": option.default}
    if option.bare is not None:
        more |= {"is_flag": False, "flag_value": option.bare}
    if option.metavar is not None:
        more["metavar"] = option.metavar
    return click.option(
        *names,
        type=_type(option),
        multiple=option.multiple,
        show_default=option.show_default,
        help=option.help,
        **more,
    )


def _type(option: Option) -> click.ParamType[Any] | None:
    if option.kind == "choice":
        return click.Choice(option.choices)
    if option.kind == "count":
        return click.IntRange(0, option.most)
    if option.kind in ("file", "output"):
        return click.Path(dir_okay=option.kind == "output")
    return Day() if option.kind == "day" else None
