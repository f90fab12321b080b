"""Takes the bytes of a web page as text, the way browsers do."""

from __future__ import annotations

import codecs
import re

from qa.source import MAX_BYTES, Source

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
# Labels that browsers take for windows-1252 (WHATWG Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels).
_WESTERN = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "cp1252", "x-cp1252"})
_PRESCAN = 1024


def page_source(path: str, data: bytes, declared: str | None = None, kind: str | None = "html") -> Source:
    """A page from its bytes and the charset that its server declared.

    A byte order mark wins, then the server, then a meta element in the first 1,024 bytes, then UTF-8 where the bytes are that, else
    windows-1252. Bytes that the charset doesn't have become U+FFFD, which has a rule of its own. Line ends stay as they are.
    """
    if len(data) > MAX_BYTES:
        return Source(path, "", f"the page has more than {MAX_BYTES:,} bytes", kind)
    text = data.decode(charset_of(data, declared), errors="replace")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        return Source(path, "", f"NUL character on line {line}: this is not a text file", kind)
    return Source(path, text, "", kind)


def charset_of(data: bytes, declared: str | None = None) -> str:
    """The name of the codec for a page's bytes."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    found = _META.search(data, 0, _PRESCAN)
    for label in (declared or "", found[1].decode("ascii") if found else ""):
        codec = _codec(label)
        if codec:
            # A page that a meta element could be read from is no UTF-16, whatever that says.
            return "utf-8" if codec.startswith("utf-16") and found else codec
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _codec(label: str) -> str | None:
    wanted = label.strip().strip("\"'").lower()
    if wanted in _WESTERN:
        return "cp1252"
    try:
        info = codecs.lookup(wanted)
    except (LookupError, ValueError):
        return None
    # Codecs that make no text of bytes (base64, zip) are charsets in nobody's sense.
    return info.name if info._is_text_encoding else None  # noqa: SLF001 -- the only way to tell
