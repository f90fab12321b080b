"""Readability scores that rest on too little of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.finding import Match
from qa.language.prose import is_english, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """`min_sentences` make a score more than an indication; under it, full sentences must hold `min_share` of the words.

    `min_share` is in per cent; pages under `min_words` words are never reported.
    """

    min_sentences: int = 30
    min_share: float = 50.0
    min_words: int = 100


@check("score_basis", options=Options, values=("sentences", "limit", "share", "fragments"))
def score_basis(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report a page whose few full sentences hold less than the wanted share of its words."""
    if not is_english(document):
        return
    full = whole = sentences = fragments = 0
    for sentence in prose(document):
        whole += len(sentence.words)
        fragments += sentence.fragment
        if not sentence.fragment:
            sentences, full = sentences + 1, full + len(sentence.words)
    if whole < options.min_words or sentences >= options.min_sentences or 100 * full / whole >= options.min_share:
        return
    values = {
        "sentences": sentences,
        "limit": options.min_sentences,
        "share": f"{100 * full / whole:.0f}%",
        "fragments": fragments,
    }
    yield Match(stated_title_span(document), values)
