"""Reads out of a page's HTML where it leads: links, the base they count from, its canonical address, and what robots may do."""

from __future__ import annotations

from html import unescape

from qa.document.html_tokens import attributes, tokens
from qa.record import field, record


@record(frozen=False)
class Outlinks:
    """Targets as written, in order; `canonical` is "" where none is stated, `follow` what a robots meta says."""

    targets: list[str] = field(default_factory=list)
    base: str = ""
    canonical: str = ""
    refresh: str = ""
    follow: bool = True


def outlinks(html: str) -> Outlinks:
    """Where a page leads. Links that ask robots not to follow them are left out."""
    found = Outlinks()
    for token in tokens(html, 0, len(html), lambda *_: None):
        if token.kind == "open" and token.name in ("a", "area", "base", "link", "meta"):
            values = {
                name: unescape(html[start:end]).strip()
                for name, (start, end) in attributes(html, token.inner, token.limit).items()
            }
            _take(found, token.name, values)
    return found


def _take(found: Outlinks, name: str, values: dict[str, str]) -> None:
    rel = values.get("rel", "").lower().split()
    href = values.get("href", "")
    if name in ("a", "area"):
        if href and "nofollow" not in rel and "download" not in values:
            found.targets.append(href)
    elif name == "base":
        found.base = found.base or href
    elif name == "link":
        if "canonical" in rel:
            found.canonical = found.canonical or href
    elif values.get("name", "").lower() in ("robots", "qa-health"):
        says = values.get("content", "").lower()
        found.follow = found.follow and "nofollow" not in says and "none" not in says.replace(",", " ").split()
    elif values.get("http-equiv", "").lower() == "refresh":
        _, _, target = values.get("content", "").partition("=")
        found.refresh = target.strip(" '\"")
