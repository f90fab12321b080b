"""Text of a report that is made before its turn: what comes first may count what follows."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters kept in memory; more lie in a nameless temporary file.
_IN_MEMORY = 1 << 18
_PIECE = 1 << 16


class Later:
    """Takes pieces of text, then gives them back in order, once."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._file: IO[str] | None = None

    def put(self, text: str) -> None:
        """Add a piece."""
        self._pieces.append(text)
        self._length += len(text)
        if self._length > _IN_MEMORY:
            self._spill()

    def parts(self) -> Iterator[str]:
        """All that was added, in pieces of any size."""
        if self._file is None:
            yield from self._pieces
            return
        self._spill()
        with self._file as file:
            file.seek(0)
            while piece := file.read(_PIECE):
                yield piece

    def _spill(self) -> None:
        if self._file is None:
            self._file = TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="")  # noqa: SIM115 -- closed by `parts`
        self._file.writelines(self._pieces)
        self._pieces.clear()
        self._length = 0
