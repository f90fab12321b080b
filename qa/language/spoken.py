"""A finer key for how a word is said, vowels and all: what two spellings of one pronunciation share (croop, croup; flem, phlegm).

`sound` finds words whose consonants are alike; this one tells which of them a person writing by ear has surely meant. Australian
speech: a final r is silent, so that "stomer" is "stoma".
"""

from __future__ import annotations

import re
from functools import lru_cache

# In order; each reads what the ones before have left. Capitals stand for sounds that no single small letter means.
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"[^a-z]", ""),
        (r"^(?:pn|kn|gn|mn)", "n"),
        (r"^(?:ps|sc(?=[eiy]))", "s"),
        (r"^pt", "t"),
        (r"^wr", "r"),
        (r"^wh(?!o)", "w"),
        (r"^rh|rrh", "r"),
        (r"sthm", "sm"),
        (r"(?:g|m)(?=m$)|(?<=m)[bn](?=$|s$|ing|ed$)", ""),
        (r"(?<!^)(?:ss?|t|c|sh)(?:io|ia|ie|eo|u)(?=n)", "S"),
        (r"(?:t|c|s)ious|cious|shus", "Sus"),
        (r"[ou]ugh$", "uf"),
        (r"igh", "i"),
        (r"gh(?=t|$)", ""),
        (r"ph|ff", "f"),
        (r"c?que?(?=s?$)|ck|tch|ch|q", "k"),
        (r"ae|oea?", "e"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"dg(?=[ei])|g(?=[eiy])", "j"),
        (r"([^aeiou])\1", r"\1"),
        (r"ee|ea|ie|ei", "e"),
        (r"y", "i"),
        (r"oo|ou|ew|ui", "u"),
        (r"au(?=l)|augh|aw(?=l)", "a"),
        (r"ai|ay", "a"),
        (r"(?:er|or|ar|re|ur|ir|our|a)(?=s?$)", "a"),
        (r"[eiu]r(?=[^aeiou])", "er"),
        (r"[aeiou]l(?=s?$)|le(?=s?$)", "l"),
        (r"(?<=[^aeiou])e(?=s?$)", ""),
        (r"(?<=[rgkx])h", ""),
        (r"([^aeiou])\1", r"\1"),
    )
)


@lru_cache(maxsize=1024)
def spoken(word: str) -> str:
    """Return how lower-case `word` is said, as letters that two spellings of the same share; possibly empty."""
    key = word
    for pattern, new in _STEPS:
        key = pattern.sub(new, key)
    return key
