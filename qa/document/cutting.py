"""Cuts a text into words in a few large steps, with no call a word; an expression is used where letters beside ASCII stand."""

from __future__ import annotations

import re
from itertools import accumulate, compress

# A word keeps inner apostrophes and hyphens apart: "don't" is one word, "follow-up" is two.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WORDS_AND_GAPS = re.compile(f"({WORD.pattern})")
# What nearly every page holds beside ASCII, as ASCII: one character for one, apostrophes for apostrophes.
_TYPOGRAPHY = tuple(zip("’‘“”–—…•·®°×‑\u00a0", "'             ", strict=True))
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "'"}


def cut(text: str) -> tuple[list[str], list[int]]:
    """Every match of WORD in a text, and where each starts."""
    plain = text
    for mark, instead in _TYPOGRAPHY if not text.isascii() else ():
        plain = plain.replace(mark, instead)
    if plain.isascii() and (found := _by_blanks(text, plain)) is not None:
        return found
    parts: list[str] = _WORDS_AND_GAPS.split(text)
    return parts[1::2], list(accumulate(map(len, parts)))[:-1:2]


def _by_blanks(text: str, plain: str) -> tuple[list[str], list[int]] | None:
    """The words between blanks, once all that is in no word is a blank; None where apostrophes stand in a way of their own."""
    pieces = plain.translate(_BLANKS).split(" ")
    starts = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
    words, starts = list(compress(pieces, pieces)), list(compress(starts, pieces))
    if "'" not in plain:
        return words, starts
    for at in [at for at, word in enumerate(words) if "'" in word]:
        found = list(WORD.finditer(words[at]))
        if len(found) != 1:
            return None
        start = starts[at] = starts[at] + found[0].start()
        words[at] = text[start : start + len(found[0].group())]
    return words, starts
