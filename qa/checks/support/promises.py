"""Sentences that announce a link ("Read more about …") where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.cards import READ_MORE
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block, Document, Sentence

_MAX_WORDS = 20


def unkept_promises(document: Document, beginnings: tuple[str, ...]) -> Iterator[Match]:
    """One match for each such sentence of the body.

    A sentence that introduces a list (it ends in a colon, or the next block holds links) keeps its promise below; so does
    one in the page's introduction, above its first subheading, and one that names a section of the page. A page without a
    single address, as a captured one is, has lost them: there the sentence is told as `lost`.
    """
    if not beginnings:
        return
    linked = {link.block for link in document.links if link.target}
    for sentence in document.sentences:
        start = sentence.start
        if not document.lower.startswith(beginnings, start):
            continue
        block = document.blocks[sentence.block]
        if not block.body or block.kind not in ("paragraph", "list_item") or sentence.block + 1 in linked:
            continue
        text = document.text[start : sentence.end].strip()
        if (
            text.endswith((":", "…", "...", "below.", "below"))
            or " section" in text
            or _is_introduction(document, block)
        ):
            continue
        if READ_MORE.fullmatch(text) or _has_link(document, sentence, block, linked):
            continue
        if document.words_in(start, sentence.end) <= _MAX_WORDS:
            variant = "unlinked" if linked else "lost"
            yield Match(document.locate(start, start + len(text)), {"text": text}, variant)


def _is_introduction(document: Document, block: Block) -> bool:
    """Whether the page goes on to say more: the block stands above the first subheading, and one follows."""
    section = document.section_of(block)
    return section.level <= 1 and any(later.level > 1 for later in document.sections[section.index + 1 :])


def _has_link(document: Document, sentence: Sentence, block: Block, linked: set[int]) -> bool:
    """Whether a link touches the sentence, or the words around it name an address or a phone number to use instead."""
    if block.index in linked and any(
        link.start < sentence.end and link.end > sentence.start
        for link in document.links
        if link.block == block.index and link.target
    ):
        return True
    text = document.text[sentence.start : sentence.end]
    return "www." in text or "://" in text or sum(char.isdigit() for char in text) > 5
