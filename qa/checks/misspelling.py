"""Unknown words that are surely slips of the pen, and unknown words with nothing known near them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qa.checks.registry import CheckOptions, check
from qa.checks.substitution import recased
from qa.checks.support.memo import of_page
from qa.checks.support.metadata_words import misspelt_in_metadata
from qa.document.composed import composed
from qa.finding import Edit, Fix, Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.document.projection import Span
    from qa.language.unknown import Unknown


class Options(CheckOptions):
    """`report` says which unknown words: those with a sure correction, or the others (each once a document)."""

    report: Literal["misspelt", "unknown"] = "misspelt"


@check("misspelling", options=Options, values=("word", "best"))
def misspelling(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report words that no list knows: with corrections, best first, where one is surely meant, else as a candidate term."""
    seen: set[str] = set()
    for unknown in _unknown(document, context):
        sure = unknown.sure or (
            bool(unknown.suggestions) and unknown.word.islower() and bool(_known(unknown.word, context))
        )
        if sure and options.report == "misspelt":
            yield _misspelt(document, unknown, document.locate(unknown.start, unknown.end), context)
        elif not sure and options.report == "unknown" and unknown.word.lower() not in seen:
            seen.add(unknown.word.lower())
            offered = tuple(item.word for item in unknown.suggestions)
            yield Match(document.locate(unknown.start, unknown.end), {"word": unknown.word, "best": ""}, "", offered)
    if options.report == "misspelt":
        for span, unknown in misspelt_in_metadata(document, context):
            yield _misspelt(document, unknown, span, context)


def _misspelt(document: Document, unknown: Unknown, span: Span, context: Context) -> Match:
    """A slip with its corrections; the fix may be applied unseen where the slip is known to stand for this word only."""
    offered = tuple(item.word for item in unknown.suggestions)
    meant = _known(unknown.word, context)
    offered = tuple(dict.fromkeys((meant, *offered))) if meant else offered
    fix = None
    if composed(document.excerpt(span)) == unknown.word:
        fix = Fix(f"Write “{offered[0]}”", "safe" if meant else "unsafe", (Edit(span.start, span.end, offered[0]),))
    return Match(span, {"word": unknown.word, "best": offered[0]}, suggestions=offered, fix=fix)


def _known(word: str, context: Context) -> str:
    """The word that a known misspelling stands for, in its case, or ""; the data holds Australian and British spellings."""
    table = (context.data("misspellings") or {"words": {}})["words"]
    meant = table.get(word.lower(), "")
    if not meant or (context.profile == "us" and context.lexicon.is_foreign(meant)):
        return ""
    return recased(word, meant)


def _unknown(document: Document, context: Context) -> list[Unknown]:
    """The unknown words of a document, found once for both rules."""
    from qa.language.unknown import unknown_words

    return of_page(document, context, "checks.unknown_words", lambda: unknown_words(document, context.lexicon))
