"""What every source of pages offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.source import Source


@record
class Piece:
    """A page as its archive hands it out; `place` is where it stands there, for reading it again."""

    source: Source
    place: str


class Pages(Protocol):
    """An archive of pages, read in one pass from its beginning; memory doesn't grow with it."""

    @property
    def name(self) -> str:
        """The path or address of the archive."""

    def pages(self) -> Iterator[Piece]:
        """Every page in order; what can't be read is a page with a problem. Raises ConfigError for what is no such archive."""

    def again(self, places: Iterable[str]) -> Iterator[Piece]:
        """The pages at these places, each with the place asked for; `pages` gave them before, in this order."""

    def done(self) -> float:
        """The share of the archive that has been read, from 0 to 1."""

    def holds(self, page: str, target: str) -> bool | None:
        """Whether a link target relative to a page (its own name) is in the archive; None where that can't be known."""
