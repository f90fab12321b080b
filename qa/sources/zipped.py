"""ZIP archives of articles."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qa.errors import ConfigError
from qa.source import MAX_BYTES, Source
from qa.sources.model import Piece
from qa.sources.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zipfile import ZipFile, ZipInfo

    from qa.config import Settings

# Text packs ten to one; what unpacks to this many times its size is no article.
MAX_RATIO = 250


class ZipPages:
    """An archive whose articles are told by their names, as those of a folder are. Nothing is unpacked to disk."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self._settings = settings
        self._names: set[str] | None = None
        self._done = 0.0

    def pages(self) -> Iterator[Piece]:
        """The articles in order of name."""
        from qa.sources.selection import wanted

        with self._archive() as archive:
            members = sorted(archive.infolist(), key=lambda info: info.filename)
            for index, info in enumerate(members):
                self._done = index / len(members)
                name = info.filename
                if (
                    not info.is_dir()
                    and not _hidden(name)
                    and wanted(f"{self.name}!{name}", posixpath.basename(name), self._settings)
                ):
                    yield Piece(self._source(archive, info), name)

    def again(self, places: Iterable[str]) -> Iterator[Piece]:
        """The pages of these members, each found by its name."""
        with self._archive() as archive:
            for place in places:
                yield Piece(self._source(archive, archive.getinfo(place)), place)

    @contextmanager
    def _archive(self) -> Iterator[ZipFile]:
        with opened(self.name) as file:
            try:
                archive = zipfile.ZipFile(file)
            except (zipfile.BadZipFile, ValueError) as error:
                raise ConfigError.of(f"is not a ZIP archive: {error}", self.name) from None
            with archive:
                size = file.seek(0, 2)
                if sum(info.compress_size for info in archive.infolist()) > size:
                    raise ConfigError.of("its members overlap: this is no honest ZIP archive", self.name)
                self._names = {_normal(info.filename) for info in archive.infolist()}
                yield archive

    def _source(self, archive: ZipFile, info: ZipInfo) -> Source:
        path = f"{self.name}!{info.filename}"
        problem = _problem(info)
        if problem:
            return Source(path, "", problem)
        try:
            with archive.open(info) as member:
                return Source.from_bytes(path, member.read(MAX_BYTES + 1))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            return Source(path, "", f"cannot be unpacked: {error}")

    def done(self) -> float:
        """The share of the members that has been read, 0 to 1."""
        return self._done

    def holds(self, page: str, target: str) -> bool | None:
        """Whether a member, or a folder of members, has the name that the target means from beside the page."""
        if self._names is None:
            with self._archive():
                pass
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        names = self._names or set()
        return wanted in names or any(name.startswith(f"{wanted}/") for name in names)


def _problem(info: ZipInfo) -> str:
    parts = info.filename.replace("\\", "/").split("/")
    if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in parts[0]:
        return "the archive gives this member a name outside the archive"
    if info.flag_bits & 1:
        return "the member is encrypted"
    if info.file_size > MAX_BYTES:
        return f"the member unpacks to {info.file_size:,} bytes; the limit is {MAX_BYTES:,}"
    if info.file_size > MAX_RATIO * max(info.compress_size, 1_000):
        return (
            f"the member unpacks to {info.file_size // max(info.compress_size, 1):,} times its size: this is no article"
        )
    return ""


def _hidden(name: str) -> bool:
    """What a folder's walk would pass over: hidden folders, and what macOS adds to its archives."""
    return any(part.startswith(".") and part.strip(".") for part in name.split("/")) or name.startswith("__MACOSX/")


def _normal(name: str) -> str:
    return posixpath.normpath(name.rstrip("/")) if name else name
