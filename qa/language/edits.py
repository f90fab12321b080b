"""One slip of the pen, letter by letter, and whether a word that a rule would accept is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.edit_cost import edit_cost
from qa.language.sound import heard, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.lexicon import Lexicon

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# As common as what a page about health uses now and then.
COMMON = 8
SOUNDS_LIKE = 1.0


def edits(word: str) -> Iterator[str]:
    """Yield every string one slip away from `word`: a letter lost, swapped, changed or added."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in LETTERS:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail


def is_slip(word: str, lexicon: Lexicon, least: int = COMMON) -> bool:
    """Tell whether a listed word at least so common is one slip from a lower-case word, or sounds the same and is written much alike.

    A millisecond; meant for the few words of a page that no list has.
    """
    for near in {*edits(word)}:
        # What a prefix of one letter is put before is no slip of it (asplenic).
        if near != word[1:] and near != word and near in lexicon.listed_forms and lexicon.frequency(near) >= least:
            return True
    for other in heard(sound(word), lexicon.folder):
        if other != word and lexicon.frequency(other) >= least and edit_cost(word, other.lower()) < SOUNDS_LIKE:
            return True
    return False
