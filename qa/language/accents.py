"""Words without their accents."""

from __future__ import annotations

from unicodedata import combining, normalize


def base_letters(word: str) -> str:
    """The word in base letters: "café" → "cafe", "ﬁbre" with a ligature → "fibre"."""
    return "".join(char for char in normalize("NFKD", word) if not combining(char))
