"""Sentences with too many words, and a body whose sentences are long on the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.prose import Prose


_COMMAS = 5
_WORDS_A_THING = 4


class Options(CheckOptions):
    """`max_words` in one sentence; `max_mean` words a sentence over the whole body, judged from `min_sentences` on."""

    max_words: int = 25
    max_mean: float = 15.0
    min_sentences: int = 10


@check("long_sentence", options=Options, values=("words", "limit"), variants=("mean",))
def long_sentence(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report each sentence over the limit, list items included, and once the mean of the full sentences."""
    from qa.language.prose import prose

    total = full = 0
    for sentence in prose(document):
        length = len(sentence.words)
        if length > options.max_words and not (sentence.fragment and _is_list(document, sentence)):
            yield Match(document.locate(sentence.start, sentence.end), {"words": length, "limit": options.max_words})
        if not sentence.fragment:
            total, full = total + length, full + 1
    if full >= options.min_sentences and total / full > options.max_mean:
        values = {"words": f"{total / full:.1f}", "limit": f"{options.max_mean:g}"}
        yield Match(stated_title_span(document), values, variant="mean")


def _is_list(document: Document, sentence: Prose) -> bool:
    """Whether a fragment is a row of things ("tablets, creams, drops …"), which no full stop would make easier to read."""
    commas = document.text.count(",", sentence.start, sentence.end)
    return commas >= _COMMAS and len(sentence.words) / (commas + 1) < _WORDS_A_THING
