"""Exports of a CMS as Parquet: a record a row."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.sources.model import Piece
from qa.sources.opening import opened
from qa.sources.records import Mapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.config import Settings

# Rows in memory at a time.
BATCH = 64


class ParquetPages:
    """An export as a table, read a few rows at a time."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self._mapped = Mapped(name, settings)
        self._rows, self._at = 0, 0

    def pages(self) -> Iterator[Piece]:
        """A page for each row, with the row's number as its place."""
        for number, record in self._records():
            source = self._mapped.source(record, number)
            if source is not None:
                yield Piece(source, str(number))

    def again(self, places: Iterable[str]) -> Iterator[Piece]:
        """In one pass over those row groups that hold the rows."""
        following = map(int, places)
        wanted = [next(following, 0)]
        for number, record in self._records(wanted):
            if number == wanted[0]:
                source = self._mapped.source(record, number, again=True)
                if source is not None:
                    yield Piece(source, str(number))
                wanted[0] = next(following, 0)

    def _records(self, wanted: Sequence[int] | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
        """Every row with its number, from 1 on; groups that the one row `wanted` isn't in are passed over."""
        with opened(self.name) as file:
            table = _table(file, self.name)
            self._rows = table.metadata.num_rows
            first = 1
            for group in range(table.num_row_groups):
                rows = table.metadata.row_group(group).num_rows
                if wanted is None or first <= wanted[0] < first + rows:
                    yield from self._group(table, group, first)
                first += rows

    def _group(self, table: Any, group: int, first: int) -> Iterator[tuple[int, dict[str, Any]]]:
        try:
            for batch in table.iter_batches(BATCH, row_groups=[group]):
                for record in batch.to_pylist():
                    yield first, record
                    self._at = first
                    first += 1
        except OSError as error:
            detail = " ".join(str(error).split())[:200]
            raise ConfigError.of(f"cannot be read from row {first:,} on: {detail}", self.name) from None

    def done(self) -> float:
        """The share of the rows that has been read, 0 to 1."""
        return self._at / self._rows if self._rows else 0.0

    def holds(self, page: str, target: str) -> bool | None:  # noqa: ARG002 -- as declared
        """Where the CMS publishes its records isn't known."""
        return None


def _table(file: IO[bytes], name: str) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ConfigError.of("Parquet needs the extra: pip install 'qa-health[parquet]'", name) from None
    try:
        return ParquetFile(file)
    except (ArrowException, OSError) as error:
        raise ConfigError.of(f"is not a Parquet file: {' '.join(str(error).split())[:120]}", name) from None
