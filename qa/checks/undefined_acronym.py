"""Acronyms that a page never spells out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.terms import counts
from qa.document.overlaps import in_code, links_over
from qa.finding import Match
from qa.language.acronyms import acronyms, expanded
from qa.language.prose import is_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.acronyms import Acronym

# Known to the lexicon in small letters, and acronyms all the same.
_ACRONYMS = frozenset(
    ("STEMI", "NSTEMI", "NAFLD", "GERD", "GORD", "COPD", "SIADH", "HELLP", "ACCHO", "NSAID", "NSAIDS", "SUDEP")
)
# "ACE inhibitor" is a term by itself, and unexplained jargon where it isn't explained.
_IN_TERMS = re.compile(r"ACE[ -]inhibitor")
_WORD_LENGTH = 5  # shorter words are acronyms as often as words
_PAIR_LENGTH = 4  # … unless another word in capitals stands beside them: "STAY CALM", "an ALERT CARD"
_BEFORE, _BEHIND = re.compile(r"\b([A-Z]{4,}) +$"), re.compile(r" +([A-Z]{4,})\b")


class Options(CheckOptions):
    """`allowed` adds to the acronyms of the data "acronyms" that need no expansion, in capitals."""

    allowed: tuple[str, ...] = ()


@check("undefined_acronym", options=Options, values=("acronym", "count"))
def undefined_acronym(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report the first use of each acronym that neither the title nor the page's text spells out."""
    if not is_english(document):
        return
    known = context.derived(("acronyms", id(options)), lambda: _known(options, context))
    uses: dict[str, list[tuple[int, int]]] = {}
    for found in acronyms(document):
        if _IN_TERMS.match(document.text, found.start):
            continue
        if _is_one_of_two_words(document, found, context):
            continue
        if found.letters not in known and counts(document, found.start) and not _in_mark(document, found.start):
            uses.setdefault(found.letters, []).append((found.start, found.end))
    whole = f"{document.title}\n{document.text}" if uses else ""
    for letters, places in uses.items():
        if len(letters) >= _WORD_LENGTH and letters not in _ACRONYMS and context.lexicon.knows(letters.lower()):
            continue  # a word in capitals
        if not expanded(letters, whole):
            yield Match(document.locate(*places[0]), {"acronym": letters, "count": len(places)})


def _is_one_of_two_words(document: Document, found: Acronym, context: Context) -> bool:
    """Whether the letters and those beside them are words in capitals."""
    if len(found.letters) < _PAIR_LENGTH or found.letters in _ACRONYMS:
        return False
    beside = (
        _BEFORE.search(document.text[max(0, found.start - 24) : found.start]),
        _BEHIND.match(document.text, found.end),
    )
    words = [other[1] for other in beside if other is not None and other[1] not in _ACRONYMS]
    knows = context.lexicon.knows
    return bool(words) and knows(found.letters.lower()) and any(knows(word.lower()) for word in words)


def _in_mark(document: Document, start: int) -> bool:
    """Whether an offset lies in code, in an address, or in the text of a link to somewhere else."""
    return bool(links_over(document, start, start + 1)) or in_code(document, start, start + 1)


def _known(options: Options, context: Context) -> frozenset[str]:
    data = context.data("acronyms") or {}
    return frozenset((*data.get("allowed", ()), *data.get("words", ()), *options.allowed))
