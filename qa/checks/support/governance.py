"""What an article records about who answers for it and when it was last checked."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qa.review_dates import on_page, statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.review_lines import Statement

RECORDED = ("last_reviewed", "next_review", "review_in", "reviewer", "publisher", "quality_process", "sources")

_SOURCES_HEADING = re.compile(
    r"(?:references?|sources?|bibliography|evidence|citations?|further references|reference list|footnotes)\b",
    re.IGNORECASE,
)
# A name goes on to what parts it from the next thing, or to the next label, where lines of the source were joined.
_NAME = r"(?:(?! (?-i:Page |Date |Content )?(?-i:Last|Next|Review|Reviewed|Approved|Updated|Published|Written|Medically)\b)[^\n|•·]){3,160}"
_REVIEWED_BY = re.compile(
    r"(?:^|[.|•·(] ?)(?:(?:medically|clinically|last|peer|content) )*(?:reviewed|approved)(?: and (?:approved|updated|checked))?"
    rf"(?:[: ]+(?:on )?[^\n|•·.]{{0,16}}\b\d{{4}},?)? by:?(?: +|\n)(?P<who>{_NAME})|(?:^|[|•·] ?)(?:(?:(?:clinical|medical|expert) )?reviewers?|(?:clinical|medical|expert) review): +(?P<named>{_NAME})",
    re.IGNORECASE | re.MULTILINE,
)


def stated_reviews(document: Document, context: Context) -> list[Statement]:
    """Every statement of a review date; the national profile decides whether the day or the month comes first."""
    return statements(document, day_first=context.profile != "us")


def has_value(value: Any) -> bool:
    """Whether a metadata value says anything: not None, blank, or an empty list or mapping."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value not in ([], {}, ())


def is_article(document: Document) -> bool:
    """Whether there is a body to answer for: a stub that only points elsewhere is no article."""
    return bool(document.body_words)


def records_nothing(document: Document) -> bool:
    """Whether the metadata holds none of the fields that say who answers for a page, so that one finding says it all.

    What a reader took from the page's own lines, such as its review date, is no record; a reviewer named there is.
    """
    fields = (document.metadata.get(name) for name in RECORDED)
    kept = any(field and has_value(field.value) and not on_page(document, field.span) for field in fields)
    return not kept and visible_reviewer(document) is None


def visible_reviewer(document: Document) -> tuple[str, Span] | None:
    """The name behind "Reviewed by" on the page, and its place."""
    if "review" not in document.lower and "approved by" not in document.lower:
        return None
    for found in _REVIEWED_BY.finditer(document.text):
        group = "who" if found.group("who") else "named"
        block = document.block_at(found.start(group))
        if block.role not in ("card", "nav") and block.kind != "code" and not block.quoted:
            return found.group(group).strip(), document.locate(*found.span(group))
    return None


_SOURCES_BUTTON = re.compile(
    r"(?:show|view|see|open|hide)? ?(?:the |all )?(?:references|sources|citations)[:.]?", re.IGNORECASE
)
_BUTTON = 40


def lists_sources(document: Document) -> bool:
    """Whether the page itself lists its sources: a section of that name that isn't empty, or footnotes."""
    if any(block.kind == "footnote" for block in document.body_blocks()) or any(_source_sections(document)):
        return True
    # A button "Show references" over the list.
    return any(
        block.kind == "paragraph"
        and block.end - block.start < _BUTTON
        and _SOURCES_BUTTON.fullmatch(document.text_of(block).strip()) is not None
        and following.kind == "list_item"
        for block, following in pairwise(document.blocks)
    )


def _source_sections(document: Document) -> Iterator[bool]:
    for section in document.sections[1:]:
        if document.blocks[section.heading].body and _SOURCES_HEADING.match(section.title):
            yield section.end > section.first
