"""What comparing two whole pages needs, a few hundred bytes a page: pages of a large run are slow to read again in any order."""

from __future__ import annotations

from struct import Struct
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Self

from qa.corpus.minhash import BINS
from qa.corpus.sameness import address_key, folded_title
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.corpus.facts import Page

_RECORD = Struct(f"<Iqq{2 * BINS}s")
# Bytes kept in memory: about 480 pages.
_IN_MEMORY = 1 << 17
_UNSIGNED = bytes(2 * BINS)


class Sketch(NamedTuple):
    """A page's words of body, marks of its folded title and of its own address (0 where it has none), and its signature."""

    words: int
    title: int
    address: int
    signature: bytes


class Sketches:
    """The sketches of pages by number; what doesn't fit into memory lies in a nameless temporary file."""

    def __init__(self, pages: Iterable[Page]) -> None:
        """Goes through the pages once."""
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- closed by this object's own exit
        self._count = 0
        for page in pages:
            self._file.write(_record(page))
            self._count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Sketch]:
        return (self[number] for number in range(self._count))

    def __getitem__(self, number: int) -> Sketch:
        if not 0 <= number < self._count:
            raise IndexError(number)
        self._file.seek(number * _RECORD.size)
        words, title, address, signature = _RECORD.unpack(self._file.read(_RECORD.size))
        return Sketch(words, title, address, b"" if signature == _UNSIGNED else signature)


def _record(page: Page) -> bytes:
    facts = page.facts
    return _RECORD.pack(facts.words, _mark(folded_title(page.title)), _mark(address_key(page)), facts.signature)


def _mark(text: str) -> int:
    """A number for a text, good within this process; 0 for none."""
    return (hash(text) or 1) if text else 0
