"""Counts in words that people read: "1 file", "2,310 files"."""

from __future__ import annotations


def counted(count: int, noun: str, plural: str = "") -> str:
    """The number, its thousands set apart, with the noun in its singular or plural (by default the regular one)."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
