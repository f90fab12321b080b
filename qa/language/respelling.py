"""Words that stand for something else than themselves: how a term is said, and the Latin names of living things."""

from __future__ import annotations

import re

# (throm-BO-sis), [asz−in−ée−toe–back−ter], (NI-tro-GLIS-er-in): syllables between brackets, joined by any kind of hyphen.
_SYLLABLES = re.compile(
    r"[(\[/“\"]\s*(?:pronounced\s+|say\s+)?(?P<said>[^\W\d_]{1,9}(?:[-‐‑−–·ˈ'’]\s?[^\W\d_]{1,9}){1,12}(?:\s+[^\W\d_]{1,9}(?:[-‐‑−–·][^\W\d_]{1,9})*){0,3})\s*[)\]/”\"]"
)
_SAID = re.compile(
    r"\b(?:pronounced|pronunciation:?|say it|sounds like)\s*[:“\"‘'(\[]?\s*[^\W\d_]+(?:[-‐‑−–·][^\W\d_]+)*(?:\s+[^\W\d_]+[-‐‑−–·][^\W\d_]+(?:[-‐‑−–·][^\W\d_]+)*)*",
    re.IGNORECASE,
)
_STRESSED = re.compile(r"(?:^|[-‐‑−–·])[A-Z]{1,9}(?:[-‐‑−–·]|$)")
# The bracket comes first and what must stand before it second, so that the search skips from bracket to bracket.
_ONE_SYLLABLE = re.compile(r"\((?<=[^\W\d_]{4} \()(?P<said>[a-z]{3,6})\)")
_ANNOUNCED = ("pronounced", "pronunciation", "say it", "sounds like")
# Genus and species: "Toxocara cati", "P. africanus", "Loa loa", "Sarcoptes scabiei var. hominis".
_SPECIES = re.compile(
    r"\b(?:[A-Z]\.|[A-Z][a-z]+(?:a|us|um|is|es|on|ma|ia|ella|oides|bacter|myces|coccus|virus|phora|plasma|tes|nema|as|er|ix|ax))"
    r"\s+(?P<species>[a-z]{3,})(?:\s+(?:var|subsp|ssp|spp|serovar)\.?\s*(?P<kind>[a-z]{3,})?)?"
)
_RANK = re.compile(r"\b(?:var|subsp|ssp|spp|sp|cf|nov|gen)\.")


def said_aloud(text: str) -> list[tuple[int, int]]:
    """The ranges of a text that spell out how a term is said: hyphenated syllables of which one is in capitals or three or more."""
    lower = text.lower()
    found: list[tuple[int, int]] = []
    if any(word in lower for word in _ANNOUNCED):
        found.extend(match.span() for match in _SAID.finditer(text))
    for match in _SYLLABLES.finditer(text):
        said = match["said"]
        if _STRESSED.search(said) or re.search(r"[−·ˈ]", said):
            found.append(match.span("said"))
    found.extend(match.span("said") for match in _ONE_SYLLABLE.finditer(text))
    return found


def latin_names(text: str) -> set[tuple[int, int]]:
    """The ranges of words that may be the second part of a Latin name, and of the marks of rank in one."""
    found = {match.span(group) for match in _SPECIES.finditer(text) for group in ("species", "kind") if match[group]}
    return found | {match.span() for match in _RANK.finditer(text)}
