"""Turns words in a form that their neighbours don't take into matches."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qa.finding import Edit, Fix, Match
from qa.language.after_auxiliary import wrong_forms
from qa.language.amounts import wrong_amounts
from qa.language.possessors import wrong_possessors
from qa.language.tokens import sentence_at

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from qa.language.page_words import PageWords


def word_forms(page: PageWords, prose: Container[int]) -> Iterator[Match]:
    """Verbs, numbers and possessives in a form that doesn't go with the word beside them, headings aside."""
    document = page.document
    for told in chain(wrong_possessors(page), wrong_forms(page), wrong_amounts(page)):
        start, end = page.words[told.first].start, page.words[told.last].end
        sentence = sentence_at(document, start)
        if sentence is None or sentence.block not in prose or document.blocks[sentence.block].kind == "heading":
            continue
        if end > sentence.end or any(
            inline.kind in ("code", "foreign") and inline.start < end and inline.end > start
            for inline in document.inlines
        ):
            continue
        span = document.locate(start, end)
        suggestions = (told.instead,) if told.instead else ()
        fix = Fix(f"Write “{told.instead}”", "unsafe", (Edit(*span, told.instead),)) if told.instead else None
        values = {"problem": told.problem, "found": document.excerpt(span), "right": told.instead}
        yield Match(span, values, "", suggestions, fix)
