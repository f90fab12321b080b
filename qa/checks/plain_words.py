"""Long or clinical words that have an everyday word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.checks.registry import CheckOptions, check
from qa.checks.support.tables import phrase_table
from qa.checks.support.terms import counts, glossed, in_title, is_name, sentence_text
from qa.finding import Fix, Match
from qa.language.prose import is_english
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.phrases import Occurrence, PhraseTable

_EXPLAINED = frozenset(("medical",))  # the lists whose terms a page may keep beside their meaning


class Options(CheckOptions):
    """`lists` names the lists of the data "plain_words" in force; `allowed` are terms to leave alone, in lower case.

    A use in a sentence that holds one of the phrases of `unless` (lower case) is left alone.
    """

    lists: tuple[str, ...] = ("medical", "official")
    allowed: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """A term and the words to write for it, the best first; `explains` are those that explain it where they stand by it.

    `longer` are terms of the jargon list that hold this one, each with where it begins in them: these have a meaning of their own.
    """

    term: str
    plain: tuple[str, ...]
    explains: tuple[str, ...]
    longer: tuple[tuple[str, int], ...]


@check("plain_words", options=Options, values=("found", "plain", "count"))
def plain_words(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report the first use of each listed term, with how often it comes; the page's own topic and glossed words pass."""
    if not is_english(document):
        return
    table: PhraseTable[_Entry] = context.derived(("plain_words", id(options)), lambda: _table(options, context))
    spots: dict[str, list[tuple[int, int]]] = {}
    entries: dict[str, _Entry] = {}
    for found in table.find(document):
        if not counts(document, found.start) or is_name(document, found.start) or _is_part(document, found):
            continue
        sentence = sentence_text(document, found.start) if options.unless else ""
        if not any(phrase in sentence for phrase in options.unless):
            spots.setdefault(found.entry.term, []).append((found.start, found.end))
            entries[found.entry.term] = found.entry
    for term, places in spots.items():
        entry = entries[term]
        if in_title(document, term) or any(glossed(document, *place, entry.explains) for place in places):
            continue
        written = document.text[slice(*places[0])]
        values = {"found": written, "plain": "” or “".join(entry.plain), "count": len(places)}
        fix = Fix(f"Say “{entry.plain[0]}”", "manual")
        yield Match(document.locate(*places[0]), values, suggestions=entry.plain, fix=fix)


def _is_part(document: Document, found: Occurrence[_Entry]) -> bool:
    """Whether the words found are part of a longer term: "lumbar" in "lumbar puncture" isn't to be put in other words."""
    return any(
        found.start >= at and document.lower.startswith(term, found.start - at) for term, at in found.entry.longer
    )


def _table(options: Options, context: Context) -> PhraseTable[_Entry]:
    kinds = ("plain_words", "jargon")
    return phrase_table(context, "plain_words", options, kinds, lambda: _terms(options, context), _Entry._make)


def _terms(options: Options, context: Context) -> Iterator[tuple[str, tuple[Any, ...]]]:
    data = context.data("plain_words") or {}
    jargon = context.data("jargon") or {}
    allowed = frozenset(options.allowed)
    phrases = [term for grade in ("jargon", "basic") for term in jargon.get(grade, {}) if " " in term]
    for name in options.lists:
        for term, plain in data.get(name, {}).items():
            if term not in allowed:
                better = tuple(item.strip() for item in plain.split(";"))
                yield term, (term, better, better if name in _EXPLAINED else (), _longer(term, phrases))


def _longer(term: str, phrases: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The phrases that hold a term among their words, each with where it begins in them."""
    found = ((phrase, f" {phrase} ".find(f" {term} ")) for phrase in phrases if phrase != term)
    return tuple((phrase, at) for phrase, at in found if at >= 0)
