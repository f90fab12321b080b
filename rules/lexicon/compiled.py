"""Compiles the word lists into what the speller maps into memory.

- `words.marisa`: every accepted spelling. A word that any case may be written in stands in lower case; a short or
  easily mistaken name in title case; an acronym or a name with inner capitals exactly as written.
- `values.bin`: a byte a word, by its number in `words.marisa`: rank (1 to 15, higher is commoner; 0 is never offered) and marks.
- `words.bin`: the same words by first letter and length, to look up and to seek neighbours in.
- `sounds.marisa`: sound key, a space, and the word, for the words that may be suggested.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import marisa_trie

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import evidence
import variants

from qa.language.lexicon import BRITISH, HEALTH, PROPER, RANK, UNITED_STATES
from qa.language.near import pack
from qa.language.sound import sound

SIZES = "hgfedcba"
SIZE_WEIGHT = 0.7
USES_WEIGHT = 0.65
CORE_LEAST = 12
EVERYDAY_LEAST = 9
OWN_LEAST = 5
LOOSE_LISTS = frozenset({"core", "health-names"})
SAFE_NAME_LENGTH = 5
COMMON = 6
VERY_COMMON = 11
MIN_SLIP = 4
LONG = 7
MAX_RANK = 15


@dataclass(slots=True)
class Entry:
    """What the lists say of a word: how large SCOWL's list had to grow to hold it, how often it is used, its marks."""

    size: int = 0
    uses: int = 0
    least: int = 0
    marks: int = 0
    names_only: bool = True
    loose: bool = False
    strict: bool = False

    @property
    def offered(self) -> bool:
        """Tell whether the word may be suggested: any list but the rarest words' has it."""
        return bool(self.least or self.size or self.uses or self.marks & HEALTH)

    @property
    def rank(self) -> int:
        """Return how common the word is, 1 to 15: half from SCOWL's size, half from counted uses."""
        counted = round(SIZE_WEIGHT * self.size + USES_WEIGHT * self.uses)
        return min(max(counted + (1 if self.least == CORE_LEAST else 0), self.least, 1), MAX_RANK)


def read(path: Path) -> list[list[str]]:
    """Return the fields of each line of a word list, comments left out."""
    lines = unicodedata.normalize("NFC", path.read_text("utf-8")).splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def is_name(word: str) -> bool:
    """Tell whether a list writes a word as a name: one capital, at the start."""
    return word[:1].isupper() and (len(word) == 1 or word[1:].islower())


def _unaccented(word: str) -> str:
    """Return a word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _is_slip(word: str, other: str) -> bool:
    """Tell whether `word` is `other` written wrongly, not an inflection of it or its spelling elsewhere."""
    if word == other or "-" in other:
        return False
    final_e = word + "e" == other or other + "e" == word
    if evidence.differ_as_inflections(word, other) and not final_e:
        return False
    return other != variants.australian(word) and word != variants.australian(other)


class Gathering:
    """The words of all lists with their rank and marks."""

    def __init__(self) -> None:
        self.entries: defaultdict[str, Entry] = defaultdict(Entry)

    def entry(self, word: str) -> Entry:
        """Return the entry of a word under the form that look-ups use, made where it is new."""
        word = word.replace("’", "'")
        name = is_name(word)
        entry = self.entries[word.lower() if name else word]
        entry.names_only = entry.names_only and name
        if name:
            entry.marks |= PROPER
        return entry

    def add_general(self, words: Path) -> None:
        """Add SCOWL and WordNet."""
        regions = {"us": UNITED_STATES, "gb": BRITISH}
        for word, size, *region in read(words / "english.txt"):
            entry = self.entry(word)
            entry.size = max(entry.size, SIZES.index(size))
            entry.marks |= regions[region[0]] if region else 0
        for (word,) in read(words / "wordnet.txt"):
            self.entry(word)

    def add_medical(self, words: Path) -> None:
        """Add the medical vocabularies; a word of theirs that is mostly general is not marked as medical."""
        names = {word for word, entry in self.entries.items() if entry.names_only}
        for (word,) in read(words / "substances.txt"):
            self.entry(word).marks |= HEALTH
        for word, uses in read(words / "medical.txt"):
            general = word in self.entries and not self.entries[word].names_only
            # A name that general lists write with a capital stays a name, though MeSH gives no case to tell it by.
            entry = self.entries[word] if word in names else self.entry(word)
            entry.uses = max(entry.uses, int(uses))
            entry.loose = True
            if not general or int(uses) > COMMON:
                entry.marks |= HEALTH

    def add_names(self, words: Path) -> None:
        """Add the names of places, and the rarest words."""
        for name in ("places", "localities", "rare"):
            for (word,) in read(words / f"{name}.txt"):
                self.entry(word)

    def add_brands(self, words: Path) -> None:
        """Add the brand names that are no slip of a word of the project's own lists (Ritalan of Ritalin), written with a capital only."""
        own = [word for word, entry in self.entries.items() if entry.least]
        neighbours, heard = evidence.Neighbours(own), {sound(word) for word in own}
        for (word,) in read(words / "brands.txt"):
            lower = word.lower()
            if lower not in self.entries and sound(word) not in heard and not neighbours.of(lower):
                self.entry(word).strict = True

    def add_own(self, own: Path) -> None:
        """Add the project's own lists."""
        for path in sorted(own.glob("*.txt")):
            general = path.stem.startswith("general")
            for (word,) in read(path):
                entry = self.entry(word)
                entry.least = max(entry.least, CORE_LEAST if path.stem == "core" else OWN_LEAST)
                entry.loose = entry.loose or path.stem in LOOSE_LISTS
                entry.marks |= 0 if general else HEALTH
                if word.isalpha() and not word[1:].islower() and not word.isupper() and word[0].isupper():
                    # A brand with inner capitals (DermaVeen) is written without them too.
                    self.entry(word.capitalize()).least = OWN_LEAST

    def add_common(self, words: Path) -> None:
        """Note how often definitions use a word."""
        for word, uses in read(words / "common.txt"):
            if word in self.entries:
                self.entries[word].uses = max(self.entries[word].uses, int(uses))

    def add_unaccented(self) -> None:
        """Accept a word with accents without them too."""
        for word, entry in list(self.entries.items()):
            plain = _unaccented(word)
            if plain != word and plain not in self.entries:
                self.entries[plain] = replace(entry)

    def add_variants(self) -> None:
        """Add the Australian spelling of American medical words, and mark the American one."""
        for word in list(self.entries):
            entry = self.entries[word]
            other = variants.australian(word) if word.islower() else None
            if other is None:
                continue
            if not entry.marks & BRITISH:
                entry.marks |= UNITED_STATES
            twin = self.entries[other]
            twin.names_only = False
            twin.size, twin.uses = max(twin.size, entry.size), max(twin.uses, entry.uses)
            twin.marks = (twin.marks | BRITISH | entry.marks & HEALTH) & ~UNITED_STATES

    def remove(self, here: Path) -> None:
        """Take out what `exclude.txt` names, and rare words that are slips of common ones unless `kept.txt` has them."""
        for (word,) in read(here / "exclude.txt"):
            entry = self.entries.pop(word.lower(), None)
            if entry is not None and entry.marks & PROPER and word.islower():
                entry.names_only = entry.strict = True  # the Isle of Wight stays, a "wight" does not
                self.entries[word] = entry
        kept = {word for (word,) in read(here / "kept.txt")}
        written = {word.lower() for word, *_ in read(here / "words/english.txt")}
        by_least = {
            least: evidence.Neighbours(w for w, e in self.entries.items() if e.rank >= least and w.islower())
            for least in (COMMON, VERY_COMMON)
        }
        for word, entry in list(self.entries.items()):
            if entry.rank > 1 or entry.uses or entry.size or entry.least or entry.marks & HEALTH or entry.names_only:
                continue
            if len(word) < MIN_SLIP or not word.isalpha() or word in kept:
                continue
            near = by_least[VERY_COMMON if word in written else COMMON].of(word)
            if any(not evidence.differ_as_inflections(word, other) for other in near):
                del self.entries[word]

    def remove_slips(self, here: Path) -> None:
        """Take out what vocabularies write once and is one slip, or the same sound, away from a word of the project's own lists.

        Registers and entry terms hold such slips (lysinopril, baclophen). Words of general English, names, American or
        Australian twins, and the words of `kept.txt` stay.
        """
        kept = {word for (word,) in read(here / "kept.txt")}
        general = {word.lower() for word, *_ in read(here / "words/english.txt")}
        own = [word for word, entry in self.entries.items() if entry.least and not entry.names_only]
        neighbours, heard = evidence.Neighbours(own), defaultdict(list)
        for word in own:
            heard[sound(word)].append(word)
        for word, entry in list(self.entries.items()):
            if entry.least or entry.names_only or entry.uses > 1 or not entry.marks & HEALTH or word in kept:
                continue
            near = neighbours.of(word) if len(word) > MIN_SLIP else set()
            if len(word) > LONG:
                near |= {other for other in heard[sound(word)] if abs(len(other) - len(word)) < 2}
            if word not in general and any(_is_slip(word, other) for other in near):
                del self.entries[word]

    def remove_rarities(self, here: Path) -> None:
        """Take out WordNet's words that are one slip away from a word of the project's own lists ("propanolol"), unless `kept.txt` has them."""
        kept = {word for (word,) in read(here / "kept.txt")}
        written = {word.lower() for word, *_ in read(here / "words/english.txt")}
        own = {_unaccented(word) for word, entry in self.entries.items() if entry.least and word.islower()}
        neighbours = evidence.Neighbours(own)
        left = kept | own | written
        for (word,) in read(here / "words/wordnet.txt"):
            entry = self.entries.get(word)
            if entry is None or entry.least or entry.size or entry.uses > 1 or len(word) <= MIN_SLIP + 1:
                continue
            if word not in left and any(_is_slip(word, other) for other in neighbours.of(word)):
                del self.entries[word]

    @staticmethod
    def _needs_capital(word: str, entry: Entry, common: evidence.Neighbours, commonest: evidence.Neighbours) -> bool:
        """Tell whether a name in small letters would hide a slip: it is short, or a letter off a common word."""
        if entry.strict or len(word) < SAFE_NAME_LENGTH:
            return True
        return bool(commonest.of(word) if entry.loose else common.of(word))

    def keyed(self) -> dict[str, Entry]:
        """Return the entries by their final form: a name that is short, or one slip from a common word, in title case."""
        common = [w for w, e in self.entries.items() if w.islower() and not e.names_only and e.rank > COMMON]
        neighbours = evidence.Neighbours(common)
        commonest = evidence.Neighbours(w for w in common if self.entries[w].rank >= CORE_LEAST)
        final: dict[str, Entry] = {}
        for word, entry in self.entries.items():
            if not entry.names_only:
                entry.marks &= ~PROPER
                final[word] = entry
            elif self._needs_capital(word, entry, neighbours, commonest):
                final[word.title() if "'" not in word else word.capitalize()] = entry
            else:
                final[word] = entry
        return final


def favour(entries: dict[str, Entry], path: Path) -> None:
    """Let suggestions favour the words of a list that the lexicon has; it adds none and takes none out."""
    for (word,) in read(path):
        if word in entries:
            entries[word].least = max(entries[word].least, EVERYDAY_LEAST)


def write(here: Path, target: Path) -> dict[str, int]:
    """Compile the lists of `here` into the folder `target`; returns each file's size in bytes."""
    gathering = Gathering()
    gathering.add_general(here / "words")
    gathering.add_medical(here / "words")
    gathering.add_names(here / "words")
    gathering.add_own(here / "own")
    gathering.add_brands(here / "words")
    gathering.add_common(here / "words")
    gathering.add_variants()
    gathering.add_unaccented()
    gathering.remove(here)
    gathering.remove_slips(here)
    gathering.remove_rarities(here)
    entries = gathering.keyed()
    favour(entries, here / "everyday.txt")
    target.mkdir(exist_ok=True)
    trie = marisa_trie.Trie(sorted(entries), num_tries=1, cache_size=marisa_trie.HUGE_CACHE)
    trie.save(str(target / "words.marisa"))
    values = bytearray(len(trie))
    for word, entry in entries.items():
        values[trie[word]] = (entry.rank & RANK if entry.offered else 0) | entry.marks
    (target / "values.bin").write_bytes(values)
    (target / "words.bin").write_bytes(pack(entries))
    offered = sorted(word for word, entry in entries.items() if entry.offered)
    heard = [f"{sound(w)} {w}" for w in offered if entries[w].rank > 2 or entries[w].marks & HEALTH]
    marisa_trie.Trie(sorted(heard)).save(str(target / "sounds.marisa"))
    return {path.name: path.stat().st_size for path in sorted(target.iterdir())}
