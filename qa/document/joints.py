"""How two words of a text hang together: what stands between words that one form may join, and what ends a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.memo import per_document

if TYPE_CHECKING:
    from qa.document.model import Document

# Between two words of one form: blanks, hyphens, quotes, an opening bracket. A pause (comma, colon, dash, closing bracket)
# may stand in a gap only; anything else ends the clause.
_BLANKS = frozenset("° \t\u00a0\u202f-\u2010\u2011/([\"“”‘'’*_&+")
_PAUSES = _BLANKS | frozenset(",:)]–—")
JOINED, PAUSED, ENDED = 0, 1, 2
# What joins most words, told apart from all else: one blank.
_BLANK = 3
OVER = 64
_AS_JOINT = bytes([JOINED, PAUSED, ENDED, JOINED]).ljust(256, b"\0")
_AS_BLANK = bytes([0, 0, 0, 1]).ljust(256, b"\0")


def joint_of(between: str) -> int:
    """JOINED, PAUSED or ENDED for what stands between two words."""
    if " - " in between:
        return ENDED
    worst = JOINED
    for char in between:
        if char not in _BLANKS:
            if char not in _PAUSES:
                return ENDED
            worst = PAUSED
    return worst


class _Known(dict[str, int]):
    """What may stand between words, with how it joins them; whatever is longer than marks and blanks is not remembered."""

    def __missing__(self, between: str) -> int:
        found = joint_of(between)
        if len(between) <= _LONGEST and len(self) < _MOST:
            self[between] = found
        return found


_LONGEST, _MOST = 4, 10_000
_known = _Known({" ": _BLANK, "\u00a0": _BLANK})


@per_document
def _gaps(document: Document) -> bytes:
    text, words = document.text, document.words
    gaps = map(text.__getitem__, map(slice, [word[2] for word in words], document.word_starts[1:]))
    return bytes([JOINED, *map(_known.__getitem__, gaps)])


@per_document
def joints(document: Document) -> bytes:
    """How each word of a document hangs together with the one before it; the first with nothing."""
    return _gaps(document).translate(_AS_JOINT)


@per_document
def behind_blanks(document: Document) -> bytes:
    """For each word of a document 1 where a single blank parts it from the one before it, else 0.

    Behind the last stand so many noughts more that who looks up to `OVER` words before the first or behind the last meets one.
    """
    return _gaps(document).translate(_AS_BLANK) + bytes(OVER)
