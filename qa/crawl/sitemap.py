"""Reads sitemaps (sitemaps.org): lists of pages and indexes of further sitemaps, compressed or not, within bounds."""

from __future__ import annotations

import gzip
import io
import zlib
from xml.parsers import expat

from qa.record import field, record

# The protocol's own limit on a sitemap, unpacked.
MAX_BYTES = 50 * 1024 * 1024
MAX_ENTRIES = 50_000
MAX_SITEMAPS = 1_000


class SitemapError(Exception):
    """The text is no sitemap; says why."""


@record(frozen=False)
class Sitemap:
    """The addresses that a sitemap lists: pages, and further sitemaps."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)


def is_sitemap(name: str) -> bool:
    """Whether a file or address is named like a sitemap."""
    path = name.partition("?")[0].partition("#")[0].lower()
    return path.endswith((".xml", ".xml.gz"))


def read_sitemap(data: bytes) -> Sitemap:
    """The sitemap in a file or answer; raises SitemapError. Entities are refused, so that no text can unfold into a larger one."""
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(data)
    found = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = found.open, found.close
    parser.CharacterDataHandler = found.text
    parser.EntityDeclHandler = found.refuse
    try:
        parser.Parse(data.lstrip(), True)
    except expat.ExpatError as error:
        raise SitemapError(f"is no XML: {error}") from None
    return found.sitemap


def _unpacked(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            text = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SitemapError(f"cannot be unpacked: {error}") from None
    if len(text) > MAX_BYTES:
        raise SitemapError(f"is larger than {MAX_BYTES // 2**20} MB")
    return text


class _Reader:
    """Keeps the `loc` of every `url` and `sitemap`; those of images and videos stand in other elements."""

    def __init__(self) -> None:
        self.sitemap = Sitemap()
        self._path: list[str] = []
        self._loc: list[str] = []

    def open(self, name: str, _attributes: object) -> None:
        local = name.rpartition(" ")[2]
        if not self._path and local not in ("urlset", "sitemapindex"):
            raise SitemapError(f"is no sitemap: its first element is “{local}”")
        self._path.append(local)
        self._loc = []

    def text(self, data: str) -> None:
        if self._path[-1] == "loc" and sum(map(len, self._loc)) < 4_000:
            self._loc.append(data)

    def close(self, _name: str) -> None:
        where = self._path[-2:]
        kept = {"url": self.sitemap.pages, "sitemap": self.sitemap.sitemaps}.get(where[0])
        if len(where) == 2 and where[1] == "loc" and kept is not None and len(kept) < MAX_ENTRIES:
            address = "".join(self._loc).strip()
            if address:
                kept.append(address)
        self._path.pop()

    def refuse(self, *_: object) -> None:
        raise SitemapError("declares entities")
