"""Turns files, archives and addresses into a stream of pages, each numbered; nothing is held longer than it takes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qa.file_source import source_of
from qa.record import record
from qa.sources.choose import pages_at, source_at
from qa.sources.names import container_kind, home, is_remote, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.session import Session
    from qa.source import Source
    from qa.sources.model import Pages

# Bits that number the pages of one archive.
_PAGES = 40


@record
class Unit:
    """A page on its way: its source, the archive that it is in ("" for none) and the place there, and its number in the run."""

    source: Source
    outer: str
    place: str
    number: int


@record
class Shard:
    """One part of a run, `index` from 0 of `count`."""

    index: int
    count: int

    def mine(self, number: int) -> bool:
        """Whether the part holds what has this number."""
        return number % self.count == self.index


class Stream:
    """The pages of a run. With archives enough for every shard, whole archives are dealt out, else single pages."""

    def __init__(self, items: Iterable[str], session: Session, shard: Shard | None = None) -> None:
        self._items = items if shard is None else list(items)
        self._session, self._shard = session, shard
        archives = [item for item in self._items if _is_archive(item)] if isinstance(self._items, list) else []
        self._by_item = shard is not None and len(archives) >= shard.count
        self._at, self._now = 0, None

    _now: Pages | None

    def done(self) -> float | None:
        """The share that has been read, None where it isn't known."""
        if not isinstance(self._items, list) or not self._items:
            return None
        return min(1.0, (self._at + (self._now.done() if self._now else 0.0)) / len(self._items))

    def __iter__(self) -> Iterator[Unit]:
        """Every page of this run's shard."""
        for index, item in enumerate(self._items):
            self._at = index
            if self._by_item and self._shard and not self._shard.mine(index):
                continue
            for number, unit in enumerate(self._units(item, index << _PAGES), index):
                if self._by_item or self._shard is None or self._shard.mine(number):
                    yield unit
            self._now = None

    def _units(self, item: str, base: int) -> Iterator[Unit]:
        if not _is_archive(item):
            yield Unit(_single(item, self._session), "", "", base)
            return
        self._now = pages_at(item, self._session.settings(home(item)))
        for number, piece in enumerate(self._now.pages(), base):
            yield Unit(piece.source, item, piece.place, number)


def again(outer: str, places: Iterable[str], session: Session) -> Iterator[tuple[str, Source]]:
    """The pages at places of an archive once more, each with its place; the places are taken one by one, and come in the archive's order."""
    for piece in pages_at(outer, session.settings(home(outer))).again(places):
        yield piece.place, piece.source


def single_again(path: str, session: Session) -> Source:
    """A page outside archives once more."""
    return _single(path, session)


def absolute(path: str) -> str:
    """A path that means the same wherever it is read; addresses and names inside archives stay as they are."""
    outer, name = split(path)
    if is_remote(outer or path):
        return path
    return f"{os.path.abspath(outer)}!{name}" if outer else os.path.abspath(path)  # noqa: PTH100 -- a str, kept as one


def _is_archive(item: str) -> bool:
    return container_kind(item) is not None and not split(item)[0]


def _single(path: str, session: Session) -> Source:
    if split(path)[0] or is_remote(path):
        return source_at(path, session.settings(home(path)))
    return source_of(path)
