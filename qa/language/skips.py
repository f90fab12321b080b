"""Stretches of a document that hold no words to spell: code, addresses, templates, words said aloud."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.language.respelling import said_aloud

if TYPE_CHECKING:
    from qa.document.model import Document

# Template and directive leftovers, which may hold blanks.
_NOT_PROSE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|:\w+\[[^\]]*\](?:\{[^}]*\})?|\$\{[^}]*\}")
# What a blank-bounded stretch holds when it is no word: an address, a handle, a file name, or a digit (doses, genes, markers, times).
_NOT_WORD = re.compile(
    r"\d|://|www\.|[\w.+-]@[\w-]+\.|^[(\[\"“'‘]*[@#]\w|[\w-]\.(?:com|org|net|gov|edu|au|uk|nz|ie|io|int|html?|pdf|docx?|aspx|md|php|jpe?g|png|svg)\b"
    r"|\w[/_]\w+[/_]\w|\w_\w|[a-z]\(\)|</?\w",
    re.IGNORECASE,
)
_RIGHT = re.compile(r"\S*")
TOKEN_REACH = 120


class Skips:
    """The stretches of one document."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        ranges = [found.span() for found in _NOT_PROSE.finditer(document.text)]
        ranges += [(item.start, item.end) for item in document.inlines if item.kind in ("code", "foreign")]
        ranges += [(block.start, block.end) for block in document.blocks if block.kind == "code"]
        ranges += said_aloud(document.text)
        ranges.sort()
        self._starts = [start for start, _ in ranges]
        self._ends: list[int] = []
        reached = 0
        for _, end in ranges:
            reached = max(reached, end)
            self._ends.append(reached)

    def covers(self, start: int, end: int, *, number: bool = False) -> bool:
        """Whether a projected range lies in such a stretch, or between blanks in something that is no word.

        `number` says that the range holds digits by right: those around it still tell an address or a code.
        """
        index = bisect_left(self._starts, end) - 1
        if index >= 0 and self._ends[index] > start:
            return True
        first, left = start, max(0, start - TOKEN_REACH)
        while start > left and not self._text[start - 1].isspace():
            start -= 1
        right = _RIGHT.match(self._text, end, end + TOKEN_REACH)
        last = right.end() if right else end
        if number:
            return _NOT_WORD.search(f"{self._text[start:first]}{self._text[end:last]}") is not None
        return _NOT_WORD.search(self._text[start:last]) is not None
