"""Finds the way on in a damaged web archive, and tells one that ends too early."""

from __future__ import annotations

import zlib
from typing import IO

_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"WARC/1."
_BLOCK = 1 << 20


def next_record(file: IO[bytes], start: int) -> int | None:
    """The offset of the first record at `start` or behind it, found by its first bytes; None where there is none."""
    at = start
    file.seek(start)
    kept = b""
    while block := file.read(_BLOCK):
        window = kept + block
        base = at - len(kept)
        for mark in (_GZIP, _PLAIN):
            index = window.find(mark)
            while index >= 0:
                if mark == _PLAIN or _begins_record(window[index : index + 4096]):
                    return base + index
                index = window.find(mark, index + 1)
        at += len(block)
        kept = window[-512:]
    return None


def cut_short(file: IO[bytes], last: int) -> bool:
    """Whether the archive ends within the record that begins at `last`, or within one that follows it."""
    file.seek(last)
    head = file.read(_BLOCK)
    return _gzip_cut(file, head) if head.startswith(_GZIP) else _plain_cut(file, head, last)


def _begins_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, 16).startswith(_PLAIN)
    except zlib.error:
        return False


def _gzip_cut(file: IO[bytes], data: bytes) -> bool:
    member = zlib.decompressobj(31)
    try:
        while data:
            rest = data
            while rest and not member.eof:
                member.decompress(rest, _BLOCK)
                rest = member.unused_data if member.eof else member.unconsumed_tail
            if member.eof:
                rest = rest.lstrip(b"\0") if not rest.strip(b"\0") else rest
                data = rest or file.read(_BLOCK)
                if not data:
                    return False
                member = zlib.decompressobj(31)
            else:
                data = file.read(_BLOCK)
    except zlib.error:
        return False
    return not member.eof


def _plain_cut(file: IO[bytes], head: bytes, last: int) -> bool:
    lines, found, _ = head.partition(b"\r\n\r\n")
    if not found:
        return True
    length = next(
        (line.partition(b":")[2] for line in lines.split(b"\r\n") if line.lower().startswith(b"content-length")), b"0"
    )
    end = file.seek(0, 2)
    return length.strip().isdigit() and last + len(lines) + 4 + int(length) > end
