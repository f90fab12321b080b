"""Which addresses belong to a crawl, each under one spelling."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from qa.links.targets import parse
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.crawl.settings import CrawlSettings

# What no page of text hides behind; everything else is asked and judged by what its server says it is.
_NO_PAGE = frozenset(
    "7z aac avi avif bmp css csv doc docx eot epub exe gif gz ico ics jpeg jpg js json m4a m4v mjs mov mp3 mp4 mpeg odt ogg pdf"
    " png ppt pptx rar rss rtf svg tar tgz tif tiff ttf txt wav webm webmanifest webp wmv woff woff2 xls xlsx xml zip".split()
)
_MAX = 2_000


def address_of(target: str, base: str = "") -> str:
    """A link target as an address to fetch, without fragment; "" where it is none."""
    try:
        joined = urljoin(base, target.strip()) if base else target
    except ValueError:
        return ""
    if len(joined) > _MAX or any(char in joined for char in "\n\r\t"):
        return ""
    parsed = parse(joined)
    return parsed.address.replace(" ", "%20") if parsed is not None else ""


def site_of(address: str) -> tuple[str, str]:
    """The host (with a port that isn't usual) and the path of an address; http and https are one site."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].lower()
    return host.removesuffix(":80").removesuffix(":443"), parts.path or "/"


@record
class Scope:
    """Where a crawl may go: at each host, the folders below which its pages lie."""

    places: tuple[tuple[str, str], ...]
    settings: CrawlSettings

    @classmethod
    def around(cls, starts: Iterable[str], settings: CrawlSettings) -> Scope:
        """The scope of starts: of a page its folder, of an address without a file's name what lies below it."""
        return cls(tuple(sorted({(host, _folder(path)) for host, path in map(site_of, starts)})), settings)

    @classmethod
    def hosts(cls, addresses: Iterable[str], settings: CrawlSettings) -> Scope:
        """The scope of everything at the hosts of some addresses."""
        return cls(tuple(sorted({(site_of(address)[0], "/") for address in addresses})), settings)

    def holds(self, address: str, *, listed: bool = False) -> bool:
        """Whether an address may be a page of the crawl; one that is `listed`, by a sitemap or the user, may have a query."""
        host, path = site_of(address)
        parts = urlsplit(address)
        if parts.query and not (listed or self.settings.queries):
            return False
        if path.rpartition("/")[2].rpartition(".")[2].lower() in _NO_PAGE and "." in path.rpartition("/")[2]:
            return False
        if not any(host == own and _below(path, folder) for own, folder in self.places):
            return False
        if any(fnmatchcase(address, pattern) for pattern in self.settings.exclude):
            return False
        included = self.settings.include
        return not included or any(fnmatchcase(address, pattern) for pattern in included)


def _folder(path: str) -> str:
    name = path.rpartition("/")[2]
    return posixpath.dirname(path) if "." in name or not name else path


def _below(path: str, folder: str) -> bool:
    return folder in ("", "/") or path == folder or path.startswith(folder.rstrip("/") + "/")
