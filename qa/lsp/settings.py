"""What the editor may set: the options of `qa check` that decide which rules run, and how fast the server answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qa.errors import nearest
from qa.record import record, replace
from qa.shipped import PROFILES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Settings of an extension that concern the client alone, but stand in the same section.
CLIENTS_OWN = frozenset({"command", "trace", "enable"})


@record
class Settings:
    """`debounce` is the pause in seconds after the last key before a check; `ask_reason`: the client asks for reasons itself."""

    profile: str | None = None
    config: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: dt.date | None = None
    debounce: float = 0.2
    ask_reason: bool = False


def updated(settings: Settings, given: Mapping[str, Any]) -> tuple[Settings, list[str]]:
    """The settings with what a client sent, and what is wrong with it: a bad value is left out, the others count."""
    problems: list[str] = []
    for name, value in given.items():
        if name in CLIENTS_OWN:
            continue
        try:
            settings = _with(settings, name, value)
        except (ValueError, TypeError) as error:
            problems.append(f"setting “{name}”: {error}")
    return settings, problems


def _with(settings: Settings, name: str, value: Any) -> Settings:
    readers: dict[str, Callable[[Any], Any]] = {
        "profile": _profile, "config": _text, "select": _names, "ignore": _names, "today": _day, "debounce": _seconds,
        "askReason": bool,
    }  # fmt: skip
    if name not in readers:
        raise ValueError(f"unknown{nearest(name, readers)}")
    field = "ask_reason" if name == "askReason" else name
    return replace(settings, **{field: readers[name](value)})


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("expected a text")
    return value or None


def _profile(value: Any) -> str | None:
    if value not in (None, "", *PROFILES):
        raise ValueError(f"“{value}” is not one of {', '.join(PROFILES)}")
    return value or None


def _day(value: Any) -> dt.date | None:
    text = _text(value)
    return dt.date.fromisoformat(text) if text else None


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 10_000:
        raise ValueError("expected milliseconds from 0 to 10000")
    return value / 1000


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if value is not None and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        raise TypeError("expected a list of rules")
    return tuple(item for item in value or () if item)
