"""A readability score above a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qa.checks.registry import CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.readability import Readability


class Options(CheckOptions):
    """`formula` is the score that is judged and `max_grade` its limit in school years.

    A text with fewer than `min_sentences` full sentences isn't judged at all; under 30 the score is marked as indicative.
    """

    formula: Literal["smog", "flesch_kincaid_grade"] = "smog"
    max_grade: float = 10.0
    min_sentences: int = 5


@check(
    "readability_grade",
    options=Options,
    values=("score", "limit", "sentences", "words_per_sentence", "hard_words", "adjusted", "hard_share"),
    variants=("indicative",),
)
def readability_grade(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report a body whose score is above the limit, at the title, with the hardest sentences beside it."""
    from qa.language.readability import measure

    read = measure(document)
    score = getattr(read, options.formula)
    if score is None or read.sentences < options.min_sentences or score <= options.max_grade:
        return
    values = {
        "score": score,
        "limit": f"{options.max_grade:g}",
        "sentences": read.sentences,
        "words_per_sentence": read.words_per_sentence,
        "hard_words": read.hard_words,
        "hard_share": f"{100 * read.hard_words / read.words:.0f}%",
        "adjusted": getattr(read, f"adjusted_{options.formula}"),
    }
    variant = "indicative" if read.indicative else ""
    yield Match(stated_title_span(document), values, variant=variant, related=tuple(_hardest(read)))


def _hardest(read: Readability) -> Iterator[Related]:
    for sentence in read.hardest:
        hard = f", hard: {', '.join(dict.fromkeys(sentence.hard_words))}" if sentence.hard_words else ""
        yield Related(f"among the hardest sentences: {sentence.words} words{hard}", sentence.span)
