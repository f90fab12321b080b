"""Who publishes a page, as its own words, its structured data or the site's name above it tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.support.stated import BEGIN, says
from qa.document.memo import per_document

if TYPE_CHECKING:
    from qa.document.model import Document

_NOBODY = r"(?!(?i:tbc|tba|tbd|unknown|none|n/?a|pending|todo|various|us|on|in|by|all rights)\b)"
_DONE = ("published", "produced", "prepared", "developed", "provided", "owned", "issued", "put together", "compiled")
_KINDS = (
    "publication", "resource", "service", "factsheet", "fact sheet", "leaflet", "website", "program", "programme", "initiative", "project",
)  # fmt: skip
_DOES = ("publish", "produce", "make", "write", "maintain", "own", "prepare", "issue")
_DONE_BY = rf"(?:{'|'.join(_DONE)})(?: and (?:owned|maintained|published|run|reviewed))?"
_A_KIND = rf"an? (?:{'|'.join(_KINDS)})"
# The last word of a name.
_NAME = r"[A-Z][\w’'&.-]*"
_LABELLED = (
    rf"(?<=\w )(?:Publisher|Owner) ?: *{_NOBODY}[A-Z0-9][^\n]"
    rf"|(?:{BEGIN}(?i:(?:content )?(?:publisher|owner)(?: ?:| ?\n)|from ?:|{_A_KIND} (?:of|from|by)|{_DONE_BY} by:?)"
    rf"|\b(?:is|was|are) (?:{_DONE_BY}|{_A_KIND}) (?:by|of|from)) *{_NOBODY}(?i:the )?[A-Z0-9][^\n]"
)
_NOTICE = (
    r"(?:©|&copy;|\(c\)|(?i:\bcopyright))[ ,]*(?:©|\(c\))?[ ,]*(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:\d{2,4}|(?i:present|now)))?)?[ ,.|]*"
    rf"(?i:by |the )?{_NOBODY}[A-Z][\w’'&.-]*[a-z]"
)
_SAYS_SO = rf"{_NAME} (?:{'|'.join(_DOES)})(?:s|es)? (?:this|these|its|our|all)\b"
_REGISTERED = (
    rf"{_NAME}[ ,|·–-]*\(?(?:ABN|ACN|NZBN|(?i:registered charity)|(?i:charity (?:no|number|reg)))[ .:]*(?:no\.? ?)?\d"
)
_LABELS = (
    *("publisher", "owner", "from:", "from :"),
    *(f"{done} {further}" for done in _DONE for further in ("by", "and")),
    *(f"{kind} {by}" for kind in _KINDS for by in ("of", "from", "by")),
)
# The forms, each behind what a page must hold, in small letters, to have one: nearly all pages lack most.
_PUBLISHED = tuple(
    (signs, re.compile(form, re.MULTILINE))
    for signs, form in (
        # "Published by Lakeside Eye Hospital", "Publisher: …", or the name in the cell or line below the label.
        (_LABELS, _LABELLED),
        # The sign, the year and the name, in any order but for the sign: "© 2019–2026 Lakeside Eye Hospital".
        (("©", "&copy;", "(c)", "copyright"), _NOTICE),
        # "Lakeside Eye Hospital publishes this page under its …", "the Foundation makes its resources by …".
        (_DOES, _SAYS_SO),
        # Registered names.
        (("abn", "acn", "nzbn", "charity"), _REGISTERED),
    )
)
_ORGANISATION = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Organization|WebSite|Hospital|MedicalClinic|Pharmacy)"')
_NAMED = re.compile(r'"name"\s*:\s*"\s*\w')
_CLOSING = re.compile(r"</title", re.IGNORECASE)
_SITE = re.compile(
    r"(?:\[?logo:? )?(?P<name>(?:the )?[^\W\d_][\w’'&.-]*(?: [\w’'&.,-]+){0,8}?)\]?(?: (?:logo|home(?: ?page)?))?",
    re.IGNORECASE,
)
_MOST_LINES = 4


@per_document
def names_publisher(document: Document) -> bool:
    """Whether the page says who publishes it: a line that does, a copyright notice, its site's name, or its structured data."""
    lower = document.lower
    for signs, form in _PUBLISHED:
        if any(sign in lower for sign in signs) and says(document, form):
            return True
    return bool(site_above(document)) or (
        document.kind == "html" and (_site_in_title(document) or _site_in_data(document))
    )


def site_above(document: Document) -> str:
    """The name among the first lines above a captured article: its words in capitals, and neither menu nor sentence; else ""."""
    if document.kind != "captured":
        return ""
    for block in document.blocks[:_MOST_LINES]:
        if block.body:
            return ""
        text = document.text_of(block).strip()
        found = _SITE.fullmatch(text) if block.role == "header" else None
        if found and text[-1] not in ".!?:" and "   " not in text and _is_name(found["name"], document.title):
            return found["name"]
    return ""


def _is_name(text: str, title: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return (
        text.casefold() != title.casefold() and len(text) > 3 and 0 < len(words) == capitals and not _MENU.search(text)
    )


# Names of menus and of their entries.
_MENU = re.compile(
    r"\b(?:menu|home|search|log ?in|sign ?in|contact|skip|about us|navigation|topics?|conditions? a|patients|referrers|careers|news)\b",
    re.IGNORECASE,
)


def _site_in_title(document: Document) -> bool:
    """Whether a site's name stands behind the article's in the page title: "Glaucoma | Lakeside Eye Hospital"."""
    title = document.metadata.get("title")
    if title is None or title.raw_name != "title":
        return False
    end = _CLOSING.search(document.source.text, title.span.end, title.span.end + 200)
    rest = document.source.text[title.span.end : end.start()] if end else ""
    return any(char.isalpha() for char in rest)


def _site_in_data(document: Document) -> bool:
    """Whether the page's JSON-LD names an organisation or a site beside the page."""
    text = document.source.text
    for found in _ORGANISATION.finditer(text):
        around = text[max(0, text.rfind("{", 0, found.start())) : found.end() + 400]
        if _NAMED.search(around.partition("}")[0]):
            return True
    return False
