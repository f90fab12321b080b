"""The pages of a corpus, read as they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from qa.corpus.facts import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

K = TypeVar("K")
# A corpus of so many pages is kept in memory whole; of a larger one, so many of the last that were asked for by their place.
KEPT = 2_048
LAST = 128


class ReadPages(Sequence[Page], Generic[K]):
    """Pages by keys in their order; `read` gives the page of a key."""

    def __init__(self, keys: Sequence[K], read: Callable[[K], Page]) -> None:
        self._keys, self._read = keys, read
        self._kept: OrderedDict[int, Page] = OrderedDict()
        self._most = KEPT if len(keys) <= KEPT else LAST

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Page]:
        # Going through many would push out of memory what is asked for between.
        return (self[at] for at in range(len(self))) if len(self) <= self._most else map(self._read, self._keys)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        found = self._kept.pop(index, None) or self._read(self._keys[index])
        self._kept[index] = found
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found
