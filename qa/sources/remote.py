"""Articles at addresses: a page, or the articles under a prefix of a bucket."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from qa.errors import ConfigError
from qa.source import MAX_BYTES, Source
from qa.sources.charset import page_source
from qa.sources.names import IN_FOLDERS
from qa.sources.opening import file_system, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.config import Settings


def remote_source(address: str) -> Source:
    """The page at an address; one that can't be had has a problem."""
    try:
        with opened(address) as file:
            data = file.read(MAX_BYTES + 1)
    except ConfigError as error:
        return Source(address, "", error.mistakes[0].message)
    except Exception as error:  # noqa: BLE001 -- every kind of storage has exceptions of its own
        return Source(address, "", f"cannot be read: {' '.join(str(error).split())[:200]}")
    if urlsplit(address).scheme.lower() in ("http", "https"):
        # Such a page's name doesn't tell its kind; most are HTML in whatever charset they declare.
        ending = posixpath.splitext(urlsplit(address).path)[1].lower()
        return (
            Source.from_bytes(address, data) if ending in (".md", ".markdown", ".txt") else page_source(address, data)
        )
    return Source.from_bytes(address, data)


def listed(address: str, settings: Settings) -> Iterator[str]:
    """The addresses of articles and web archives under a prefix, in order; the address itself where it is a file.

    Raises ConfigError for one that isn't there.
    """
    if urlsplit(address).scheme.lower() in ("http", "https"):
        yield address
        return
    system, root = file_system(address)
    try:
        if system.isdir(root):
            yield from _walked(system, root, address, settings)
            return
        there = system.exists(root)
    except Exception as error:  # noqa: BLE001 -- as above
        raise ConfigError.of(f"cannot be listed: {' '.join(str(error).split())[:200]}", address) from None
    if not there:
        raise ConfigError.of("no such file or folder", address)
    yield address


def _walked(system: Any, root: str, address: str, settings: Settings) -> Iterator[str]:
    from qa.sources.selection import wanted

    top = root.rstrip("/")
    for folder, _, names in system.walk(root):
        inside = folder.rstrip("/").removeprefix(top).strip("/")
        if any(part.startswith(".") for part in inside.split("/")):
            continue
        for name in sorted(names):
            path = "/".join(part for part in (address.rstrip("/"), inside, name) if part)
            if name.lower().endswith(IN_FOLDERS) or wanted(path, name, settings):
                yield path
