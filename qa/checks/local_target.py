"""Links inside the publisher's own site that lead nowhere: to a missing file or heading, to the page itself, to nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.addresses import address_span, parts_of
from qa.checks.support.generator_marks import headings_linked, names_anchor
from qa.checks.support.promises import unkept_promises
from qa.checks.support.references import undefined_references
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Link, Span

_TEMPLATE = ("{{", "{%", "${", "<%")


class Options(CheckOptions):
    """`promises` (lower case) are beginnings of sentences that announce a link, such as "read more about"."""

    promises: tuple[str, ...] = ()


@check(
    "local_target",
    options=Options,
    values=("target", "text", "label", "nearest"),
    variants=("fragment", "self", "nowhere", "reference", "footnote", "unlinked", "lost"),
)
def local_target(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """One match for each link that leads nowhere, and for each announced link that isn't there."""
    for link in document.links:
        if link.kind != "lost":
            match = _judged(document, link, context)
            if match is not None:
                yield match
    if document.kind == "markdown":
        for heading, span in headings_linked(document):
            match = _to_anchor(document, heading, span, {"target": f"#{heading}", "text": heading, "nearest": ""})
            if match is not None:
                yield match
    yield from undefined_references(document)
    yield from unkept_promises(document, options.promises)


def _judged(document: Document, link: Link, context: Context) -> Match | None:
    target = link.target.strip()
    values = {"target": target, "text": link.text.strip(), "nearest": ""}
    if target in ("", "#") or target.lower().startswith("javascript:"):
        if _is_control(document, link):
            return None
        return Match(address_span(link), values, "nowhere")
    if any(mark in target for mark in _TEMPLATE):
        return None
    address = parts_of(target)
    if _is_own_address(document, target):
        return _in_page(document, link, address.fragment)
    if address.scheme or address.host or "@" in address.path or address.path.lower().startswith("www."):
        return None
    if not address.path:
        # A query alone asks the page itself for something else.
        return None if address.query else _in_page(document, link, address.fragment)
    return Match(address_span(link), values) if _is_missing(document, _decoded(address.path), context) else None


# What a script makes a button of, by its words or by its tag.
_CONTROL_WORDS = re.compile(
    r"(?:[+›»] ?)?(?:print|share(?: (?:via|on|to|by) [\w-]{1,12})?|save|listen|close|menu|search|e-?mail|expand|collapse|show|hide|open|toggle|back to top|top|next|previous|play|pause"
    r"|translate|a[+-]?|text size|read aloud|copy link)(?: (?:this|the|all|more|less|page|article|menu|link|section|sections|updates|details|sources|references)){0,3}",
    re.IGNORECASE,
)
_CONTROL_TAG = re.compile(
    r"<a\b[^>]*\b(?:onclick|data-(?:toggle|bs-toggle|target|action|modal|dismiss)|aria-(?:expanded|controls|haspopup)|role\s*=\s*[\"']?button)\b",
    re.IGNORECASE,
)


def _is_control(document: Document, link: Link) -> bool:
    """Whether an HTML link without an address is a script's button, as nearly all are that stand in the site's own parts."""
    if document.kind != "html":
        return False
    if not document.blocks[link.block].body and link.target.strip():
        return True
    head = document.excerpt(link.span)[:400].partition(">")[0]
    return _CONTROL_WORDS.fullmatch(link.text.strip()) is not None or _CONTROL_TAG.match(head) is not None


def _is_missing(document: Document, path: str, context: Context) -> bool:
    """Whether a relative path names a file that isn't there.

    A path from the site's root, and one without an extension, are routes: only the site knows where they lead. A page that
    will be built from a Markdown file counts as there. An HTML page of which no local target exists was saved away from
    its site, so that nothing can be said.
    """
    stem, dot, extension = path.rpartition(".")
    if path.startswith("/") or not dot or not extension.isalnum() or "/" in extension or not stem.strip("./"):
        return False
    if context.target_exists(path) is not False:
        return False
    if extension.lower() in ("html", "htm") and context.target_exists(f"{stem}.md"):
        return False
    return document.kind != "html" or _stands_in_its_site(document, context)


def _stands_in_its_site(document: Document, context: Context) -> bool:
    paths = (parts_of(link.target) for link in document.links)
    return any(
        not address.scheme
        and not address.host
        and address.path
        and not address.path.startswith("/")
        and context.target_exists(_decoded(address.path))
        for address in paths
    )


def _is_own_address(document: Document, target: str) -> bool:
    """Whether an address is the page's own: its file's name, or the address that its metadata states."""
    address = parts_of(target)
    if address.query:
        return False
    if not address.scheme and not address.host:
        name = document.source.path.replace("\\", "/").rpartition("/")[2]
        if name and address.path.removeprefix("./") == name:
            return True
    stated = document.metadata.value("url")
    if not isinstance(stated, str) or not stated.strip():
        return False
    own = parts_of(stated)
    same_host = not address.host or not own.host or address.host == own.host
    return same_host and len(own.path) > 1 and own.path.rstrip("/") == address.path.rstrip("/")


def _in_page(document: Document, link: Link, fragment: str | None) -> Match | None:
    """A link within the page: without a fragment it leads to itself, else its anchor must be there."""
    values = {"target": link.target.strip(), "text": link.text.strip(), "nearest": ""}
    if not fragment:
        # A site's menu names the page that the reader is on, too.
        return Match(address_span(link), values, "self") if document.blocks[link.block].body else None
    return _to_anchor(document, fragment, address_span(link), values)


def _to_anchor(document: Document, fragment: str, span: Span, values: dict[str, str]) -> Match | None:
    """What is wrong with a link to an anchor of the page: nothing where it is there, or where it can't be known."""
    wanted = _decoded(fragment)
    if document.kind == "captured" or wanted.lower() == "top" or wanted.startswith((":~:", "!", "/")):
        return None
    folded = _folded(wanted)
    if wanted in document.anchors or any(_folded(anchor) == folded for anchor in document.anchors):
        return None
    if _is_made_of_metadata(document, wanted) or (document.kind == "markdown" and names_anchor(document, wanted)):
        return None
    from difflib import get_close_matches

    near = get_close_matches(wanted, sorted(document.anchors), 1, 0.7)
    values["nearest"] = f"#{near[0]}" if near else ""
    return Match(span, values, "fragment", suggestions=tuple(f"#{name}" for name in near))


def _is_made_of_metadata(document: Document, anchor: str) -> bool:
    """Whether the front matter names the anchor as an `id`: a template then makes a section of it."""
    head = document.excerpt(document.metadata.span)
    return re.search(rf"""\bid:\s*["']?{re.escape(anchor)}["']?\s*$""", head, re.MULTILINE) is not None


def _folded(anchor: str) -> str:
    """An anchor without case and punctuation: site generators differ in how they make one of a heading."""
    return "".join(char for char in anchor.casefold() if char.isalnum())


def _decoded(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)
