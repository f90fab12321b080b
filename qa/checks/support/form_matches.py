"""Turns words in a form that their neighbours don't take into matches."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qa.finding import Edit, Fix, Match
from qa.language.after_auxiliary import wrong_forms
from qa.language.amounts import wrong_amounts
from qa.language.bullets import uneven_points
from qa.language.counted import odd_counts
from qa.language.far_agreement import far_disagreements
from qa.language.fragments import half_sentences
from qa.language.homophones import mistaken_sounds
from qa.language.loose_agreement import loose_subjects
from qa.language.pairs import odd_pairs
from qa.language.parallels import uneven_lists
from qa.language.possessors import wrong_possessors
from qa.language.questions import odd_questions
from qa.language.small_letters import missing_capitals
from qa.language.splices import splices
from qa.language.this_these import odd_determiners
from qa.language.tokens import sentence_at

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from qa.language.page_words import PageWords, Told


# The ways of looking, each over the page's words.
_LOOKS: tuple[Callable[[PageWords], Iterable[Told]], ...] = (
    wrong_possessors,
    mistaken_sounds,
    wrong_forms,
    wrong_amounts,
    odd_counts,
    odd_determiners,
    far_disagreements,
    loose_subjects,
    odd_pairs,
    uneven_lists,
    uneven_points,
    splices,
    half_sentences,
    missing_capitals,
)


def word_forms(page: PageWords, prose: Container[int]) -> Iterator[Match]:
    """Verbs, numbers and possessives in a form that doesn't go with the word beside them, headings aside but for their questions."""
    document = page.document
    questions = [(told, True) for told in odd_questions(page)]
    others = ((told, False) for told in chain.from_iterable(look(page) for look in _LOOKS))
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
            inline.kind in ("code", "foreign") and inline.start < end and inline.end > start
            for inline in document.inlines
        ):
            continue
        span = document.locate(start, end)
        suggestions = (told.instead,) if told.instead else ()
        fix = Fix(f"Write “{told.instead}”", "unsafe", (Edit(*span, told.instead),)) if told.instead else None
        values = {"problem": told.problem, "found": document.excerpt(span), "right": told.instead}
        yield Match(span, values, "", suggestions, fix)
