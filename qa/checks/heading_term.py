"""Headings that spell the title's own term another way."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.document.model import WORD
from qa.finding import Edit, Fix, Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Word
# Shorter neighbours (of, the, and) show no phrase.
_MIN_PART = 4  # letters of each word: "back up" and "backup" are two words
_MIN_BESIDE = 4


class Options(CheckOptions):
    """`min_letters` of a title's word that is compared; a word that exists is compared with longer ones alone (`min_phrase`).

    A heading's word is the same term up to one edit, two from `two_edits_from` letters on. Letters that swap places are
    one edit.
    """

    min_letters: int = 5
    min_phrase: int = 6
    two_edits_from: int = 9


@check("heading_term", options=Options, values=("word", "term"))
def heading_term(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """A heading's word that is nearly, but not quite, a word of the title.

    Not reported: a word that the term begins with or that begins with it (symptom, symptoms), words that the lexicon
    knows (hypo- for hyper-) unless they are the term in American or other spelling or stand in the title's own phrase ("shin
    splits" for "shin splints"), and words that the article keeps using.
    """
    terms = {word.lower() for word in WORD.findall(document.title) if len(word) >= options.min_letters}
    joined = _joined(document.title)
    if not (terms or joined):
        return
    for word in _heading_words(document):
        folded = word.text.lower()
        if folded in joined:
            yield Match(document.locate(word.start, word.end), {"word": word.text, "term": joined[folded]})
            continue
        if len(folded) < options.min_letters - 2 or folded in terms:
            continue
        term = next((term for term in sorted(terms) if _near(folded, term, options)), None)
        if term is None:
            continue
        if (
            _another_word(document, context, word)
            and not _spelt_otherwise(context, folded, term)
            and not (len(term) >= options.min_phrase and _stands_for(document, word, term))
        ):
            continue
        span = document.locate(word.start, word.end)
        better = term.capitalize() if word.text[:1].isupper() else term
        edits = (Edit(span.start, span.end, better),) if document.excerpt(span) == word.text else ()
        fix = Fix(f"Write “{better}”", "unsafe", edits) if edits else None
        yield Match(span, {"word": word.text, "term": term}, suggestions=(better,), fix=fix)


def _joined(title: str) -> dict[str, str]:
    """What two words of the title beside each other would be as one: "headlice" under "Head lice"."""
    words = [found.group().lower() for found in WORD.finditer(title)]
    pairs = (pair for pair in pairwise(words) if min(map(len, pair)) >= _MIN_PART)
    return {one + two: f"{one} {two}" for one, two in pairs if f"{one} {two}" in title.lower()}


def _heading_words(document: Document) -> Iterator[Word]:
    starts = document.word_starts
    for block in document.body_blocks():
        if block.kind == "heading":
            yield from document.words[bisect_left(starts, block.start) : bisect_left(starts, block.end)]


def _near(word: str, term: str, options: Options) -> bool:
    if abs(len(word) - len(term)) > 2 or len(term) < options.min_letters:
        return False
    allowed = 2 if len(term) >= options.two_edits_from else 1
    if word.startswith(term) or term.startswith(word):
        return False
    # An edit changes two letters at most: this spares most articles the import below.
    if len(set(word) ^ set(term)) > 2 * allowed:
        return False
    from rapidfuzz.distance import OSA

    return 0 < OSA.distance(word, term, score_cutoff=allowed) <= allowed


def _spelt_otherwise(context: Context, word: str, term: str) -> bool:
    """Whether the two are one word in American and other spelling: "celiac" under the title "Coeliac disease"."""
    pairs = (context.data("spellings") or {}).get("pairs", {})
    return bool(pairs.get(word) == term or pairs.get(term) == word)


def _stands_for(document: Document, word: Word, term: str) -> bool:
    """Whether a word that exists stands once on the page, beside the word that the title has beside the term."""
    title = [item.lower() for item in WORD.findall(document.title)]
    places = [at for at, item in enumerate(title) if item == term]
    texts = document.word_texts
    folded = word.text.lower()
    # Another ending is another form of the word: "healthy pregnant women" under "Healthy pregnancy".
    if folded[-2:] != term[-2:] or sum(other.text.lower() == folded for other in document.body_words) > 1:
        return False
    here = bisect_left(document.word_starts, word.start)
    for at in places:
        for step in (-1, 1):
            beside = title[at + step] if 0 <= at + step < len(title) else ""
            near = texts[here + step].lower() if 0 <= here + step < len(texts) else ""
            if len(beside) >= _MIN_BESIDE and beside == near:
                return True
    return False


def _another_word(document: Document, context: Context, word: Word) -> bool:
    """Whether it is a word of its own: known to the lexicon, or used more than this once in the article."""
    folded = word.text.lower()
    if context.lexicon.knows(word.text) or context.lexicon.knows(folded):
        return True
    return sum(other.text.lower() == folded for other in document.body_words) > 2
