"""Stretches of a document in a language other than English, told by the words that every sentence of English has."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.language.tokens import sentence_index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.document.model import Document

# English words that other European languages do not share.
_ENGLISH = frozenset(
    "the and of is are was were with for from this that these those your you they their have has had not will would can may should"
    " which when what who how been being but there than then about after before or it we if by to be as at an its our do does did".split()
)
LEAST_WORDS = 4
FEW_KNOWN = 0.6
MANY_UNKNOWN = 4
MOST_KNOWN = 0.7
MOST_ENGLISH = 0.12
# A word or two beside sentences in another language belong to it too.
SHORT = 3


def foreign_sentences(document: Document, unknown_at: Mapping[int, int]) -> frozenset[int]:
    """The sentences that aren't English, by index, given how many unknown words start in each.

    A sentence is foreign where more than four words in ten are unknown and hardly any is an English function word, or where more
    than three in ten are and none is; one too short to tell takes after its neighbours.
    """
    starts = {index: _words(document, index) for index in unknown_at}
    found = {index for index, count in unknown_at.items() if _is_foreign(starts[index], count)}
    if not found:
        return frozenset()
    for index in sorted(unknown_at):
        if index not in found and len(starts[index]) <= SHORT and {index - 1, index + 1} & found:
            found.add(index)
    return frozenset(found)


def sentence_counts(document: Document, starts: list[int]) -> dict[int, int]:
    """How many of the given projected offsets lie in each sentence, by the sentence's index."""
    counts: dict[int, int] = {}
    for start in starts:
        index = sentence_index(document, start)
        if index >= 0:
            counts[index] = counts.get(index, 0) + 1
    return counts


@lru_cache(maxsize=1024)
def is_latin(word: str) -> bool:
    """Whether every letter of a word is of the Latin script; others are no business of an English word list."""
    return word.isascii() or all("LATIN" in unicodedata.name(char, "") or not char.isalpha() for char in word)


def _is_foreign(words: list[str], unknown: int) -> bool:
    total = len(words)
    if total < LEAST_WORDS or unknown < 2:
        return False
    english = sum(word in _ENGLISH for word in words)
    if unknown > (1 - FEW_KNOWN) * total:
        return english <= MOST_ENGLISH * total
    return unknown >= MANY_UNKNOWN and unknown > (1 - MOST_KNOWN) * total and not english


def _words(document: Document, index: int) -> list[str]:
    sentence = document.sentences[index]
    text = document.lower[sentence.start : sentence.end]
    return [word for word in text.replace("’", "'").split() if any(char.isalpha() for char in word)]
