"""How pages inside archives are named: `archive.warc.gz!https://…`, `site.zip!news/flu.html`, `export.jsonl!asthma`."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENDINGS = {
    "warc": (".warc", ".warc.gz"),
    "zip": (".zip",),
    "lines": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    "parquet": (".parquet",),
}
# What a folder of articles may hold without meaning it as articles is opened only where it is named.
IN_FOLDERS = _ENDINGS["warc"]
_INSIDE = re.compile(
    r"(.*?\.(?:warc|warc\.gz|zip|jsonl|ndjson|jsonl\.gz|ndjson\.gz|parquet))!(.+)", re.IGNORECASE | re.DOTALL
)
_ENDED = re.compile(r"\.(?:warc|zip|jsonl|ndjson|parquet)(?:\.gz)?$", re.IGNORECASE | re.MULTILINE)
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def container_kind(name: str) -> str | None:
    """The kind of archive that a name's ending shows (warc, zip, lines, parquet), None for anything else."""
    plain = name.partition("?")[0] if is_remote(name) else name
    lowered = plain.lower()
    return next((kind for kind, endings in _ENDINGS.items() if lowered.endswith(endings)), None)


def is_remote(name: str) -> bool:
    """Whether a name is an address (`s3://…`) rather than a path."""
    return "://" in name and _REMOTE.match(name) is not None


def is_web(name: str) -> bool:
    """Whether a name is the address of a web page."""
    return name.startswith(("http://", "https://"))


def split(path: str) -> tuple[str, str]:
    """The archive that a page's path names and the page's own name in it; ("", path) for a page outside archives."""
    found = _INSIDE.fullmatch(path) if "!" in path else None
    return (found[1], found[2]) if found else ("", path)


def is_plain(path: str) -> bool:
    """Whether a path is that of a file in the file system."""
    return not is_remote(path) and not split(path)[0]


def all_plain(paths: Sequence[str]) -> bool:
    """Whether all paths are those of files, none of them an archive."""
    together = "\n".join(paths)
    if "!" not in together and "://" not in together and not _ENDED.search(together):
        return True
    return not any(container_kind(path) or not is_plain(path) for path in paths)


@lru_cache(maxsize=64)
def home(path: str) -> str:
    """The folder whose configuration governs a path: of an archive's pages the archive's, of an address the current one."""
    if "!" not in path and "://" not in path:
        return os.path.dirname(path) or "."  # noqa: PTH120 -- pathlib is dear to import
    outer = split(path)[0] or path
    return "." if is_remote(outer) else os.path.dirname(outer) or "."  # noqa: PTH120 -- as above


def governing(name: str) -> str:
    """The folder whose configuration governs what a run was asked for as a whole: a folder itself, else where it lies."""
    return name if is_plain(name) and os.path.isdir(name) else home(name)  # noqa: PTH112 -- as above


def covers(name: str) -> bool:
    """Whether a name means all the pages that somebody keeps together: a folder, an archive, a prefix of a bucket."""
    if is_remote(name):
        return not split(name)[0] and not name.lower().startswith(("http:", "https:"))
    return os.path.isdir(name) or (container_kind(name) is not None and not split(name)[0])  # noqa: PTH112 -- as above


def roots_of(names: Iterable[str]) -> tuple[str, ...]:
    """The folders among the names, absolute."""
    return tuple(os.path.abspath(name) for name in names if is_plain(name) and os.path.isdir(name))  # noqa: PTH100, PTH112 -- links stay as they are


def inner_names(path: str) -> list[str]:
    """What patterns of qa.yaml may match of a page inside an archive or at an address: its own name, an address's path."""
    from urllib.parse import urlsplit

    name = split(path)[1]
    return [urlsplit(name).path.lstrip("/"), name] if is_remote(name) else [name]
