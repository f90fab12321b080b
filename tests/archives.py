"""Writes web archives byte by byte, so that the reader isn't tested with its own library."""

from __future__ import annotations

import gzip
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Capture:
    """One response of a crawl."""

    address: str
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: str = "200 OK"
    encoding: str = ""
    kind: str = "response"


def record(capture: Capture) -> bytes:
    """One WARC record."""
    head = f"HTTP/1.1 {capture.status}\r\nContent-Type: {capture.content_type}\r\n"
    if capture.encoding:
        head += f"Content-Encoding: {capture.encoding}\r\n"
    payload = head.encode() + f"Content-Length: {len(capture.body)}\r\n\r\n".encode() + capture.body
    mark = uuid.uuid5(uuid.NAMESPACE_URL, capture.address)
    lines = [
        "WARC/1.0",
        f"WARC-Type: {capture.kind}",
        f"WARC-Record-ID: <urn:uuid:{mark}>",
        "WARC-Date: 2026-11-01T00:00:00Z",
        f"WARC-Target-URI: {capture.address}",
        f"Content-Type: application/http; msgtype={capture.kind}",
        f"Content-Length: {len(payload)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload + b"\r\n\r\n"


def warc(captures: Iterable[Capture], *, packed: bool = True) -> list[bytes]:
    """The records of an archive in order, each a gzip member of its own where packed."""
    records = map(record, captures)
    return [gzip.compress(item, mtime=0) for item in records] if packed else list(records)
