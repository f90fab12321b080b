"""Misspelt words of what search results show of a page: the title and the description in its metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.projection import Span
from qa.language.tokens import lower_words
from qa.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.unknown import Unknown

_SHOWN = ("title", "description")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKS = re.compile(r"https?:|www\.|[@<>{}\[\]]")


def misspelt_in_metadata(document: Document, context: Context) -> Iterator[tuple[Span, Unknown]]:
    """Each sure slip in the two fields with its place in the source; a word that the page itself holds is left to its text."""
    own: set[str] | None = None
    for name in _SHOWN:
        field = document.metadata.get(name)
        if field is None or not isinstance(field.value, str) or _MARKS.search(field.value):
            continue
        strange = [word for word in _WORD.findall(field.value) if not context.lexicon.knows(word)]
        if not strange:
            continue
        own = set(lower_words(document)) if own is None else own
        if own.issuperset(map(str.lower, strange)):
            continue
        yield from _placed(document, field.value, field.span, own, context)


def _placed(
    document: Document, value: str, span: Span, own: set[str], context: Context
) -> Iterator[tuple[Span, Unknown]]:
    from qa.document.captured import read_captured
    from qa.language.unknown import unknown_words

    alone = read_captured(Source(document.source.path, value), None)
    for unknown in unknown_words(alone, context.lexicon):
        at = document.source.text.find(unknown.word, span.start, span.end)
        if unknown.sure and at >= 0 and unknown.word.lower() not in own:
            yield Span(at, at + len(unknown.word)), unknown
