"""A key for how a word sounds, so that words written by ear find the word that was meant.

The key folds what English and Greek-derived medical spelling write in several ways: silent letters (pn-, ps-, rh-), ph and f,
hard and soft c, ae and oe, double letters, and every run of vowels to one sign.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"[^a-z]", ""),
        (r"^(?:pn|kn|gn|mn)", "n"),
        (r"^(?:ps|pts)", "s"),
        (r"^pt", "t"),
        (r"^wr", "r"),
        (r"^wh", "w"),
        (r"^x", "z"),
        (r"rrh|rh", "r"),
        (r"sthm", "sm"),
        (r"gm$", "m"),
        (r"tch", "c"),
        (r"sch", "sk"),
        (r"ph", "f"),
        (r"gh(?=t|$)", ""),
        (r"gh", "g"),
        (r"th", "t"),
        (r"(?:t|s|c|x)i(?=on|an|al|ou|en)", "sh"),
        (r"s?c(?=[eiy])|sc(?=[eiy])", "s"),
        (r"ch|ck|q|c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"dg|j", "g"),
        (r"(?<=m)b$|(?<=m)n$", ""),
        (r"h", ""),
        (r"[aeiouyw]+", "a"),
        (r"(.)\1+", r"\1"),
        (r"a$", ""),
    )
)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return the sound key of `word`: lower-case letters, possibly empty."""
    key = word.lower()
    for pattern, new in _STEPS:
        key = pattern.sub(new, key)
    return key


@lru_cache(maxsize=1)
def _sounds(folder: str) -> object:
    """Map the index of sounds, once a process."""
    import marisa_trie

    trie = marisa_trie.Trie()
    trie.mmap(f"{folder}/sounds.marisa")
    return trie


def heard(key: str, folder: str) -> Iterator[str]:
    """Yield the words that may be suggested whose sound is `key`, from the compiled lists in `folder`."""
    for entry in _sounds(folder).iterkeys(key + " "):  # type: ignore[attr-defined]  # not in the stubs
        yield entry.partition(" ")[2]
