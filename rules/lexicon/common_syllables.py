"""Work out the syllables of the commonest words beforehand: `python rules/lexicon/common_syllables.py`.

The rule of `qa.language.syllables` takes longer over a word than the table, and two in three words of a page are among these.
To be run when that rule, the table of its exceptions or the compiled word lists change; a test says so.
"""

from __future__ import annotations

from pathlib import Path

import marisa_trie

from qa.language.lexicon import RANK
from qa.language.syllables import COMMON, TABLE, by_rule, read_counts
from qa.shipped import rules_folder

HERE = Path(__file__).parent
COMMONEST = 11  # of the ranks of words, up to 15: some 2,000 words


def common_words() -> list[str]:
    """The commonest words of the compiled lists that no exception is made of, in order."""
    trie = marisa_trie.Trie()
    trie.load(str(HERE / "compiled" / "words.marisa"))
    values = (HERE / "compiled" / "values.bin").read_bytes()
    exceptions = read_counts(f"{rules_folder()}/{TABLE}")
    plain = (word for word in trie if word.isascii() and word.isalpha() and word.islower() and word not in exceptions)
    return sorted(word for word in plain if values[trie[word]] & RANK >= COMMONEST)


def table() -> str:
    """The compiled table: lines of a count and the words that have it."""
    by_count: dict[int, list[str]] = {}
    for word in common_words():
        by_count.setdefault(by_rule(word), []).append(word)
    lines = ["# Built by common_syllables.py from the word lists; licences: NOTICE.txt"]
    lines += [" ".join([str(number), *words]) for number, words in sorted(by_count.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(f"{rules_folder()}/{COMMON}").write_text(table(), encoding="utf-8")
