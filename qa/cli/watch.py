"""`qa check --watch`: checks again whenever an article, or what decides how articles are checked, is saved."""

from __future__ import annotations

import datetime as dt
import os
import sys
from itertools import chain
from typing import TYPE_CHECKING, Any

from qa.cli.output import tell
from qa.cli.watched import Scope
from qa.errors import ConfigError
from qa.session import content_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from qa.session import Options

    _Batch = set[tuple[Any, str]]

# Editors write a file in several steps: changes within this many milliseconds are one save.
TOGETHER = 150
# How long to wait for a change before looking for Ctrl-C again, in milliseconds.
TIMEOUT = 200
_CLEAR = "\033[2J\033[3J\033[H"


def watch(again: Callable[[], object], paths: Sequence[str], options: Options, output: str | None) -> int:
    """Call `again` now and after each save, until Ctrl-C; gives 0, for stopping is how this ends.

    A terminal is cleared before each report; a pipe or file gets one report after another. A mistake in a configuration is
    told and the watch goes on, save for the first run. Raises ConfigError where watchfiles is not installed.
    """
    try:
        from watchfiles import watch as changes_in
    except ImportError:
        raise ConfigError.of("--watch needs watchfiles: pip install 'qa-health[watch]'") from None
    scope = Scope(list(paths) or content_paths(options.config), options, output)
    clear = output is None and sys.stdout.isatty()
    try:
        folders = scope.refreshed()
        batches = _listening(changes_in, folders)
        _turn(again, clear=clear, why="")
        while True:
            _say(f"watching {len(scope.files):,} file{'' if len(scope.files) == 1 else 's'}; Ctrl-C ends")
            changed = next(found for batch in batches if (found := scope.relevant(path for _, path in batch)))
            # The configuration may have changed, and the folders with it; listen to the new ones before checking.
            if (now := scope.refreshed()) != folders:
                folders, batches = now, _listening(changes_in, now)
            try:
                _turn(again, clear=clear, why=_names(changed))
            except ConfigError as error:
                for mistake in error.mistakes:
                    tell(f"qa: {mistake}")
    except KeyboardInterrupt:
        tell("")
        return 0


def _listening(changes_in: Callable[..., Generator[_Batch, None, None]], folders: Sequence[str]) -> Iterator[_Batch]:
    """Batches of changes below folders, gathered from now on, also while nobody asks for the next; empty ones at rest."""
    batches = changes_in(
        *folders,
        watch_filter=None,
        debounce=TOGETHER,
        step=30,
        rust_timeout=TIMEOUT,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
    first = next(batches)  # starts the watcher, which gathers from here on
    return chain([first], batches)


def _turn(again: Callable[[], object], *, clear: bool, why: str) -> None:
    if clear:
        sys.stdout.write(_CLEAR)
        sys.stdout.flush()
    if why:
        _say(f"checked again: {why}")
    again()


def _say(text: str) -> None:
    tell(f"qa: {dt.datetime.now():%H:%M:%S} {text}")  # noqa: DTZ005 -- the clock of the person who reads it


def _names(changed: Sequence[str]) -> str:
    names = [os.path.relpath(path) for path in changed]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
