"""Terms of medicine that a page uses without saying what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.explained import explained
from qa.checks.support.tables import phrase_table
from qa.checks.support.terms import counts, in_title, is_name
from qa.finding import Fix, Match
from qa.language.medical_endings import meaning_of, telling
from qa.language.phrases import Occurrence
from qa.language.prose import is_english
from qa.language.tokens import word_index
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qa.checks.context import Context
    from qa.document.model import Block, Document
    from qa.language.phrases import PhraseTable

_LABEL_BLANKS = 6


class Options(CheckOptions):
    """`allowed` are terms that the publisher's readers know, in lower case; `basic` reports half-known ones as well."""

    allowed: tuple[str, ...] = ()
    basic: bool = True


class _Term(NamedTuple):
    """A term as the list has it, its meaning, and the variant that its grade is reported under."""

    name: str
    meaning: str
    variant: str


@check("undefined_jargon", options=Options, values=("term", "meaning", "count"), variants=("basic",))
def undefined_jargon(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report the first use of a term that neither it nor another use up to the end of that section explains.

    The page's own topic (a term of the title, or of a heading above the use) is taken as explained by the page.
    """
    if not is_english(document):
        return
    table: PhraseTable[_Term] = context.derived(("jargon", id(options)), lambda: _table(options, context))
    uses: dict[str, list[Occurrence[_Term]]] = {}
    headed: dict[str, int] = {}
    for found in _found(document, table, options, context):
        block = document.block_at(found.start)
        if block.kind == "heading" or _is_label(document, block):
            headed.setdefault(found.entry.name, found.start)
        elif counts(document, found.start) and not is_name(document, found.start):
            uses.setdefault(found.entry.name, []).append(found)
    for name, places in uses.items():
        first = places[0]
        if headed.get(name, first.start) < first.start or in_title(document, name):
            continue
        if any(places[0].start < first.start and f" {name} " in f" {longer} " for longer, places in uses.items()):
            continue  # "nocturnal enuresis", told or explained before
        if in_title(document, document.lower[first.start : first.end]) or _explained(document, places):
            continue
        term = first.entry
        written = document.text[first.start : first.end]
        values = {"term": written, "meaning": term.meaning, "count": len(places)}
        span = document.locate(first.start, first.end)
        fix = Fix(f"Explain it: “{written} ({term.meaning})”", "manual")
        yield Match(span, values, term.variant, (f"{written} ({term.meaning})",), fix)


def _found(
    document: Document, table: PhraseTable[_Term], options: Options, context: Context
) -> Iterator[Occurrence[_Term]]:
    """The list's terms, then words that show by their ending that they are medicine's and stand in no list."""
    covered: set[int] = set()
    for found in table.find(document):
        covered.update(range(found.at, found.at + 1 + found.entry.name.count(" ")))
        yield found
    plain = context.derived("jargon in plain words", lambda: _plain(context))
    words = document.words
    index = word_index(document)
    for word in sorted(telling(index.keys()), key=lambda word: index[word][0]):
        places = index[word]
        meaning, half_known = meaning_of(word)
        if not meaning or word in plain or word in options.allowed or (half_known and not options.basic):
            continue
        if not context.lexicon.knows(word):  # a slip of spelling ("haveanaemia")
            continue
        term = _Term(word, meaning, "basic" if half_known else "")
        for at in places:
            if at not in covered:
                yield Occurrence(words[at].start, words[at].end, at, term)


def _plain(context: Context) -> frozenset[str]:
    """Words that have an everyday word: another rule suggests it."""
    data = context.data("plain_words") or {}
    return frozenset(word for group in ("medical", "official", "consider") for word in data.get(group, ()))


def _is_label(document: Document, block: Block) -> bool:
    """Whether a paragraph is a heading in all but markup: a few words and no full stop."""
    text = document.text_of(block).rstrip()
    return block.kind == "paragraph" and not text.endswith((".", "!", "?", ":")) and text.count(" ") < _LABEL_BLANKS


def _explained(document: Document, places: list[Occurrence[_Term]]) -> bool:
    section = document.section_of(document.block_at(places[0].start))
    limit = document.blocks[max(section.first, section.last - 1)].end
    return any(
        explained(document, place.start, place.end, place.entry.meaning)
        for at, place in enumerate(places)
        if at == 0 or place.start < limit
    )


def _table(options: Options, context: Context) -> PhraseTable[_Term]:
    return phrase_table(context, "jargon", options, ("jargon",), lambda: _terms(options, context), _Term._make)


def _terms(options: Options, context: Context) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The terms and their spellings, each with its name, meaning and variant."""
    data: Mapping[str, Mapping[str, str]] = context.data("jargon") or {}
    terms = {name: (name, meaning, "") for name, meaning in data.get("jargon", {}).items()}
    if options.basic:
        terms |= {name: (name, meaning, "basic") for name, meaning in data.get("basic", {}).items()}
    spellings = {spelling: terms[name] for spelling, name in data.get("variants", {}).items() if name in terms}
    return ((name, term) for name, term in (terms | spellings).items() if name not in options.allowed)
