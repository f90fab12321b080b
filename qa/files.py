"""Which files a run looks at."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from qa.errors import ConfigError
from qa.sources.names import IN_FOLDERS, container_kind, home, is_remote, split
from qa.sources.selection import article_name, own_files, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.config import Settings

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


def discover(paths: Sequence[str], settings_for: SettingsOf, *, opened: bool = True) -> Iterator[str]:
    """Every article under the paths, each once, in sorted order within a folder; a named file is taken whatever its name.

    An archive counts as its pages, or without `opened` as one thing. Raises ConfigError for a path that isn't there.
    """
    for path in _found(paths, settings_for):
        if opened and container_kind(path) and not split(path)[0]:
            from qa.sources.choose import names_in

            yield from names_in(path, settings_for(home(path)))
        else:
            yield path


def _found(paths: Sequence[str], settings_for: SettingsOf) -> Iterator[str]:
    seen: set[str] = set()
    for path in paths:
        if path == "-":
            yield path
            continue
        if is_remote(path) or split(path)[0]:
            yield from _elsewhere(path, settings_for, seen)
            continue
        if not os.path.lexists(path):
            raise ConfigError.of("no such file or folder", path)
        found = _walk(path, settings_for) if os.path.isdir(path) else iter([path])  # noqa: PTH112 -- a str, kept as given
        if len(paths) == 1:
            yield from found
            return
        for name in found:
            real = os.path.normpath(name)
            if real not in seen:
                seen.add(real)
                yield name


def _elsewhere(path: str, settings_for: SettingsOf, seen: set[str]) -> Iterator[str]:
    """What an address holds; the path of a page inside an archive means that page."""
    from qa.sources.remote import listed

    inside = bool(split(path)[0]) or container_kind(path) is not None
    for name in [path] if inside else listed(path, settings_for(".")):
        if name not in seen:
            seen.add(name)
            yield name


class SettingsOf(Protocol):
    """Gives the settings that govern a folder."""

    def __call__(self, folder: str) -> Settings:
        """The merged settings of a folder."""


def _walk(top: str, settings_for: SettingsOf) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    closed: list[str] = []
    for folder, folders, names in os.walk(top, followlinks=True, onerror=lambda error: closed.append(error.filename)):
        try:
            stat = os.stat(folder)  # noqa: PTH116 -- as above
        except OSError:
            closed.append(folder)
            continue
        if (stat.st_dev, stat.st_ino) in seen:
            folders.clear()
            continue
        seen.add((stat.st_dev, stat.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        settings = settings_for(folder)
        own = own_files(settings)
        here = os.path.abspath(folder)  # noqa: PTH100 -- as above
        free = not own and not settings.exclude and not settings.include
        for name in sorted(names):
            path = os.path.join(folder, name)  # noqa: PTH118 -- as above
            named = name.lower().endswith(IN_FOLDERS) and not name.startswith(".")
            if free:
                if named or article_name(name):
                    yield path
            elif (named or wanted(path, name, settings)) and os.path.join(here, name) not in own:  # noqa: PTH118 -- as above
                yield path
    yield from closed  # folders that can't be looked into are reported as files that can't be read
