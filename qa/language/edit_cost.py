"""How likely a slip of the pen, the keyboard or the ear is: a weighted edit distance.

Costs are in edits: 1 is an ordinary wrong letter. Slips that people make often cost less: swapped neighbours, a double letter
undone or made, vowels for one another, letters of one sound, keys side by side.
"""

from __future__ import annotations

from itertools import accumulate

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


def _changes() -> dict[str, float]:
    """Return the pairs of letters of which one is written for the other more often than most are, with the cost of it."""
    sounds = [pair for sound in _SOUNDS for pair in (sound, sound[::-1])]
    vowels = [one + other for one in VOWELS for other in VOWELS]
    likelier = ((_side_by_side(), NEIGHBOUR_KEY), (vowels, VOWEL_CHANGE), (sounds, SAME_SOUND))
    return {pair: cost for pairs, cost in likelier for pair in pairs}


_CHANGES = _changes()


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
    row = [0.0, *accumulate(lost)]
    last = ""
    for place, letter in enumerate(wrong):
        added = extra(wrong, place)
        older, before, row = before, row, [row[0] + added]
        least = left = row[0]
        corner, beside = before[0], ""
        for column, other in enumerate(right):
            above = before[column + 1]
            if letter == other:
                best = corner
            else:
                best = corner + _CHANGES.get(letter + other, CHANGED)
                if above + added < best:
                    best = above + added
                if left + lost[column] < best:
                    best = left + lost[column]
                if letter == beside and other == last and older[column - 1] + SWAP < best:
                    best = older[column - 1] + SWAP
            row.append(best)
            if best < least:
                least = best
            corner, left, beside = above, best, other
        if least >= limit:
            return limit
        last = letter
    return row[-1] + (FIRST_LETTER if wrong[:1] != right[:1] else 0.0)
