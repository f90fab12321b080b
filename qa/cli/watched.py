"""What `qa check --watch` looks at: articles, and the files that decide how they are checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from qa.config import NAME
from qa.errors import ConfigError
from qa.files import discover
from qa.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.session import Options

_Stamp = tuple[int, int, int] | None


class Scope:
    """The named folders, which somebody else listens to, and single files, which are looked at whenever one asks.

    Single files are the named ones and those of the configuration: listening to the folders they lie in would mean listening
    to whole repositories and home folders.
    """

    def __init__(self, named: Sequence[str], options: Options, output: str | None) -> None:
        self.named, self.options = named, options
        # The report may lie among the articles; that it was written is no reason to write it again.
        self._own = os.path.realpath(output) if output else ""
        self.files: frozenset[str] = frozenset()
        self._single: dict[str, _Stamp] = {}

    def refreshed(self) -> list[str]:
        """Read the configuration again and give the folders to listen to; while it is broken, what was known stays."""
        session = Session(self.options)
        try:
            files = frozenset(os.path.realpath(path) for path in discover(self.named, session.settings))
            single = {os.path.realpath(path) for path in self._single_files(session)}
        except ConfigError:
            files, single = self.files, set(self._single)
        self.files = files
        self._single = {path: self._single[path] if path in self._single else _stamp(path) for path in single}
        return sorted(os.path.realpath(path) for path in self.named if os.path.isdir(path))  # noqa: PTH112 -- a str, kept as given

    def relevant(self, heard: Iterable[str]) -> list[str]:
        """Which of the paths heard of, and of the single files, have changed and matter; sorted."""
        now = {path: _stamp(path) for path in self._single}
        changed = {path for path, stamp in now.items() if stamp != self._single[path]}
        self._single = now
        below = {os.path.realpath(path) for path in heard} - {self._own}
        if below:
            changed |= {path for path in below if path in self.files or Path(path).name == NAME}
            changed |= below & self._articles()
        return sorted(changed)

    def _articles(self) -> set[str]:
        try:
            return {os.path.realpath(path) for path in discover(self.named, Session(self.options).settings)}
        except ConfigError:
            return set()

    def _single_files(self, session: Session) -> Iterator[str]:
        for name in self.named:
            start = Path(os.path.abspath(name))  # noqa: PTH100 -- resolve() would follow links out of the tree
            if not start.is_dir():
                yield name
            folder = start if start.is_dir() else start.parent
            settings = session.settings(folder)
            yield from settings.files
            # One that appears governs the articles from then on.
            yield from (str(place / NAME) for place in (folder, *folder.parents))
            yield from settings.dictionary
            for listed in settings.data.values():
                yield from listed
            for pack in settings.packs:
                yield from map(str, Path(pack).rglob("*.yaml"))
            if settings.baseline:
                yield settings.baseline


def _stamp(path: str) -> _Stamp:
    """What tells a saved file from what it was; None where there is none."""
    try:
        stat = os.stat(path)  # noqa: PTH116 -- asked several times a second
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
