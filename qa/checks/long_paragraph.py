"""Paragraphs of too many sentences."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.finding import Match
from qa.language.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """`max_sentences` in one paragraph or list item of the body."""

    max_sentences: int = 3


@check("long_paragraph", options=Options, values=("sentences", "limit", "words"))
def long_paragraph(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report each paragraph over the limit, from its first sentence to its last."""
    for _, group in groupby(prose(document), key=lambda sentence: sentence.block.index):
        inside = list(group)
        if len(inside) > options.max_sentences and inside[0].block.kind != "table_cell":
            span = document.locate(inside[0].start, inside[-1].end)
            words = sum(len(sentence.words) for sentence in inside)
            yield Match(span, {"sentences": len(inside), "limit": options.max_sentences, "words": words})
