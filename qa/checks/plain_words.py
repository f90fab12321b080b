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
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.phrases import PhraseTable

_EXPLAINED = frozenset(("medical",))  # the lists whose terms a page may keep beside their meaning


class Options(CheckOptions):
    """`lists` names the lists of the data "plain_words" in force; `allowed` are terms to leave alone, in lower case.

    A use in a sentence that holds one of the phrases of `unless` (lower case) is left alone.
    """

    lists: tuple[str, ...] = ("medical", "official")
    allowed: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """A term and the words to write for it, the best first; `explains` are those that explain it where they stand by it."""

    term: str
    plain: tuple[str, ...]
    explains: tuple[str, ...]


@check("plain_words", options=Options, values=("found", "plain", "count"))
def plain_words(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report the first use of each listed term, with how often it comes; the page's own topic and glossed words pass."""
    if not is_english(document):
        return
    table: PhraseTable[_Entry] = context.derived(("plain_words", id(options)), lambda: _table(options, context))
    spots: dict[str, list[tuple[int, int]]] = {}
    entries: dict[str, _Entry] = {}
    for found in table.find(document):
        if not counts(document, found.start) or is_name(document, found.start):
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


def _table(options: Options, context: Context) -> PhraseTable[_Entry]:
    return phrase_table(context, "plain_words", options, "plain_words", lambda: _terms(options, context), _Entry._make)


def _terms(options: Options, context: Context) -> Iterator[tuple[str, tuple[Any, ...]]]:
    data = context.data("plain_words") or {}
    allowed = frozenset(options.allowed)
    return (
        (term, _entry(term, plain, explains=name in _EXPLAINED))
        for name in options.lists
        for term, plain in data.get(name, {}).items()
        if term not in allowed
    )


def _entry(term: str, plain: str, *, explains: bool) -> tuple[Any, ...]:
    better = tuple(item.strip() for item in plain.split(";"))
    return term, better, better if explains else ()
