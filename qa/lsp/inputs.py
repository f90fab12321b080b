"""The files that a folder's configuration was made from, and whether they are still as they were."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from qa.config import config_files
from qa.packs import pack_files
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.config import Settings

Stamp = tuple[int, int] | None


@record
class Inputs:
    """The chain of configuration files of a folder, and size and time of everything read for it."""

    folder: str
    explicit: str | None
    chain: tuple[Path, ...]
    packs: tuple[tuple[str, tuple[Path, ...]], ...]
    stamps: tuple[tuple[str, Stamp], ...]

    def current(self) -> bool:
        """Whether nothing has changed, come or gone: some dozen questions to the file system, well under a millisecond."""
        return (
            _chain(self.folder, self.explicit) == self.chain
            and all(_stamp(path) == stamp for path, stamp in self.stamps)
            and all(tuple(pack_files(Path(folder))) == files for folder, files in self.packs)
        )


def inputs_of(folder: str, explicit: str | None, read: Iterable[Path], settings: Settings | None = None) -> Inputs:
    """The inputs of a folder: the files `read` so far and, where the configuration could be read, those that it names."""
    files = [str(path) for path in read]
    packs: list[tuple[str, tuple[Path, ...]]] = []
    if settings is not None:
        files += [path for paths in settings.data.values() for path in paths]
        files += [*settings.dictionary, *([settings.baseline] if settings.baseline else [])]
        packs = [(pack, tuple(pack_files(Path(pack)))) for pack in settings.packs]
        files += [str(path) for _, own in packs for path in own]
    chain = _chain(folder, explicit)
    files += [str(path) for path in chain]
    return Inputs(folder, explicit, chain, tuple(packs), tuple((path, _stamp(path)) for path in sorted(set(files))))


def _chain(folder: str, explicit: str | None) -> tuple[Path, ...]:
    return (Path(explicit),) if explicit else tuple(map(Path, config_files(os.path.abspath(folder))))  # noqa: PTH100 -- keeps links


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)  # noqa: PTH116 -- runs on every key
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
