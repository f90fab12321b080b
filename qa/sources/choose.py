"""From a path or an address to its source."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from qa.source import Source
from qa.sources.names import container_kind, is_remote, split

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.config import Settings
    from qa.sources.model import Pages


def pages_at(name: str, settings: Settings) -> Pages:
    """The archive of a name that `container_kind` knows; it is opened when it is read."""
    kind = container_kind(name)
    if kind == "warc":
        from qa.sources.warc import WarcPages

        return WarcPages(name)
    if kind == "zip":
        from qa.sources.zipped import ZipPages

        return ZipPages(name, settings)
    if kind == "lines":
        from qa.sources.json_lines import LinesPages

        return LinesPages(name, settings)
    from qa.sources.parquet import ParquetPages

    return ParquetPages(name, settings)


def names_in(name: str, settings: Settings) -> list[str]:
    """The paths of all pages of an archive, each once, in the archive's order."""
    return list(_Index(pages_at(name, settings)).places)


def source_at(path: str, settings: Settings) -> Source:
    """The page of a path inside an archive or of an address; one that isn't there has a problem."""
    outer, _ = split(path)
    if not outer:
        from qa.sources.remote import remote_source

        return remote_source(path)
    index = _index(outer, _Held(settings))
    place = index.places.get(path)
    found = next(iter(index.archive.again([place])), None) if place is not None else None
    return found.source if found else Source(path, "", "the archive has no such page")


def beside(path: str, settings: Settings) -> Callable[[str], bool | None]:
    """Tells whether a link target beside a page of an archive or address is there; None where that can't be known."""
    outer, name = split(path)
    if not outer or is_remote(path):
        return lambda _target: None
    archive = _index(outer, _Held(settings)).archive
    return lambda target: archive.holds(name, target)


class _Index:
    """An archive with the place of each of its pages: of several with one path, the last."""

    def __init__(self, archive: Pages) -> None:
        self.archive = archive
        self.places = {piece.source.path: piece.place for piece in archive.pages()}


class _Held:
    """Settings as a key that is always the same: an archive is read under one configuration."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __hash__(self) -> int:
        return hash(self.settings.files)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.settings.files == self.settings.files


@lru_cache(4)
def _index(name: str, held: _Held) -> _Index:
    return _Index(pages_at(name, held.settings))
