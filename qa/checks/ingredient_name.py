"""Old and foreign names of medicines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qa.checks.registry import CheckOptions, check
from qa.checks.substitution import recased
from qa.checks.support.foreign_names import is_others_text
from qa.checks.support.medicine_words import speaks_of_medicine
from qa.checks.support.names import writable
from qa.checks.support.tables import phrase_table
from qa.checks.support.terms import sentence_text
from qa.finding import Match
from qa.language.prose import is_english
from qa.language.tokens import sentence_at
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.phrases import Occurrence, PhraseTable

# "also called lignocaine", "lidocaine (lignocaine)": the sentence gives the current name first and the other as its gloss.
_GLOSS = re.compile(
    r"(?:\(|\[|/|\bor\b|\baka\b|\bformerly\b|\bpreviously\b|\bonce\b|\bcalled\b|\bknown (?:as|in)\b|\bnamed?\b|\bsold as\b|\bold name\b)[^.;]*$"
)
_SPEAKS_OF_NAMES = re.compile(
    r"\b(?:formerly|previously|old(?:er)? names?|former names?|used to be (?:called|known)|new names?|name (?:has )?changed|renamed)\b"
)


class Options(CheckOptions):
    """`lists` names the lists of the data "medicine_names" in force; `allowed` are names to leave alone, in lower case.

    `both_fine`: a name may stand anywhere in a sentence that has the current one too; else only as its gloss behind it.
    """

    lists: tuple[Literal["superseded", "foreign", "fixed"], ...] = ("superseded",)
    both_fine: bool = False
    allowed: tuple[str, ...] = ()


class _Name(NamedTuple):
    """The name to write, and whether the old one counts only where a medicine is meant."""

    current: str
    medicine_only: bool


@check("ingredient_name", options=Options, values=("found", "current"))
def ingredient_name(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report every use of a listed name outside quotations, references and explanations of the name itself."""
    if not is_english(document):
        return
    table: PhraseTable[_Name] = context.derived(("ingredient_name", id(options)), lambda: _table(options, context))
    for found in table.find(document):
        if is_others_text(document, found.start, found.end) or _explained(document, found, both_fine=options.both_fine):
            continue
        if found.entry.medicine_only and not speaks_of_medicine(sentence_text(document, found.start)):
            continue
        written = document.text[found.start : found.end]
        right = recased(written, found.entry.current)
        fix = writable(document, found.start, found.end, right)
        yield Match(
            document.locate(found.start, found.end), {"found": written, "current": right}, suggestions=(right,), fix=fix
        )


def _explained(document: Document, found: Occurrence[_Name], *, both_fine: bool) -> bool:
    """Whether the sentence has the current name too: first, and the listed one as its gloss, or (`both_fine`) anywhere."""
    sentence = sentence_at(document, found.start)
    if sentence is None:
        block = document.block_at(found.start)
        low, high = block.start, block.end
    else:
        low, high = sentence.start, sentence.end
    text = document.lower[low:high]
    if _SPEAKS_OF_NAMES.search(text):
        return True
    current = re.compile(rf"\b{re.escape(found.entry.current)}\b")
    if both_fine:
        return current.search(text) is not None
    before = document.lower[low : found.start]
    named = current.search(before)
    return named is not None and _GLOSS.search(before, named.end()) is not None


def _table(options: Options, context: Context) -> PhraseTable[_Name]:
    return phrase_table(
        context, "ingredient_name", options, ("medicine_names",), lambda: _names(options, context), _Name._make
    )


def _names(options: Options, context: Context) -> Iterator[tuple[str, tuple[str, bool]]]:
    allowed = frozenset(options.allowed)
    return (
        (name, (current, group["medicine_only"]))
        for group in context.data("medicine_names") or ()
        if group["list"] in options.lists and context.profile in group["profiles"]
        for name, current in group["names"].items()
        if name not in allowed
    )
