"""Lists that an author typed: lines of one paragraph, or paragraphs, that begin with a bullet sign instead of markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.document.builder import Builder

_SIGNS = "•·▪◦‣●○■□▸►➢"
SIGN = re.compile(rf"[{_SIGNS}](?:[ \t\xa0]+|(?=\w)|\Z)")
# In HTML the sign and the blanks behind it may be references, and word processors give the sign an element of its own.
SIGN_IN_HTML = re.compile(
    rf"\s*(?P<sign>[{_SIGNS}]|&(?:bull|middot|#8226|#183|#x2022|#xb7);)(?:(?:\s|&nbsp;|&#160;)+|(?=\w)|\Z)",
    re.IGNORECASE,
)


class TypedBullets:
    """Opens the items of typed lists in a builder; items that follow each other are one list."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._group = self._row = self._last = -1

    def open(self, at: int, *, quoted: bool = False) -> None:
        """Begin an item whose sign stands at source offset `at`."""
        builder = self._builder
        if builder.is_open:
            builder.close(at)
        if self._last < 0 or builder.block_index != self._last + 1:
            self._group, self._row = builder.new_group(), -1
        self._row += 1
        self._last = builder.block_index
        builder.open("list_item", at, level=1, group=self._group, row=self._row, quoted=quoted)
