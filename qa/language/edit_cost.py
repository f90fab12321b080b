"""How likely a slip of the pen, the keyboard or the ear is: a weighted edit distance.

Costs are in edits: 1 is an ordinary wrong letter. Slips that people make often cost less: swapped neighbours, a double letter
undone or made, vowels for one another, letters of one sound, keys side by side.
"""

from __future__ import annotations

VOWELS = frozenset("aeiouy")

SWAP = 0.65
DOUBLE = 0.45
VOWEL = 0.65
VOWEL_CHANGE = 0.55
SAME_SOUND = 0.45
NEIGHBOUR_KEY = 0.75
DROPPED = 0.85
REPEATED = 0.5
ADDED = 0.9
CHANGED = 1.0
FIRST_LETTER = 0.35
LIGATURE = 0.3

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = ("ck", "cs", "sz", "fv", "dt", "gj", "kq", "mn", "bp", "iy", "xs", "kx")


def _side_by_side() -> frozenset[str]:
    """Return the pairs of letters whose keys touch on a QWERTY keyboard."""
    pairs: set[str] = set()
    for number, row in enumerate(_ROWS):
        for place, key in enumerate(row):
            below = _ROWS[number + 1] if number + 1 < len(_ROWS) else ""
            near = row[place + 1 : place + 2] + below[max(place - 1, 0) : place + 1]
            pairs.update(pair for other in near for pair in (key + other, other + key))
    return frozenset(pairs)


_KEYS = _side_by_side()
_SAME = frozenset(pair for sound in _SOUNDS for pair in (sound, sound[::-1]))


def changed(wrong: str, right: str) -> float:
    """Return the cost of writing one letter for another."""
    if wrong + right in _SAME:
        return SAME_SOUND
    if wrong in VOWELS and right in VOWELS:
        return VOWEL_CHANGE
    return NEIGHBOUR_KEY if wrong + right in _KEYS else CHANGED


def missing(word: str, place: int) -> float:
    """Return the cost of having left out letter `place` of the right `word`."""
    letter = word[place]
    before = word[place - 1] if place else ""
    after = word[place + 1 : place + 2]
    # Either of the two: what stands for one is taken for the first that is like it.
    if letter in (before, after):
        return DOUBLE
    if (letter in "ao" and after == "e") or (letter == "h" and before in "rctpg") or letter == "'":
        return LIGATURE
    # Of two like syllables one is often left out (“rember” of remember).
    if place > 1 and (
        word[place - 2 : place] == word[place : place + 2] or word[place - 3 : place - 1] == word[place - 1 : place + 1]
    ):
        return REPEATED
    return VOWEL if letter in VOWELS else DROPPED


def extra(word: str, place: int) -> float:
    """Return the cost of letter `place` of the wrong `word` being too many."""
    letter = word[place]
    if (place and word[place - 1] == letter) or word[place + 1 : place + 2] == letter:
        return DOUBLE
    return ADDED


def edit_cost(wrong: str, right: str, limit: float = 9.0) -> float:
    """Return the weighted distance from what was written to what may have been meant, or `limit` when it is more.

    Restricted Damerau-Levenshtein: no part is edited twice. The first letter is seldom wrong, so a slip there costs more.
    """
    lost = [missing(right, place) for place in range(len(right))]
    before: list[float] = []
    row = [0.0]
    for cost in lost:
        row.append(row[-1] + cost)
    for i, letter in enumerate(wrong, start=1):
        added = extra(wrong, i - 1)
        older, before, row = before, row, [row[0] + added]
        for j, other in enumerate(right, start=1):
            if letter == other:
                best = before[j - 1]
            else:
                best = min(before[j - 1] + changed(letter, other), before[j] + added, row[j - 1] + lost[j - 1])
                if i > 1 and j > 1 and letter == right[j - 2] and wrong[i - 2] == other:
                    best = min(best, older[j - 2] + SWAP)
            row.append(best)
        if min(row) >= limit:
            return limit
    return row[-1] + (FIRST_LETTER if wrong[:1] != right[:1] else 0.0)
