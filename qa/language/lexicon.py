"""The words that health publishers write, mapped from the compiled lists of `rules/lexicon`.

A word is known when a list has it (in any case that its kind of entry allows), when grammar derives it from one that does
(possessive, plural, hyphenated parts), or when it is a well-formed medical compound.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qa.language.accents import base_letters
from qa.language.morphology import singulars, well_formed
from qa.language.near import WordGroups
from qa.language.word_elements import HYPHEN_PREFIXES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from collections.abc import Set as AbstractSet

RANK = 0x0F
HEALTH = 0x10
PROPER = 0x20
UNITED_STATES = 0x40
BRITISH = 0x80

PROFILES = ("au", "uk", "us")
_FOREIGN_SPELLING = {"au": UNITED_STATES, "uk": UNITED_STATES, "us": BRITISH}
FOREIGN_COST = 4
_HEALTH_GAIN = 2
_STEM_RANK = 4
# The words that most pages are made of, half a megabyte; what comes later is looked up each time.
_REMEMBERED = 4_096


@lru_cache(maxsize=1)
def _values(folder: str) -> tuple[Any, bytes]:
    """Map the words with their numbers and read the byte of each, once a process."""
    import marisa_trie

    trie = marisa_trie.Trie()
    trie.mmap(f"{folder}/words.marisa")
    with open(f"{folder}/values.bin", "rb") as file:  # noqa: PTH123 -- pathlib is dear to import
        return trie, file.read()


@lru_cache(maxsize=1)
def _groups(folder: str) -> WordGroups:
    """Open the grouped words, once a process."""
    return WordGroups(f"{folder}/words.bin")


class Lexicon:
    """Accepts or refuses words. Open one with `Lexicon.open`; it may be shared between threads."""

    __slots__ = ("_accepted", "_extra", "_foreign", "_listed", "folder", "groups")

    def __init__(self, folder: str, profile: str, extra: Iterable[str]) -> None:
        if profile not in PROFILES:
            raise ValueError(f"unknown profile {profile!r}; one of {', '.join(PROFILES)}")
        self.folder = folder
        self.groups = _groups(folder)
        self._accepted: set[str] = set()
        # Mapped, and shared by all processes: sets of the same words would fill 30 MB of each.
        self._listed: Container[str] = _values(folder)[0]
        self._extra = frozenset(word.replace("’", "'") for word in extra)
        self._foreign = _FOREIGN_SPELLING[profile]

    @classmethod
    def open(cls, profile: str = "au", extra: Iterable[str] = ()) -> Lexicon:
        """Open the shipped lexicon for `profile` (au, uk, us) with a publisher's own words added.

        Every profile accepts every region's spelling; the profile says which is offered first. Raises `ValueError` for
        another profile and `OSError` where the compiled lists are missing.
        """
        from qa.shipped import lexicon_folder

        return cls(lexicon_folder(), profile, extra)

    @property
    def listed_forms(self) -> Container[str]:
        """The lists' words, each in the form it is looked up by."""
        return self._listed

    @property
    def extra(self) -> frozenset[str]:
        """The publisher's words."""
        return self._extra

    def knows(self, word: str) -> bool:
        """Tell whether `word`, one whole token, is spelled as a list or a rule of word formation allows."""
        if word in self._accepted:
            return True
        known = self._is_accepted(word)
        if known and len(self._accepted) < _REMEMBERED:
            self._accepted.add(word)
        return known

    def unfamiliar(self, words: AbstractSet[str]) -> AbstractSet[str]:
        """Return those of the words that nobody has asked for yet, or that are unknown."""
        return words - self._accepted

    def _is_accepted(self, word: str) -> bool:
        if word in self._listed:
            return True
        lower = word.lower()
        if lower != word and lower in self._listed and (word[1:] == lower[1:] or word.isupper()):
            return True
        return self._knows_otherwise(word)

    def _has(self, form: str) -> bool:
        """Tell whether a list, or the publisher, has exactly `form`."""
        return form in self._listed or form in self._extra

    def listed(self, word: str) -> bool:
        """Tell whether a list has `word`, or the form of it that another case stands for."""
        return self._entry(word) is not None

    def entries(self, lower: str) -> list[str]:
        """Return the listed forms that differ from the lower-case word `lower` in case at most: word, Name, ACRONYM."""
        trie, _ = _values(self.folder)
        if lower in trie:
            return [lower]
        return [form for form in (lower.title(), lower.upper()) if form in trie]

    def _entry(self, word: str) -> str | None:
        """Return the form under which a list has `word`, or None."""
        if self._has(word):
            return word
        lower = word.lower()
        if word == lower:
            return None
        if word.isupper():
            return next((form for form in (lower, word.title(), word.capitalize()) if self._has(form)), None)
        if not self._has(lower):
            return None
        # Inner capitals are accepted in a name that a list holds (McDonald), never in an ordinary word (THe).
        return lower if word[1:] == lower[1:] or (word[0].isupper() and self._listed_value(lower) & PROPER) else None

    def _listed_value(self, form: str) -> int:
        """Return the rank and marks of exactly `form`; a word of the publisher's alone counts as a fairly common one."""
        trie, values = _values(self.folder)
        return values[trie[form]] if form in trie else HEALTH | RANK // 2

    def _knows_otherwise(self, word: str) -> bool:
        """Look the word up in its other forms, the likeliest first; a plural of capitals (MRIs) is an acronym's."""
        if self._entry(word) is not None:
            return True
        if "’" in word or "'" in word:
            return self._knows_apostrophe(word.replace("’", "'"))
        if "-" in word or "–" in word or "‑" in word:
            return self._knows_hyphenated(word.replace("–", "-").replace("‑", "-"))
        if word.endswith("s") and word[:-1].isupper() and len(word) > 2:
            return True
        # English writes most of its borrowed words with or without their accents (naïve, façade), lists often one way.
        if not word.isascii() and (plain := base_letters(word)) != word and self._entry(plain) is not None:
            return True
        lower = word.lower()
        if word not in (lower, word.upper(), word.capitalize()):
            return False
        return (well_formed(lower, self._is_stem) or self._is_plural(lower)) and not self._is_slip(lower)

    def _is_slip(self, lower: str) -> bool:
        """Tell whether what a rule would accept is one slip from a common word (superviced, childs); few words of a page need it."""
        from qa.language.edits import is_slip

        return is_slip(lower, self)

    def _is_plural(self, lower: str) -> bool:
        """Tell whether a short word is the regular plural or adverb of a listed one; a plural in -a takes no -s."""
        return any(
            self._has(base) and not (base.endswith("a") and self._has(base[:-1] + "um")) for base in singulars(lower)
        )

    def _knows_apostrophe(self, word: str) -> bool:
        """Look up a possessive or contraction written with a straight apostrophe."""
        if self._entry(word) is not None:
            return True
        for ending in ("'s", "'S", "'"):
            if word.endswith(ending):
                return self.knows(word[: -len(ending)])
        return False

    def _knows_hyphenated(self, word: str) -> bool:
        """Accept a compound whose every part is a word, a number, a letter or a prefix that takes a hyphen."""
        parts = word.split("-")
        if not all(parts):
            return False
        last = len(parts) - 1
        return all(
            part.isdigit() or len(part) == 1 or (place < last and part.lower() in HYPHEN_PREFIXES) or self.knows(part)
            for place, part in enumerate(parts)
        )

    def _is_stem(self, word: str, health: bool = False) -> bool:
        """Tell whether `word` is a common noun, verb or adjective that word formation may build on; `health`: of health text."""
        if not self._has(word):
            return False
        value = self._listed_value(word)
        return not value & PROPER and (value & HEALTH > 0 or (not health and value & RANK >= _STEM_RANK))

    def value(self, word: str) -> int:
        """Return the rank and marks of the entry that `word` stands for, 0 where there is none."""
        entry = self._entry(word)
        return 0 if entry is None else self._listed_value(entry)

    def frequency(self, word: str) -> int:
        """Return how common `word` is in health text, 0 (unknown or rare) to 17, lower for another region's spelling."""
        value = self.value(word)
        rank = value & RANK
        if value & HEALTH:
            rank += _HEALTH_GAIN
        if value & self._foreign:
            rank -= FOREIGN_COST
        return max(rank, 0)

    def offers(self, form: str) -> bool:
        """Tell whether the listed `form` may be suggested: the rarest words are accepted and never offered."""
        return self._listed_value(form) & RANK > 0

    def is_name(self, word: str) -> bool:
        """Tell whether the lists write `word` with a capital only."""
        return bool(self.value(word) & PROPER)

    def is_home(self, word: str) -> bool:
        """Tell whether `word` is spelled as only the profile's region does."""
        home = (UNITED_STATES | BRITISH) & ~self._foreign
        return self.value(word) & (UNITED_STATES | BRITISH) == home

    def is_foreign(self, word: str) -> bool:
        """Tell whether `word` is spelled as the profile's region does not."""
        return bool(self.value(word) & self._foreign)
