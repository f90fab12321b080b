"""Turns words in a form that their neighbours don't take into matches."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qa.document.overlaps import inlines_over
from qa.finding import Edit, Fix, Match
from qa.language import (
    after_auxiliary,
    amounts,
    bare_nouns,
    clause_verbs,
    counted,
    far_agreement,
    fragments,
    homophones,
    leftovers,
    lone_subjects,
    loose_agreement,
    missing_words,
    pairs,
    parallels,
    possessors,
    small_letters,
    this_these,
    valency,
)
from qa.language.bullets import uneven_points
from qa.language.questions import odd_questions
from qa.language.splices import splices
from qa.language.tokens import sentence_at

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from qa.language.page_words import PageWords, Told


# The ways of looking, each over the page's words.
_WAYS: tuple[Callable[[PageWords], Iterable[Told]], ...] = (
    possessors.wrong_possessors,
    homophones.mistaken_sounds,
    after_auxiliary.wrong_forms,
    amounts.wrong_amounts,
    counted.odd_counts,
    this_these.odd_determiners,
    far_agreement.far_disagreements,
    loose_agreement.loose_subjects,
    lone_subjects.lone_subjects,
    clause_verbs.clause_verbs,
    bare_nouns.bare_nouns,
    missing_words.missing_words,
    leftovers.leftovers,
    valency.odd_company,
    pairs.odd_pairs,
    parallels.uneven_lists,
    uneven_points,
    splices,
    fragments.half_sentences,
    small_letters.missing_capitals,
)
# What they ask of the one pass over all words.
LOOKS = (
    *possessors.LOOKS,
    *homophones.LOOKS,
    *after_auxiliary.LOOKS,
    *amounts.LOOKS,
    *counted.LOOKS,
    *this_these.LOOKS,
    *far_agreement.LOOKS,
    *loose_agreement.LOOKS,
    *lone_subjects.LOOKS,
    *clause_verbs.LOOKS,
    *bare_nouns.LOOKS,
    *missing_words.LOOKS,
    *leftovers.LOOKS,
    *valency.LOOKS,
    *pairs.LOOKS,
    *parallels.LOOKS,
    *fragments.LOOKS,
    *small_letters.LOOKS,
)


def word_forms(page: PageWords, prose: Container[int]) -> Iterator[Match]:
    """Verbs, numbers and possessives in a form that doesn't go with the word beside them, headings aside but for their questions."""
    document = page.document
    questions = [(told, True) for told in odd_questions(page)]
    others = ((told, False) for told in chain.from_iterable(way(page) for way in _WAYS))
    for told, headings in chain(questions, others):
        start, end = page.words[told.first].start, page.words[told.last].end
        sentence = sentence_at(document, start)
        if (
            sentence is None
            or sentence.block not in prose
            or (not headings and document.blocks[sentence.block].kind == "heading")
        ):
            continue
        if end > sentence.end or any(
            inline.kind in ("code", "foreign") for inline in inlines_over(document, start, end)
        ):
            continue
        span = document.locate(start, end)
        suggestions = (told.instead,) if told.instead else ()
        fix = Fix(f"Write “{told.instead}”", "unsafe", (Edit(*span, told.instead),)) if told.instead else None
        values = {"problem": told.problem, "found": document.excerpt(span), "right": told.instead}
        yield Match(span, values, "", suggestions, fix)
