"""What the shared options of a call ask for."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.policy import Choice
from qa.session import Options

if TYPE_CHECKING:
    from collections.abc import Mapping


def session_options(given: Mapping[str, Any], *, use_baseline: bool = True) -> Options:
    """What the shared options say; raises ConfigError for a configuration file that isn't there."""
    config = given["config"]
    if config and not os.path.isfile(config):  # noqa: PTH113 -- a str, kept as given
        raise ConfigError.of("no such file", config)
    choice = Choice(given["profile"], _listed(given["select"]), _listed(given["ignore"]))
    today = given["today"] or dt.date.today()  # noqa: DTZ011 -- the reader's own calendar day is meant
    return Options(today, choice, config, use_cache=not given.get("no_cache"), use_baseline=use_baseline)


def _listed(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item.strip() for value in values for item in value.split(",") if item.strip())
