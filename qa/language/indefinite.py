"""Whether "a" or "an" fits the sound that the next word begins with."""

from __future__ import annotations

import re
from functools import lru_cache

# Written with a vowel, spoken with a consonant: "a unit", "a European", "a one-off", "a ureter".
_CONSONANT_SOUND = re.compile(
    r"(?:eu|ew[ae]|once|ones?$|oneself|onetime|ouija|uni(?![nm]|de[an])|us(?:[aeu]|ing$)|ut[eio]|ur[aeio](?!c[hl])|uv[eiu]|ukr|ukul|ubiq)"
)
# Spoken with a vowel though the first letter is a consonant: "an hour", "an heir".
_VOWEL_SOUND = re.compile(r"(?:hours?|hourly|hourglass|honest|honou?r|heir)")
# An h that some speakers drop ("an historic", American "an herb"): both are accepted.
_EITHER_SOUND = re.compile(
    r"(?:histor|hotel|habit|hallucin|heredit|heroic|hilari|hyster|herb|homage|hypothes|hyperb|humble|mpox)"
)

_LETTERS_WITH_VOWEL = frozenset("AEFHILMNORSX")  # "an F", "an MRI"
_VOWELS = frozenset("aeiouAEIOU")


# Before a word that begins with one of these, in whatever capitals, "a" is right, or may be.
_ALWAYS_A = frozenset("bcdgjkpqtvwyz0234567")
# Before these, "an".
_ALWAYS_AN = ("a", "i")


def may_be_wrong(article: str, word: str) -> bool:
    """A quick look at "a" or "an" and the word behind it, both in lower case; False where nothing can be wrong, whatever the capitals."""
    return word[0] not in _ALWAYS_A if article == "a" else not word.startswith(_ALWAYS_AN)


@lru_cache(maxsize=4096)
def article_before(word: str, follows: str, spelt_out: frozenset[str]) -> str:
    """The indefinite article that fits a word: "a", "an", or "" where either may be right.

    `follows` is the character behind the word ("-" in "X-ray"). Capital abbreviations are told apart only where their
    letters leave no doubt (no vowel to read them as a word by) or where `spelt_out` lists them as read letter by letter.
    """
    if any(char.isdigit() for char in word):
        return _before_number(word)
    if len(word) == 1:
        return _before_letter(word, follows)
    if word.isupper() or (word[:-1].isupper() and word.endswith("s")):
        return _before_capitals(word.removesuffix("s") if word.endswith("s") else word, spelt_out)
    if word[1:].lower() != word[1:] or len(word) < 3 or not word.isascii():
        return ""
    return _before_word(word.lower())


def _before_word(word: str) -> str:
    if _EITHER_SOUND.match(word) or (not _VOWELS & set(word) and "y" not in word):
        return ""
    if word[0] in _VOWELS:
        return "a" if _CONSONANT_SOUND.match(word) else "an"
    return "an" if _VOWEL_SOUND.match(word) else "a"


def _before_letter(letter: str, follows: str) -> str:
    if follows not in ("-", "‑", "."):
        return ""
    return "an" if letter.upper() in _LETTERS_WITH_VOWEL else "a"


def _before_capitals(word: str, spelt_out: frozenset[str]) -> str:
    by_letters = "an" if word[0] in _LETTERS_WITH_VOWEL else "a"
    if word in spelt_out or not _VOWELS & set(word):
        return by_letters
    as_word = "an" if word[0] in _VOWELS else "a"
    return by_letters if by_letters == as_word else ""


def _before_number(word: str) -> str:
    if not word.isdigit():
        return ""
    if word.startswith("8"):
        return "an"
    if word in ("11", "18"):
        return "an"
    return "a" if word[0] in "2345679" else ""
