"""Another country's spelling of a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.checks.registry import CheckOptions, check
from qa.checks.substitution import recased
from qa.checks.support.foreign_names import is_foreign_name
from qa.checks.support.names import writable
from qa.finding import Match
from qa.language.phrases import PhraseTable
from qa.language.prose import is_english
from qa.language.tokens import possessives, word_index
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_COUNTRIES = {"au": "Australian", "uk": "British", "us": "American", "nz": "New Zealand", "ie": "Irish"}
_NUMBER = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|ten|square|cubic|few|several|half a))[\s\u00a0-]?$", re.IGNORECASE
)


class Options(CheckOptions):
    """`allowed` are spellings to leave alone, in lower case."""

    allowed: tuple[str, ...] = ()


class _Spellings(NamedTuple):
    """The words to replace, those replaced only behind a number, all of these, and phrases."""

    words: dict[str, str]
    after_number: dict[str, str]
    listed: frozenset[str]
    phrases: PhraseTable[str]


@check("spelling_variant", options=Options, values=("found", "better", "country"))
def spelling_variant(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report words spelled as in another country; names, quotations, titles of others' pages and references are exempt."""
    if context.profile not in _COUNTRIES or not is_english(document):
        return
    table: _Spellings = context.derived(("spelling_variant", id(options)), lambda: _spellings(options, context))
    for start, end, better in sorted(_places(document, table)):
        if is_foreign_name(document, start, end):
            continue
        written = document.text[start:end]
        right = recased(written, better)
        fix = writable(document, start, end, right)
        values = {"found": written, "better": right, "country": _COUNTRIES[context.profile]}
        yield Match(document.locate(start, end), values, suggestions=(right,), fix=fix)


def _places(document: Document, table: _Spellings) -> Iterator[tuple[int, int, str]]:
    """Every use of a word or phrase: projected offsets and what to write, possessives without their ending."""
    index, starts = word_index(document), document.word_starts
    forms = [(word, word) for word in table.listed.intersection(index) if not word.endswith(("'s", "’s"))]
    for word, base in (*forms, *((word, base) for word, base in possessives(document) if base in table.listed)):
        better = table.words.get(base)
        for start in map(starts.__getitem__, index[word]):
            if better is not None:
                yield start, start + len(base), better
            elif _NUMBER.search(document.text, max(0, start - 9), start):
                yield start, start + len(base), table.after_number[base]
    yield from ((found.start, found.end, found.entry) for found in table.phrases.find(document))


def _spellings(options: Options, context: Context) -> _Spellings:
    data: dict[str, Any] = context.data("spellings") or {}
    pairs, numbered = dict(data.get("pairs", {})), dict(data.get("after_number", {}))
    if context.profile == "us":
        pairs, numbered = {other: american for american, other in pairs.items()}, {}
    instead = dict(data.get("instead", {}))
    pairs.update({phrase: instead.pop(phrase) for phrase in [*instead] if phrase.isalpha()})
    for word in (*data.get("fine", ()), *options.allowed):
        pairs.pop(word, None)
    listed = frozenset((*pairs, *numbered))
    return _Spellings(pairs, numbered, listed, PhraseTable(instead.items(), plurals=False))
