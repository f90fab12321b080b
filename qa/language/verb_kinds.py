"""Which verb a word may be taken for: one for a single thing, one for several, and how surely."""

from __future__ import annotations

from qa.language import agreement_words as w
from qa.language.forms import ADJECTIVE, ADVERB, NOUN, PARTICIPLE, PAST, PLAIN, PLURAL, THIRD, forms
from qa.language.word_memory import WordMemory

_LISTED_THIRD = w.SINGULAR | w.THIRD.keys() | w.THIRD_BEFORE_OBJECT.keys() | w.PRONOUN_THIRD.keys()
_LISTED_PLAIN = w.PLURAL | w.STRICT_PLAIN | w.OBJECT_PLAIN | w.PRONOUN_PLAIN | {"do"}
# What a verb may be taken for: one for a single thing, one for several; `STRICT` where it is no noun as well.
AS_THIRD, AS_PLAIN, AS_STRICT, AS_LISTED = 1, 2, 4, 8


def kind_of(word: str) -> int:
    """Which verb a word may be; 0 for none. The lists know best; the forms of the lexicon tell the rest."""
    return _kinds[word]


def _worked_out(word: str) -> int:
    if word in _LISTED_THIRD:
        return AS_THIRD | AS_LISTED
    if word in _LISTED_PLAIN:
        return AS_PLAIN | AS_LISTED
    if word in w.NO_VERB or not word.isalpha():
        return 0
    flags = forms(word)
    if flags & THIRD and not flags & PLAIN:
        return AS_THIRD if flags & PLURAL else AS_THIRD | AS_STRICT
    if flags & PLAIN and not flags & (PAST | PARTICIPLE | ADJECTIVE | ADVERB | PLURAL):
        return AS_PLAIN if flags & NOUN else AS_PLAIN | AS_STRICT
    return 0


_kinds = WordMemory(_worked_out)
