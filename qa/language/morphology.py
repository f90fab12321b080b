"""Medical word formation: accepts a compound of known elements, refuses anything one letter off.

Five patterns are accepted, each only for lower-case words of at least `MIN_LENGTH` letters:

1. a prefix or combining form and a known word of at least `MIN_STEM` letters (nonhormonal, cardiorenal), or a known word and
   -like or -borne (sleeplike, tickborne);
2. combining forms and a medical ending (gastroenterocolitis, nephrolithotomy);
3. a Greek prefix and the name of a sense, function or blood level (hypogeusia, bradypnoea, hypercapnic);
4. a member of a family of endings of which another member is known (rehydrating of rehydrate, euthymic of euthymia);
5. the regular plural or adverb of a known word or of one of the above (arthroplasties, endoscopically).

The elements are the Greek and Latin forms that medical dictionaries list; they are whole and at least three letters
long, so that a slip in a compound leaves a piece that is no element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from qa.language.word_elements import (
    ADVERB_IN_LY,
    ENDINGS,
    FAMILIES,
    FORMS,
    GENERAL,
    GREEK,
    LEAST_STEM,
    PLURAL_ALREADY,
    PREFIXES,
    STATES,
    WORD_ENDINGS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# Tells whether a word may be built on; the second argument: words of health only.
Stem: TypeAlias = "Callable[[str, bool], bool]"

MIN_LENGTH = 7
MIN_STEM = 5
LONG_STEM = 7
MOST_FORMS = 3

_BY_ENDING = {ending: others for endings, others in FAMILIES for ending in endings}
_FORM_SET = frozenset(form for form in FORMS if len(form) > 2)
_ENDING_SET = frozenset(ENDINGS)
_PREFIX_SET = frozenset(PREFIXES)
_LONGEST_FORM = max(map(len, _FORM_SET))
_LONGEST_ENDING = max(map(len, _ENDING_SET))
_VOWELS = frozenset("aeiou")
_PRIVATIVE = frozenset({"a", "an"})


def _forms(word: str, most: int) -> bool:
    """Tell whether `word` is one to `most` combining forms, each joined to the next by o, or directly before a vowel."""
    if word in _FORM_SET:
        return True
    if most == 1:
        return False
    for place in range(3, min(len(word) - 2, _LONGEST_FORM + 1)):
        if word[:place] not in _FORM_SET:
            continue
        if word[place] == "o" and _forms(word[place + 1 :], most - 1):
            return True
        if word[place] in _VOWELS and _forms(word[place:], most - 1):
            return True
    return False


def _compound(word: str) -> bool:
    """Tell whether `word` is combining forms and a medical ending."""
    for place in range(max(len(word) - _LONGEST_ENDING, 3), len(word) - 2):
        if word[place:] in _ENDING_SET and _forms(word[:place], MOST_FORMS):
            return True
    return False


def singulars(word: str) -> list[str]:
    """Return the words of at least `MIN_STEM` letters of which `word` may be the regular plural or adverb."""
    found: list[str] = []
    if word[:-1] in PLURAL_ALREADY:
        return found
    if word.endswith("s") and not word.endswith(
        ("ss", "us", "is", "os", "ys", "ces", "aes", "eds", "xs", "zs", "chs", "shs")
    ):
        found.append(word[:-1])
    if word.endswith("ies") and word[-4:-3] not in _VOWELS:
        found.append(word[:-3] + "y")
    elif word.endswith(("ches", "shes", "sses", "xes")):
        found.append(word[:-2])
    elif word.endswith("ally") and word[:-4] not in ADVERB_IN_LY:
        found.extend((word[:-2], word[:-4]))
    return [base for base in found if len(base) >= MIN_STEM]


def _built(word: str, is_stem: Stem) -> bool:
    """Tell whether `word` is a prefix and a known word, a known word and -like, or a compound of medical elements."""
    for place in range(2, min(len(word) - MIN_STEM + 2, _LONGEST_FORM)):
        prefix, stem = word[:place], word[place:]
        if prefix not in _PREFIX_SET or len(stem) < LEAST_STEM.get(prefix, MIN_STEM) or prefix[-1] == stem[0] == "o":
            continue
        if is_stem(stem, prefix not in GENERAL and len(stem) < LONG_STEM):
            return True
    for ending in WORD_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM - 1:
            return is_stem(word[: -len(ending)], False)
    return _compound(word)


def _relatives(word: str) -> list[str]:
    """Return the words of at least `MIN_STEM` letters that have another ending of the family of the ending of `word`."""
    found: list[str] = []
    for length in range(3, 10):
        ending = word[-length:]
        for other in _BY_ENDING.get(ending, ()):
            base = word[:-length] + other
            if ending[-4:] != "ness" or word == base + "ness":
                found.append(base)
    return [base for base in found if len(base) >= MIN_STEM and base != word]


def _state(word: str) -> bool:
    """Tell whether `word` is a Greek prefix and the name of a sense, function or level."""
    for place in range(1, 9):
        prefix, state = word[:place], word[place:]
        if prefix in GREEK and state in STATES:
            # a- before a consonant, an- before a vowel.
            return prefix not in _PRIVATIVE or (prefix == "an") == (state[0] in _VOWELS)
    return False


def well_formed(word: str, is_stem: Stem) -> bool:
    """Tell whether the lower-case `word` follows medical word formation; `is_stem` says which words may be built on."""
    if len(word) < MIN_LENGTH or not word.isalpha():
        return False
    if _built(word, is_stem) or _state(word) or any(is_stem(base, False) for base in _relatives(word)):
        return True
    return any(_takes_s(base, is_stem) and (is_stem(base, False) or _built(base, is_stem)) for base in singulars(word))


def _takes_s(base: str, is_stem: Stem) -> bool:
    """Tell whether a plural may be built on `base`: on -a of a word in -um (scrota) it may not."""
    return not base.endswith("a") or not is_stem(base[:-1] + "um", False)
