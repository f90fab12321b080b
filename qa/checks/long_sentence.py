"""Sentences with too many words, and a body whose sentences are long on the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.page import title_span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


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
        if length > options.max_words:
            yield Match(document.locate(sentence.start, sentence.end), {"words": length, "limit": options.max_words})
        if not sentence.fragment:
            total, full = total + length, full + 1
    if full >= options.min_sentences and total / full > options.max_mean:
        values = {"words": f"{total / full:.1f}", "limit": f"{options.max_mean:g}"}
        yield Match(title_span(document), values, variant="mean")
