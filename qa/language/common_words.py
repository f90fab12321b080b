"""The commonest words of English, as the lexicon ranks them."""

from __future__ import annotations

from qa.language.lexicon import RANK
from qa.shipped import lexicon_folder

# Of the ranks of words, up to 15: some 4,400 words, of which eight in ten different words of a health page are.
_COMMON = 9


def common_words() -> list[str]:
    """Words that most pages hold some of, in small letters, in order."""
    import marisa_trie

    folder = lexicon_folder()
    trie = marisa_trie.Trie()
    trie.mmap(f"{folder}/words.marisa")
    with open(f"{folder}/values.bin", "rb") as file:  # noqa: PTH123 -- as elsewhere, a str
        values = file.read()
    return sorted(word for word in trie if word.islower() and values[trie[word]] & RANK >= _COMMON)
