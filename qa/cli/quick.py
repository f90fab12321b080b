"""Reads the arguments of a call that is right, without click, whose import takes longer than checking a page.

What is wrong, rare or asks for help is left to click: `parsed` gives None, and click reads the same declaration.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.cli.declared import Option


class _LeftError(Exception):
    """The call is left to click."""


def parsed(arguments: Sequence[str], options: Iterable[Option]) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """The paths of a call and the values of its options, as click would give them; None where click is to read it."""
    named = {option.name: option for option in options}
    given = {option.key: option.absent for option in named.values()}
    paths: list[str] = []
    rest = list(reversed(arguments))
    if any("\0" in argument for argument in arguments):
        return None
    try:
        while rest:
            argument = rest.pop()
            if argument == "--":
                return (*paths, *reversed(rest)), given
            if argument[:1] != "-" or argument == "-":
                paths.append(argument)
                continue
            name, equals, value = argument.partition("=")
            option = named.get(name)
            if option is None or (option.kind == "flag" and equals):
                return None
            if option.kind == "flag":
                given[option.key] = True
                continue
            if not equals:
                value = _next(option, rest)
            made = _made(option, value)
            given[option.key] = (*given[option.key], made) if option.multiple else made
    except _LeftError:
        return None
    return tuple(paths), given


def _next(option: Option, rest: list[str]) -> str:
    """The argument after an option, unless it looks like another option."""
    if option.bare is not None and (not rest or rest[-1][:1] == "-"):
        if rest[-1:] == ["-"]:
            raise _LeftError
        return option.bare
    if not rest or rest[-1][:1] == "-":
        raise _LeftError
    return rest.pop()


def _made(option: Option, value: str) -> Any:
    """The value of an option, converted."""
    if option.kind == "choice":
        right = value in option.choices
    elif option.kind == "count":
        right = value.isascii() and value.isdigit() and len(value) < 9 and int(value) <= option.most
    elif option.kind in ("file", "output"):
        right = _usable(value, folder=option.kind == "output")
    elif option.kind == "day":
        return _day(value)
    else:
        right = True
    if not right:
        raise _LeftError
    return int(value) if option.kind == "count" else value


def _usable(path: str, *, folder: bool) -> bool:
    """Whether a path has nothing that click would complain of: what is there can be read and is of the right sort."""
    try:
        there = os.path.lexists(path)
    except ValueError:
        return False
    return not there or (os.access(path, os.R_OK) and (folder or os.path.isfile(path)))  # noqa: PTH113 -- pathlib isn't needed here


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise _LeftError from None
