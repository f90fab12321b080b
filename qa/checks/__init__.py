"""The checks: a module each, named as rules name them."""

from __future__ import annotations

NAMES: tuple[str, ...] = (
    "front_matter",
    "unreadable",
)
