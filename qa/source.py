"""Original texts and how they are read from bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """A text with the path it is reported under; `problem` says why its bytes were not readable as text.

    `text` keeps the file exactly as it is, byte order mark and line ends included, so that offsets are true.
    """

    path: str
    text: str
    problem: str = ""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """Decode UTF-8; what isn't UTF-8 text comes back empty, with the problem named."""
        if len(data) > MAX_BYTES:
            return cls(path, "", f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}")
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return cls(path, "", "the file is UTF-16; save it as UTF-8")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return cls(path, "", f"byte 0x{data[error.start]:02x} on line {line} is not UTF-8")
        if "\x00" in text:
            line = text.count("\n", 0, text.index("\x00")) + 1
            return cls(path, "", f"NUL character on line {line}: this is not a text file")
        return cls(path, text)
