"""All accepted words, grouped by first letter and length: small sets to seek the neighbours of a word in.

File format: a count of groups (two bytes), for each group its first letter (UTF-8, four bytes, zero-padded), length in
characters (one byte) and size in bytes (four), all little-endian; then the groups, each its words one a line.
"""

from __future__ import annotations

import mmap
import struct
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = struct.Struct("<H")
_GROUP = struct.Struct("<4sBI")
# Groups kept open, some 50 kB each: a word's neighbours are sought in the same ones twice.
_RECENT = 32


def first_letter(word: str) -> str:
    """Return the folded first letter that a word is grouped under: `'` and other signs count as themselves."""
    return word[:1].lower()


def pack(words: Iterable[str]) -> bytes:
    """Return the file's bytes for `words`."""
    groups: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted(words):
        groups[first_letter(word), len(word)].append(word)
    keys = sorted(groups)
    bodies = ["\n".join(groups[key]).encode() for key in keys]
    head = _HEAD.pack(len(keys))
    table = b"".join(
        _GROUP.pack(key[0].encode()[:4], key[1], len(body)) for key, body in zip(keys, bodies, strict=True)
    )
    return head + table + b"".join(bodies)


class WordGroups:
    """Reads the groups on demand."""

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:  # noqa: PTH123 -- pathlib is dear to import
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._places: dict[tuple[str, int], tuple[int, int]] = {}
        (count,) = _HEAD.unpack_from(self._data)
        start = _HEAD.size + count * _GROUP.size
        for number in range(count):
            letter, length, size = _GROUP.unpack_from(self._data, _HEAD.size + number * _GROUP.size)
            self._places[letter.rstrip(b"\0").decode(), length] = (start, start + size)
            start += size
        self._recent = lru_cache(maxsize=_RECENT)(self._words)

    def groups(self, letters: Iterable[str], lengths: Iterable[int]) -> Iterator[list[str]]:
        """Yield the words of each group that has one of `letters` and one of `lengths`."""
        sizes = list(lengths)
        for letter in letters:
            for length in sizes:
                if (letter, length) in self._places:
                    yield self._recent(letter, length)

    def _words(self, letter: str, length: int) -> list[str]:
        start, end = self._places[letter, length]
        return self._data[start:end].decode().split("\n")
