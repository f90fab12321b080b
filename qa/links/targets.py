"""From link targets as written to the addresses that are asked, each once."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PLACEHOLDERS = ("{{", "{%", "${", "<%")


class Target(NamedTuple):
    """An address to ask (no user name, no fragment), the host it is asked at, and the fragment to look for, or ""."""

    address: str
    host: str
    fragment: str


def parse(target: str) -> Target | None:
    """The address behind a link target; None where it isn't a web address that can be asked."""
    text = target.strip()
    if text.startswith("//"):
        text = f"https:{text}"
    if not text[:8].lower().startswith(("http://", "https://")) or any(mark in text for mark in _PLACEHOLDERS):
        return None
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if not host:
        return None
    netloc = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    if port is not None and port != default:
        netloc = f"{netloc}:{port}"
    address = urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))
    return Target(address, netloc, _wanted_fragment(parts.fragment))


def asked_of(targets: Iterable[str], exclude: Sequence[str] = ()) -> Iterator[tuple[str, Target]]:
    """Each target as written with what it asks for; those that a pattern excludes, or that can't be asked, are left out."""
    for target in targets:
        parsed = parse(target)
        if parsed is not None and not any(fnmatchcase(parsed.address, pattern) for pattern in exclude):
            yield target, parsed


def _wanted_fragment(fragment: str) -> str:
    """The fragment as an id; "" for the top of the page, text fragments and routes of single-page applications."""
    text = unquote(fragment)
    return "" if text.lower() == "top" or text.startswith(("!", "/", ":~:")) or "=" in text else text
