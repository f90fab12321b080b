"""Stretches of a document in a language other than English, told by the words that every sentence of English has."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.language.tokens import sentence_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.model import Document
    from qa.language.lexicon import Lexicon

# English words that other European languages do not share.
_ENGLISH = frozenset(
    "the and of is are was were with for from this that these those your you they their have has had not will would can may should"
    " which when what who how been being but there than then about after before or it we if by to be as at an its our do does did".split()
)
_MARKS = ".,;:!?()[]{}\"'“”‘…*_-–—/"
LEAST_WORDS = 4
FEW_KNOWN = 0.6
MANY_UNKNOWN = 4
MOST_KNOWN = 0.7
MOST_ENGLISH = 0.12
# Where more words than this are unknown, one of five may look like an English one by chance (do, to, may).
HARDLY_KNOWN = 0.55
CHANCE_ENGLISH = 0.2
# A word this long that is one slip from a common English one is a slip, and other languages have few such words.
TELLING = 6
TOLD_APART = 8
# A word or two beside sentences in another language belong to it too.
SHORT = 3


def foreign_sentences(document: Document, places: Sequence[tuple[str, int, int]], lexicon: Lexicon) -> frozenset[int]:
    """The sentences that aren't English, by index, given the unknown words of a document with their projected offsets.

    A sentence is foreign where more than four words in ten are unknown and hardly any is an English function word, or where more
    than three in ten are and none is; one too short to tell takes after its neighbours. It is English all the same where half of what is
    unknown are slips of common English words, or only names are unknown.
    """
    unknown = _by_sentence(document, places)
    words = {index: _words(document, index) for index in unknown}
    like = {index for index, texts in unknown.items() if _is_foreign(words[index], len(texts))}
    found = {index for index in like if not _is_careless(document, index, unknown[index], lexicon)}
    # Beside another language, what looks like English misspelt is that language ("Gli antibiotici possono causare diarrea").
    found |= {index for index in like if {index - 1, index + 1} & found}
    if not found:
        return frozenset()
    for index in sorted(unknown):
        if index not in found and len(words[index]) <= SHORT and {index - 1, index + 1} & found:
            found.add(index)
    return frozenset(found)


def _by_sentence(document: Document, places: Sequence[tuple[str, int, int]]) -> dict[int, list[str]]:
    """Which unknown words start in each sentence, by the sentence's index."""
    found: dict[int, list[str]] = {}
    for word, start, _ in places:
        index = sentence_index(document, start)
        if index >= 0:
            found.setdefault(index, []).append(word)
    return found


def _is_careless(document: Document, index: int, unknown: list[str], lexicon: Lexicon) -> bool:
    """Tell whether a sentence full of unknown words is English: they are slips of common words, or names among words that are known."""
    from qa.language.edits import is_slip

    if all(word[:1].isupper() for word in unknown):
        small = [word for word in _plain(document, index) if word[:1].islower()]
        return len(small) > 1
    told = [word.lower() for word in dict.fromkeys(unknown) if len(word) >= TELLING and word.isascii()][:TOLD_APART]
    return 2 * sum(is_slip(word, lexicon) for word in told) >= max(len(set(unknown)), 2)


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
        return english <= (CHANCE_ENGLISH if unknown > HARDLY_KNOWN * total else MOST_ENGLISH) * total
    return unknown >= MANY_UNKNOWN and unknown > (1 - MOST_KNOWN) * total and not english


def _words(document: Document, index: int) -> list[str]:
    return [word.lower() for word in _plain(document, index)]


def _plain(document: Document, index: int) -> list[str]:
    """The words of a sentence in their case, without the marks around them."""
    sentence = document.sentences[index]
    text = document.text[sentence.start : sentence.end]
    found = (word.strip(_MARKS) for word in text.replace("’", "'").split())
    return [word for word in found if any(char.isalpha() for char in word)]
