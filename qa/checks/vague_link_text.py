"""Link texts that don't say where they lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.addresses import parts_of, shown
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Link

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
# Words that a generator puts there, "[{{ page.policy_title }}](…)", and a name that only a screen reader says.
_NAMED = re.compile(r"\[\s*\{[{%<]|<a\b[^<>]*\baria-label(?:ledby)?\s*=\s*[\"'][^\"']*\w", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


class Options(CheckOptions):
    """`phrases` (lower case) are whole link texts that say nothing about the target."""

    phrases: tuple[str, ...] = ()


@check("vague_link_text", options=Options, values=("text", "count", "targets"), variants=("empty", "duplicate"))
def vague_link_text(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """One match for each vague or empty link, one for each text that leads to different places."""
    phrases: frozenset[str] = context.derived(("vague_link_text", id(options)), lambda: frozenset(options.phrases))
    same: dict[str, list[Link]] = {}
    for link in document.links:
        if not document.blocks[link.block].body or link.kind in ("autolink", "bare"):
            continue
        text = _EDGES.sub("", _BLANKS.sub(" ", link.text)).casefold()
        if not link.text.strip():
            if not _has_image_text(document, link) and not _NAMED.match(document.excerpt(link.span)):
                yield Match(link.span, {"text": ""}, "empty")
        elif text in phrases:
            yield Match(shown(document, link), {"text": link.text.strip()})
        elif len(text) > 2 and link.target:
            same.setdefault(text, []).append(link)
    for links in same.values():
        yield from _of_many_targets(document, links)


def _has_image_text(document: Document, link: Link) -> bool:
    """Whether an image inside the link has alternative text, which then is the link's text."""
    within = (image for image in document.images if link.span.start <= image.span.start < link.span.end)
    return any(image.alt and image.alt.strip() for image in within)


def _of_many_targets(document: Document, links: list[Link]) -> Iterator[Match]:
    """The first of several links with one text where not all lead to one place."""
    places: dict[str, Link] = {}
    for link in links:
        place = _place(link.target)
        if place:
            places.setdefault(place, link)
    if len(places) < 2:
        return
    first, *others = places.values()
    related = tuple(Related(f"leads to {link.target}", shown(document, link)) for link in others)
    values = {"text": first.text.strip(), "count": len(places), "targets": ", ".join(places)}
    yield Match(shown(document, first), values, "duplicate", related=related)


def _place(target: str) -> str:
    """What an address leads to, without scheme and closing slash; "" for phone numbers and mail."""
    address = parts_of(target)
    if address.scheme not in ("", "http", "https"):
        return ""
    query = f"?{address.query}" if address.query else ""
    fragment = f"#{address.fragment}" if address.fragment else ""
    return f"{address.host}{address.path.rstrip('/')}{query}{fragment}"
