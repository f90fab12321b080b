"""Unknown words that are surely slips of the pen, and unknown words with nothing known near them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qa.checks.registry import CheckOptions, check
from qa.finding import Edit, Fix, Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.unknown import Unknown


class Options(CheckOptions):
    """`report` says which unknown words: those with a sure correction, or the others (each once a document)."""

    report: Literal["misspelt", "unknown"] = "misspelt"


@check("misspelling", options=Options, values=("word", "best"))
def misspelling(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report words that no list knows: with corrections, best first, where one is surely meant, else as a candidate term."""
    seen: set[str] = set()
    for unknown in _unknown(document, context):
        if unknown.sure and options.report == "misspelt":
            yield _misspelt(document, unknown)
        elif not unknown.sure and options.report == "unknown" and unknown.word.lower() not in seen:
            seen.add(unknown.word.lower())
            offered = tuple(item.word for item in unknown.suggestions)
            yield Match(document.locate(unknown.start, unknown.end), {"word": unknown.word, "best": ""}, "", offered)


def _misspelt(document: Document, unknown: Unknown) -> Match:
    span = document.locate(unknown.start, unknown.end)
    best = unknown.suggestions[0].word
    fix = None
    if document.excerpt(span) == unknown.word:
        fix = Fix(f"Write “{best}”", "unsafe", (Edit(span.start, span.end, best),))
    offered = tuple(item.word for item in unknown.suggestions)
    return Match(span, {"word": unknown.word, "best": best}, suggestions=offered, fix=fix)


def _unknown(document: Document, context: Context) -> list[Unknown]:
    """The unknown words of a document, found once for both rules."""
    kept = context.memory.get("unknown-words")
    if kept is None or kept[0] is not document:
        from qa.language.unknown import unknown_words

        kept = context.memory["unknown-words"] = (document, unknown_words(document, context.lexicon))
    found: list[Unknown] = kept[1]
    return found
