"""Views of a document's words that several checks share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import sub
from typing import TYPE_CHECKING

from qa.document.memo import per_document

if TYPE_CHECKING:
    from qa.document.model import Document, Sentence


@per_document
def lower_words(document: Document) -> list[str]:
    """Every word of the document in lower case, index for index as in `document.words`."""
    return [text.lower() for text in document.word_texts]


@per_document
def capitals(document: Document) -> list[int]:
    """The indices of words in capitals: those whose first two characters hold no small letter (MRIs, DON'T, I'm, B12, A)."""
    return [at for at, text in enumerate(document.word_texts) if text[:2].isupper()]


@per_document
def possessives(document: Document) -> list[tuple[str, str]]:
    """The lower-case words that end in 's, and what stands before that."""
    return [(word, word[:-2]) for word in word_index(document) if word.endswith(("'s", "’s"))]


@per_document
def block_firsts(document: Document) -> list[int]:
    """The index of the first word of each block, or of the next one that has words."""
    starts = document.word_starts
    return [bisect_left(starts, block.start) for block in document.blocks]


@per_document
def block_words(document: Document) -> list[int]:
    """How many words each block holds."""
    firsts, count = block_firsts(document), len(document.word_starts)
    return list(map(sub, [*firsts[1:], count], firsts)) if firsts else []


@per_document
def _sentence_starts(document: Document) -> list[int]:
    return [sentence.start for sentence in document.sentences]


@per_document
def sentence_bounds(document: Document) -> list[tuple[int, int]]:
    """The words of each sentence: the index of its first, and the index behind its last."""
    starts = document.word_starts
    found: list[tuple[int, int]] = []
    end = 0
    for sentence in document.sentences:
        first, end = bisect_left(starts, sentence.start, end), bisect_left(starts, sentence.end, end)
        found.append((first, end))
    return found


@per_document
def word_sentences(document: Document) -> list[int]:
    """The index of each word's sentence, index for index as in `document.words`; -1 in code."""
    found = [-1] * len(document.word_starts)
    for index, (first, end) in enumerate(sentence_bounds(document)):
        found[first:end] = [index] * (end - first)
    return found


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
