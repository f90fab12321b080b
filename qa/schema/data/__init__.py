"""Models of reference data: `rules/<pack>/data/<kind>.yaml` and the publisher's own files, a module a kind.

Each module exposes `Model`, a pydantic model whose dump is a list or a mapping.
"""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "acronyms",
    "actions",
    "brands",
    "changes",
    "confusables",
    "cues",
    "foreign_numbers",
    "grammar",
    "jargon",
    "medicine_names",
    "misspellings",
    "partners",
    "phrases",
    "plain_words",
    "red_flags",
    "services",
    "spellings",
    "topics",
)
