"""Shorthand of messages: single letters for words ("how r u"), and numbers run together with a word ("3times", "30lbs")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.skips import Skips
from qa.language.tokens import word_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

# Letters that stand for words in messages, and hardly ever for themselves between words of prose.
_LETTER = re.compile(r"(?<=[a-z,;] )(?P<letter>[ru])(?= [a-z]|[?!.]?$|[?!] )", re.MULTILINE)
_STANDS_FOR = {"r": "are", "u": "you"}
_SPELLS_A_SOUND = re.compile(
    r"\b(?:letters?|sounds?|consonants?|vowels?|phonemes?|pearson|correlations?|vitamin|type|group|grade|value|units?|curve)\b|[ru]/|=",
    re.IGNORECASE,
)
# Words in full, and "lbs", which is no symbol; "500mg" and "24hr" are a matter of style.
_JOINED = re.compile(
    r"(?P<number>[0-9]{1,4}(?:[.,][0-9]{1,3})?)(?P<word>pounds?|lbs|hours?|days?|weeks?|months?|years?|minutes?"
    r"|seconds?|times|tablets?|capsules?|drops?|puffs?|litres?|liters?|grams?|milligrams?|micrograms?|millilit(?:re|er)s?|kilos?"
    r"|kilograms?|met(?:re|er)s?|centimet(?:re|er)s?|kilomet(?:re|er)s?|inches|feet|degrees?|percent|people|units?|calories"
    r"|kilojoules?|glasses|serves|servings)(?![\w@/#])"
)
_PART_OF_MORE = re.compile(r"[\w.,:/#@\\-]")
_BEFORE_NOUN = frozenset(
    "pound hour day week month year minute second gram litre liter kilo metre meter degree".split()
)


def shorthand(document: Document) -> list[tuple[str, int, int, str]]:
    """What is written, where (projected offsets), and what it stands for, in order."""
    index = word_index(document)
    letters = [] if _STANDS_FOR.keys().isdisjoint(index) else list(_LETTER.finditer(document.text))
    joined = list(_JOINED.finditer(document.text)) if any(map(_may_be_joined, index)) else []
    if not letters and not joined:
        return []
    skips = Skips(document)
    found = [*_letters_for_words(document, skips, letters), *_joined_to_numbers(document, skips, joined)]
    return sorted(found, key=lambda item: item[1])


def _may_be_joined(word: str) -> bool:
    """Whether a word begins with a figure and ends with a letter."""
    return word[0] <= "9" and word[-1] > "9"


def _letters_for_words(
    document: Document, skips: Skips, letters: list[re.Match[str]]
) -> Iterator[tuple[str, int, int, str]]:
    """The letters r and u for "are" and "you", in blocks that speak of no letters, sounds, units or statistics."""
    for found in letters:
        block = document.block_at(found.start())
        if not skips.covers(*found.span()) and not _SPELLS_A_SOUND.search(document.text, block.start, block.end):
            yield found["letter"], *found.span(), _STANDS_FOR[found["letter"]]


def _joined_to_numbers(
    document: Document, skips: Skips, joined: list[re.Match[str]]
) -> Iterator[tuple[str, int, int, str]]:
    """Numbers run together with a word; before a noun a hyphen is meant (a 24-hour line), else a blank."""
    for found in joined:
        before = document.text[max(found.start() - 1, 0) : found.start()]
        if _PART_OF_MORE.match(before) or skips.covers(*found.span(), number=True):
            continue
        number, word = found["number"], found["word"]
        before_noun = word in _BEFORE_NOUN and number != "1" and document.text[found.end() : found.end() + 1] == " "
        yield found.group(), *found.span(), f"{number}{'-' if before_noun else ' '}{word}"
