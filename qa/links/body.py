"""Reads the beginning of a page within bounds, whatever the server sends."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

_CHUNK = 64 * 1024
_WBITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Stream(Protocol):
    """Where bytes come from: aiohttp's StreamReader."""

    async def read(self, n: int = -1) -> bytes:
        """Up to `n` bytes; none at the end."""


async def read_page(stream: Stream, encoding: str, limit: int, keep: Callable[[bytes, bool], None]) -> None:
    """Give `keep` the decompressed beginning of a stream, piece by piece, at most `limit` bytes in all.

    `keep` also hears whether the stream has ended, so that what came before a deadline isn't lost. Compressed pages are
    unpacked no further than the limit, so a small answer can't unfold into a large one. An encoding that wasn't asked for,
    or broken compression, yields nothing more.
    """
    unpack = _unpacker(encoding)
    left = limit
    while left > 0:
        chunk = await stream.read(_CHUNK)
        if not chunk:
            keep(b"", True)
            return
        try:
            text = unpack(chunk, left)
        except zlib.error:
            return
        left -= len(text)
        keep(text, False)


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    names = [name for name in encoding.lower().replace(" ", "").split(",") if name and name != "identity"]
    if not names:
        return lambda chunk, limit: chunk[:limit]
    if len(names) > 1 or names[0] not in _WBITS:
        return _nothing
    machine: Any = zlib.decompressobj(_WBITS[names[0]])
    return lambda chunk, limit: bytes(machine.decompress(machine.unconsumed_tail + chunk, limit))


def _nothing(_chunk: bytes, _limit: int) -> bytes:
    raise zlib.error
