"""Where a string stands in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def occurrences(text: str, part: str) -> Iterator[int]:
    """The offsets at which a string begins in a text, in order, overlapping ones too."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
