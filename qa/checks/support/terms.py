"""What the checks on terms share: where a term counts, and whether its sentence explains it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.prose import apparatus_sections, is_quotation
from qa.language.tokens import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.document.model import Block, Document

# "It is called hypoglycaemia": the sentence before has said what it is.
_NAMED = re.compile(
    r"(?:called|known as|named|termed|the term|medical (?:name|term|word))(?: is| for (?:this|it) is)?(?: an?| the)? [“\"'‘]?$"
)
_OPENING = re.compile(r"[(\[–—:]\s*$")


def counts(document: Document, offset: int, *, headings: bool = False) -> bool:
    """Whether a projected offset lies in the article's own prose."""
    return prose_block(document, offset, headings=headings) is not None


def prose_block(document: Document, offset: int, *, headings: bool = False) -> Block | None:
    """The block of the article's own prose at a projected offset; None in chrome, code, quotations and references."""
    block = document.block_at(offset)
    if not block.body or block.kind in ("code", "footnote") or (block.kind == "heading" and not headings):
        return None
    if block.section in apparatus_sections(document) or is_quotation(document, block):
        return None
    return block


def sentence_text(document: Document, offset: int) -> str:
    """The lower-case text of the sentence at a projected offset, "" where there is none."""
    sentence = sentence_at(document, offset)
    return document.lower[sentence.start : sentence.end] if sentence else ""


def in_title(document: Document, term: str) -> bool:
    """Whether the page's title holds the term (any number), so that the page is about it."""
    return re.search(rf"\b{re.escape(term.lower())}", document.title.lower()) is not None


def glossed(document: Document, start: int, end: int, meanings: Iterable[str] = ()) -> bool:
    """Whether a term's own sentence gives its meaning: in brackets beside it, or in one of the given words."""
    text = document.text
    if text[end : end + 2] == " (" or (
        _OPENING.search(text[max(0, start - 3) : start]) and text[end : end + 1] in ")]"
    ):
        return True
    if _NAMED.search(text[max(0, start - 40) : start]):
        return True
    sentence = sentence_text(document, start)
    return any(re.search(rf"\b{re.escape(meaning.lower())}", sentence) for meaning in meanings)


def is_name(document: Document, start: int) -> bool:
    """Whether a word is written with a capital inside a sentence, as part of a name."""
    sentence = sentence_at(document, start)
    return document.text[start].isupper() and sentence is not None and start > sentence.start
