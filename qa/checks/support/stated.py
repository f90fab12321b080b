"""What a page's own words say of its sources, outside any metadata."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.document.memo import per_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

_SOURCES_HEADING = re.compile(
    r"(?:references?|(?:our |page |information )?sources?|bibliography|evidence|citations?|further references|reference list|footnotes)\b"
    r"|(?:where|how) (?:this|the|our|we) (?:[a-z]+ ){0,3}(?:comes?|came|got(?: this)?|found this) from\b|(?:what|how) (?:we|this) .{0,30}\bbased (?:this |it )?on\b|based on\b",
    re.IGNORECASE,
)
_SOURCES_BUTTON = re.compile(
    r"(?:show|view|see|open|hide)? ?(?:the |all )?(?:references|sources|citations)[:.]?", re.IGNORECASE
)
_BUTTON = 40
# Where a statement may begin: a line, or what a bar, bullet or full stop parts from the one before.
BEGIN = r"(?:^|(?<=[.|•·;–—] ))[ \"'(\[]*"
_SOURCE_LABEL = (
    r"(?:(?:our |key |main |page |article |content |information |clinical |evidence )*(?:sources?|references?|guidelines?(?= used\b)|evidence(?: base)?|bibliography|citations?)"
    r"(?: (?:used|consulted|list|and further reading|(?:of|for) (?:this |our )?(?:page|article|information|content|leaflet|fact ?sheet)))?)"
)
_BASED = (
    r"(?:(?:this|the|our) [^\n.:]{3,40} (?:is|are|was|were|has been) )?(?:(?:based on|adapted (?:with permission )?from|informed by|drawn from|sourced from)"
    r"|(?:written|developed|produced|prepared|put together|compiled|created|made)\b[^\n.:]{0,60}? (?:using|from))"
)
_STATED_SOURCES = re.compile(
    rf"{BEGIN}(?:(?i:{_SOURCE_LABEL} ?:|where (?:we got|this) [^\n:]{{2,40}}:) *\S"
    rf"|(?i:{_BASED})(?:(?: ?:| (?i:the|a|an))? (?=[^\n]{{0,20}}[A-Z])[^\n]*\d{{4}}| ?: *[A-Z]))",
    re.MULTILINE,
)
_BASED_ON = "based on"
_BASED_ON_GUIDELINES = re.compile(
    r"\b(?i:it|this|page|information|leaflet) (?:[^\n.]{0,80} )?(?:is|was|are) based on (?:the |an? )?(?=[A-Z])[^\n.]{0,80}"
    r"\b(?:guidelines?|guidance|handbook|standards?|reviews?|manual)\b"
)
_LABEL_ALONE = re.compile(rf"{_SOURCE_LABEL} ?:?", re.IGNORECASE)
_SOURCE_SIGNS = (
    "source",
    "reference",
    "evidence",
    "guideline",
    "bibliograph",
    "citation",
    _BASED_ON,
    "adapted",
    "informed by",
    "drawn from",
    " using ",
    " from ",
)


@per_document
def lists_sources(document: Document) -> bool:
    """Whether the page itself says what it rests on: a section of sources that isn't empty, footnotes, or a line such as "Source: …"."""
    if any(block.kind == "footnote" for block in document.body_blocks()) or any(_source_sections(document)):
        return True
    lower = document.lower
    if any(sign in lower for sign in _SOURCE_SIGNS) and says(document, _STATED_SOURCES):
        return True
    if _BASED_ON in lower and says(document, _BASED_ON_GUIDELINES):
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


def says(document: Document, pattern: re.Pattern[str]) -> bool:
    """Whether a form stands on the page outside its cards, navigation, code, headings and quotations."""
    for found in pattern.finditer(document.text):
        block = document.block_at(found.end() - 1)
        if block.role not in ("card", "nav") and block.kind not in ("code", "heading") and not block.quoted:
            return True
    return False
