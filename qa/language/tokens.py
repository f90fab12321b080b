"""Views of a document's words that several checks share."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import compress, count
from operator import attrgetter
from typing import TYPE_CHECKING

from qa.language.memo import per_document

if TYPE_CHECKING:
    from qa.document.model import Document, Sentence


_START = attrgetter("start")


@per_document
def lower_words(document: Document) -> list[str]:
    """Every word of the document in lower case, index for index as in `document.words`."""
    return [text.lower() for text in document.word_texts]


@per_document
def _sentence_starts(document: Document) -> list[int]:
    return [sentence.start for sentence in document.sentences]


def first_words(document: Document) -> list[int]:
    """The index of each word that begins a sentence, in order; a sentence that opens with a mark has none."""
    starts = {sentence.start for sentence in document.sentences}
    return list(compress(count(), map(starts.__contains__, map(_START, document.words))))


def sentence_index(document: Document, offset: int) -> int:
    """The index of the sentence that holds a projected offset; -1 in code and between sentences."""
    at = bisect_right(_sentence_starts(document), offset) - 1
    return at if at >= 0 and offset < document.sentences[at].end else -1


def sentence_at(document: Document, offset: int) -> Sentence | None:
    """The sentence that holds a projected offset; None in code and between sentences."""
    at = sentence_index(document, offset)
    return document.sentences[at] if at >= 0 else None


@per_document
def word_index(document: Document) -> dict[str, list[int]]:
    """For each word in lower case, the indices at which it stands in `document.words`."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(lower_words(document)):
        index[word].append(at)
    return dict(index)
