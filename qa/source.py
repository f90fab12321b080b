"""Original texts and how they are read from bytes."""

from __future__ import annotations

import hashlib
from functools import cached_property

from qa.record import record

MAX_BYTES = 4 * 1024 * 1024


@record(slots=False)
class Source:
    """A text with the path it is reported under; `problem` says why its bytes were not readable as text.

    `text` keeps the file exactly as it is, byte order mark and line ends included, so that offsets are true. `kind` (markdown,
    html, captured) is what an archive says the text is, None where its name and content tell.
    """

    path: str
    text: str
    problem: str = ""
    kind: str | None = None

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
        return cls.from_text(path, text)

    @classmethod
    def from_text(cls, path: str, text: str) -> Source:
        """A text that is in memory already; what a UTF-8 text file could not hold comes back empty, with the problem named."""
        if len(text) * 4 > MAX_BYTES and (size := len(text.encode("utf-8", "surrogatepass"))) > MAX_BYTES:
            return cls(path, "", f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}")
        if "\x00" in text:
            return cls(path, "", f"NUL character on line {_line(text, text.index(chr(0)))}: this is not a text file")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            half = f"U+{ord(text[error.start]):04X}, half of a character"
            return cls(path, "", f"{half}, on line {_line(text, error.start)} has no UTF-8 form")
        return cls(path, text)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
