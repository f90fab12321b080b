"""Runs of letters, the words that a spelling list is asked for: inner apostrophes and hyphens belong to them, digits don't.

A page has a thousand of them, some four hundred different ones, and a list knows nearly all. So the different ones are
found first, and only where an unknown one stands is looked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

JOINTS = "'’‐‑-"
RUN = re.compile(rf"[^\W\d_]+(?:[{JOINTS}][^\W\d_]+)*")
# What nearly every page holds beside ASCII, as ASCII: one character for one, joints for joints.
_TYPOGRAPHY = tuple(zip("’‑‘“”–—…•·®°×\u00a0", "'-            ", strict=True))
_BLANKS = {code: " " for code in range(128) if not chr(code).isalpha() and chr(code) not in JOINTS}


class LetterRuns:
    """The runs of one text."""

    def __init__(self, text: str) -> None:
        self._text = self._plain = text
        for mark, instead in _TYPOGRAPHY if not text.isascii() else ():
            self._plain = self._plain.replace(mark, instead)

    def different(self) -> set[str]:
        """Every run of the text, once; a curly apostrophe may have become a straight one."""
        if not self._plain.isascii():
            return set(RUN.findall(self._text))
        # Where all is ASCII, translating and splitting takes a fifth of what an expression takes.
        found = set(self._plain.translate(_BLANKS).split())
        jointed = [run for run in found if not run.isalpha()]
        return found.difference(jointed).union(*map(RUN.findall, jointed))

    def places(self, run: str) -> Iterator[tuple[int, int]]:
        """Where a run stands by itself, as offsets into the text, in order."""
        text = self._plain if self._plain.isascii() else self._text
        at = text.find(run)
        while at >= 0:
            end = at + len(run)
            if not _goes_on(text[max(0, at - 2) : at][::-1]) and not _goes_on(text[end : end + 2]):
                yield at, end
            at = text.find(run, at + 1)


def _goes_on(beside: str) -> bool:
    """Whether a letter, or a joint and a letter behind it, stands beside a run, seen from the run."""
    near, far = beside[:1], beside[1:]
    return _is_letter(near) or (near != "" and near in JOINTS and _is_letter(far))


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()
