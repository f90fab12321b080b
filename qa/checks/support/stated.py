"""What a page's own words say of its publisher and its sources, outside any metadata."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.document.memo import per_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

_SOURCES_HEADING = re.compile(
    r"(?:references?|sources?|bibliography|evidence|citations?|further references|reference list|footnotes)\b",
    re.IGNORECASE,
)
_SOURCES_BUTTON = re.compile(
    r"(?:show|view|see|open|hide)? ?(?:the |all )?(?:references|sources|citations)[:.]?", re.IGNORECASE
)
_BUTTON = 40
# Where a statement may begin: a line, or what a bar, bullet or full stop parts from the one before.
_BEGIN = r"(?:^|(?<=[.|•·;–—] ))[ \"'(\[]*"
_SOURCE_LABEL = (
    r"(?:(?:our |key |main |information |clinical |evidence )*(?:sources?|references?|evidence base|bibliography|citations?)"
    r"(?: (?:used|list|and further reading|of (?:this )?information))?)"
)
_BASED = (
    r"(?:(?:this|the|our) [^\n.:]{3,40} (?:is|are|was|were|has been) )?(?:(?:based on|adapted (?:with permission )?from|informed by|drawn from|sourced from)"
    r"|(?:written|developed|produced|prepared)\b[^\n.:]{0,60}? (?:using|from))"
)
_STATED_SOURCES = re.compile(
    rf"{_BEGIN}(?i:{_SOURCE_LABEL} ?:) *\S|{_BEGIN}(?i:{_BASED})(?: ?:| (?i:the|a|an))? (?=[^\n]{{0,20}}[A-Z])[^\n]*\d{{4}}|{_BEGIN}(?i:{_BASED}) ?: *[A-Z]",
    re.MULTILINE,
)
_LABEL_ALONE = re.compile(rf"{_SOURCE_LABEL} ?:?", re.IGNORECASE)
_NOBODY = r"(?!(?i:tbc|tba|tbd|unknown|none|n/?a|pending|todo|various|us|on|in|by|all rights)\b)"
# The sign, the year and the name, in any order but for the sign: "© 2019–2026 Lakeside Eye Hospital".
_PUBLISHER = re.compile(
    rf"{_BEGIN}(?i:publisher ?:|(?:published|produced|developed|provided|owned)(?: and (?:owned|maintained|published|run|reviewed))? by:?) *{_NOBODY}(?i:the )?[A-Z0-9][^\n]"
    rf"|(?:©|&copy;|\(c\)|(?i:\bcopyright))[ ,]*(?:©|\(c\))?[ ,]*(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:\d{{2,4}}|(?i:present|now)))?)?[ ,.|]*(?i:by |the )?{_NOBODY}[A-Z][\w’'&.-]*[a-z]",
    re.MULTILINE,
)
_SOURCE_SIGNS = (
    "source",
    "reference",
    "evidence base",
    "bibliograph",
    "citation",
    "based on",
    "adapted",
    "informed by",
    "drawn from",
    " using ",
    " from ",
)
_SIGNS = ("publish", "produced by", "developed by", "provided by", "owned by", "©", "(c)", "copyright")
_ORGANISATION = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Organization|WebSite|Hospital|MedicalClinic|Pharmacy)"')
_NAMED = re.compile(r'"name"\s*:\s*"\s*\w')
_CLOSING = re.compile(r"</title", re.IGNORECASE)


@per_document
def lists_sources(document: Document) -> bool:
    """Whether the page itself says what it rests on: a section of sources that isn't empty, footnotes, or a line such as "Source: …"."""
    if any(block.kind == "footnote" for block in document.body_blocks()) or any(_source_sections(document)):
        return True
    lower = document.lower
    if any(sign in lower for sign in _SOURCE_SIGNS) and _says(document, _STATED_SOURCES):
        return True
    # A label, or a button "Show references", over the list.
    return any(
        block.kind != "heading"
        and block.end - block.start < _BUTTON
        and block.role == following.role
        and following.kind not in ("heading", "code")
        and (_LABEL_ALONE.fullmatch(text := document.text_of(block).strip()) or _SOURCES_BUTTON.fullmatch(text))
        for block, following in pairwise(document.blocks)
    )


def _source_sections(document: Document) -> Iterator[bool]:
    for section in document.sections[1:]:
        if document.blocks[section.heading].body and _SOURCES_HEADING.match(section.title):
            yield section.end > section.first


@per_document
def names_publisher(document: Document) -> bool:
    """Whether the page says who publishes it: a line that does, a copyright notice, its title behind the article's, or its structured data."""
    lower = document.lower
    if any(sign in lower for sign in _SIGNS) and _says(document, _PUBLISHER):
        return True
    return document.kind == "html" and (_site_in_title(document) or _site_in_data(document))


def _says(document: Document, pattern: re.Pattern[str]) -> bool:
    for found in pattern.finditer(document.text):
        block = document.block_at(found.end() - 1)
        if block.role not in ("card", "nav") and block.kind not in ("code", "heading") and not block.quoted:
            return True
    return False


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
