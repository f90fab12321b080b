r"""Letters written apart from their accents, as macOS stores and pastes them (Unicode's form NFD), read as one character.

Python's `\w` takes no combining mark for a part of a word, and no list holds one: a naïve with its dots apart would be “nai” and “ve”.
Only a letter and its marks are composed; what else form NFC would change (the kelvin and ohm signs) stays as written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = "\u0300-\u036f"
_LEADING = re.compile(f"[{_MARKS}]+")
_LETTER = re.compile(f"[^{_MARKS}][{_MARKS}]+")

has_marks = re.compile(f"[{_MARKS}]").search


def leading_marks(text: str) -> str:
    """The combining marks that a text begins with, which belong to the letter before it."""
    found = _LEADING.match(text)
    return found.group() if found else ""


def composed(text: str) -> str:
    """The text with each letter and its marks as one character where there is one."""
    if text.isascii() or not has_marks(text):
        return text
    from unicodedata import normalize

    return _LETTER.sub(lambda found: normalize("NFC", found.group()), text)


def composed_value(value: Any) -> Any:
    """A metadata value with every text in it composed."""
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, list):
        return [composed_value(item) for item in value]
    if isinstance(value, dict):
        return {composed_value(key): composed_value(item) for key, item in value.items()}
    return value


def pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The composed text in stretches of (text, start, end) that tile its source range `[start, end)`."""
    if len(text) != end - start:
        yield composed(text), start, end
        return
    at = 0
    for found in _LETTER.finditer(text):
        one = composed(found.group())
        if one == found.group():
            continue
        if found.start() > at:
            yield text[at : found.start()], start + at, start + found.start()
        at = found.end()
        yield one, start + found.start(), start + at
    if at < len(text):
        yield text[at:], start + at, end
