"""Offsets as browsers count them.

This tool counts code points, JavaScript UTF-16 units: characters beyond U+FFFF count one here and two there.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


class Units:
    """The UTF-16 offsets of one text."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [found.start() for found in _WIDE.finditer(text)]

    def at(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._wide, offset)


def readable(text: str) -> str:
    """The text with half characters and NULs, which no file of text can hold, replaced one for one by U+FFFD."""
    return _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)
