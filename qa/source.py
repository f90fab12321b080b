"""Original texts and how they are read from bytes."""

from __future__ import annotations

import re
from functools import cached_property

from qa.record import record
from qa.system.digests import sha256

MAX_BYTES = 4 * 1024 * 1024
_SHOWN = re.compile(r"[^\r\n]")
_DECLARED = rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([a-zA-Z0-9_-]+)"
_LEGACY = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252",
    "cp1252": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-15": "iso8859-15",
}  # fmt: skip


@record(slots=False)
class Source:
    """A text with the path it is reported under; `problem` says why its bytes were not readable as text.

    `text` keeps the file exactly as it is, byte order mark and line ends included, so that offsets are true. `kind` (markdown,
    html, captured) is what an archive says the text is, None where its name and content tell. Of what is not readable the text
    holds what comes before the fault, each character a blank: nothing to check, but its end is the fault's place.
    """

    path: str
    text: str
    problem: str = ""
    kind: str | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """Decode UTF-8, or the old encoding that a web page declares; what is neither comes back blank, with the problem named."""
        if len(data) > MAX_BYTES:
            return cls(path, "", f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}")
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            name = "UTF-32" if data[:4] == b"\xff\xfe\0\0" else "UTF-16"
            return cls(path, "", f"the file is {name}; save it as UTF-8")
        if _alternate(data[:400]):
            return cls(path, "", "the file looks like UTF-16 without its mark; save it as UTF-8")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            if legacy := legacy_charset(data):
                return cls.from_text(path, data.decode(legacy, "replace"))
            before = data[: error.start].decode("utf-8")
            return cls(path, _blank(before), _misfit(data[error.start : error.start + 3], _line(before, len(before))))
        return cls.from_text(path, text)

    @classmethod
    def from_text(cls, path: str, text: str) -> Source:
        """A text that is in memory already; what a UTF-8 text file could not hold comes back blank, with the problem named."""
        if len(text) * 4 > MAX_BYTES and (size := len(text.encode("utf-8", "surrogatepass"))) > MAX_BYTES:
            return cls(path, "", f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}")
        if "\x00" in text:
            at = text.index("\x00")
            return cls(path, _blank(text[:at]), f"NUL character on line {_line(text, at)}: this is not a text file")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            return cls(path, _blank(text[: error.start]), _half(text[error.start], _line(text, error.start)))
        return cls(path, text)


def legacy_charset(data: bytes) -> str:
    """The old encoding that a web page of other bytes than UTF-8 declares, as browsers take it (WHATWG Encoding); "" for none.

    Only the encodings of Western languages are known, each of which means Windows-1252 or ISO 8859-15.
    """
    found = re.search(_DECLARED, data[:2048], re.IGNORECASE)
    return _LEGACY.get(found.group(1).decode("ascii").lower(), "") if found else ""


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _blank(text: str) -> str:
    return _SHOWN.sub(" ", text.removeprefix("\ufeff"))


def _alternate(data: bytes) -> bool:
    """Whether every other byte is NUL, as where Latin text is stored in two bytes a character."""
    return len(data) >= 4 and any(data[odd::2].count(0) > 0.8 * (len(data) // 2) for odd in (0, 1))


def _misfit(data: bytes, line: int) -> str:
    """What is wrong with the bytes that are no UTF-8, and what an old program may have meant by the first."""
    if data[:1] == b"\xed" and len(data) == 3:
        half = data.decode("utf-8", "surrogatepass") if all(0x80 <= byte <= 0xBF for byte in data[1:]) else ""
        if half:
            return _half(half, line)
    meant = data[:1].decode("cp1252", "replace")
    hint = f" (“{meant}” in Windows-1252 and Latin-1)" if meant.isalnum() else ""
    return f"byte 0x{data[0]:02x}{hint} on line {line} is not UTF-8"


def _half(char: str, line: int) -> str:
    return f"U+{ord(char):04X}, half of a character, on line {line} has no UTF-8 form"
