"""Exports of a CMS as JSON Lines: a record a line, plain or gzipped."""

from __future__ import annotations

import gzip
import json
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from qa.errors import ConfigError
from qa.source import MAX_BYTES, Source
from qa.sources.model import Piece
from qa.sources.opening import opened, size_of
from qa.sources.records import Mapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.config import Settings

# A record holds more than the article's text; beyond this it is skipped unread.
MAX_LINE = 4 * MAX_BYTES


class LinesPages:
    """An export with a JSON object on each line."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self._mapped = Mapped(name, settings)
        self._size = size_of(name)
        self._at = 0

    def pages(self) -> Iterator[Piece]:
        """Each line that isn't empty; a line that is no record is a page with a problem that names it."""
        with opened(self.name) as file, _lines(self.name, file) as lines:
            number = at = 0
            try:
                while line := lines.readline(MAX_LINE + 1):
                    number += 1
                    start, at = at, at + len(line)
                    if len(line) > MAX_LINE and not line.endswith(b"\n"):
                        at += _skipped(lines)
                    self._at = file.tell()
                    if line.strip():
                        piece = self._piece(line, number, start)
                        if piece is not None:
                            yield piece
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                if not number:
                    raise ConfigError.of(f"is not gzipped: {error}", self.name) from None
                yield self._trouble(number + 1, at, f"the file is damaged from here on ({error})")

    def again(self, places: Iterable[str]) -> Iterator[Piece]:
        """In one pass forward, for a gzipped export can't be read from its middle."""
        with opened(self.name) as file, _lines(self.name, file) as lines:
            for place in places:
                number, _, start = place.partition(":")
                lines.seek(int(start))
                try:
                    line = lines.readline(MAX_LINE + 1)
                except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                    yield self._trouble(int(number), int(start), f"the file is damaged from here on ({error})")
                    continue
                piece = self._piece(line, int(number), int(start), again=True)
                if piece is not None:
                    yield piece

    def _piece(self, line: bytes, number: int, start: int, *, again: bool = False) -> Piece | None:
        if len(line) > MAX_LINE:
            return self._trouble(number, start, f"line {number} has more than {MAX_LINE:,} bytes")
        try:
            record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except UnicodeDecodeError as error:
            detail = f"line {number} is not UTF-8: byte 0x{line[error.start]:02x} at column {error.start + 1}"
            return self._trouble(number, start, detail)
        except json.JSONDecodeError as error:
            return self._trouble(number, start, f"line {number} is not JSON: {error.msg} at column {error.pos + 1}")
        except (ValueError, RecursionError) as error:
            return self._trouble(number, start, f"line {number} can't be taken as a record: {error}")
        if not isinstance(record, dict):
            return self._trouble(number, start, f"line {number} is no JSON object")
        source = self._mapped.source(record, number, again=again)
        return Piece(source, f"{number}:{start}") if source else None

    def _trouble(self, number: int, start: int, detail: str) -> Piece:
        return Piece(Source(f"{self.name}!line {number}", "", detail, "markdown"), f"{number}:{start}")

    def done(self) -> float:
        """The share of the file's bytes, as they are stored, that has been read, 0 to 1."""
        return self._at / self._size if self._size else 0.0

    def holds(self, page: str, target: str) -> bool | None:  # noqa: ARG002 -- as declared
        """Where the CMS publishes its records isn't known."""
        return None


@contextmanager
def _lines(name: str, file: IO[bytes]) -> Iterator[IO[bytes]]:
    if not name.partition("?")[0].lower().endswith(".gz"):
        yield file
        return
    with gzip.open(file) as unpacked:
        yield cast("IO[bytes]", unpacked)


def _skipped(lines: IO[bytes]) -> int:
    """Read to the end of an overlong line, piece by piece; gives how many bytes that were."""
    count = 0
    while part := lines.readline(MAX_BYTES):
        count += len(part)
        if part.endswith(b"\n"):
            break
    return count
