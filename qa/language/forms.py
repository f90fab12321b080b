"""Which forms an English word may be: verb, noun, adjective, adverb, told from a compiled list (`rules/lexicon/forms.py` makes it)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from qa.language.word_memory import WordMemory

PLAIN = 0x001  # a verb as after "to"
THIRD = 0x002  # a verb as after "she"
PAST = 0x004
PARTICIPLE = 0x008
PROGRESSIVE = 0x010
NOUN = 0x020
PLURAL = 0x040
ADJECTIVE = 0x080
ADVERB = 0x100
COMPARED = 0x200  # "higher", "highest"
GRAMMAR = 0x800  # added by looks, not by the list: a word of grammar, behind which a noun phrase has ended
COUNTED = 0x400  # a noun that always has a plural: "tablet", not "research"


@lru_cache(maxsize=1)
def _opened() -> tuple[Any, bytes]:
    import marisa_trie

    from qa.shipped import lexicon_folder

    folder = lexicon_folder()
    trie = marisa_trie.Trie()
    trie.mmap(f"{folder}/forms.marisa")
    with open(f"{folder}/forms.bin", "rb") as file:  # noqa: PTH123 -- pathlib is dear to import
        return trie, file.read()


def forms(word: str) -> int:
    """The forms that a lower-case word may be, as flags; 0 for a word that the list lacks."""
    return _seen[word]


def _looked_up(word: str) -> int:
    trie, values = _opened()
    number = trie.get(word)
    return 0 if number is None else int.from_bytes(values[2 * number : 2 * number + 2], "little")


_seen = WordMemory(_looked_up)
