"""Compile the table of syllable counts: `python rules/lexicon/syllables_build.py DICTIONARY SCOWL`.

DICTIONARY is the CMU Pronouncing Dictionary as the npm package `cmu-pronouncing-dictionary` 3.0.0 ships it
(`package/index.js`; licence in `syllables-LICENCE.txt`). SCOWL is the folder of word lists of Debian's package `scowl`
2020.12.07 (`/usr/share/dict/scowl`; permissive): only words that it knows are kept, so names stay out. The reviewed counts of
`syllables.yaml` win. The table holds only the words that `qa.language.syllables.by_rule` gets wrong.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ruamel.yaml import YAML

from qa.language.syllables import by_rule

HERE = Path(__file__).parent
LARGEST = 80  # SCOWL's sizes: 80 holds what a large desk dictionary has
VARIETIES = ("english", "american", "british", "australian")
WIDTH = 4000  # characters a line, so that a change shows as one line in a diff

_ENTRY = re.compile(r'^\s+"?([a-z]+)"?: "([A-Z0-9 ]+)"', re.MULTILINE)


def dictionary(path: Path) -> dict[str, int]:
    """Syllables of each word's first pronunciation: one for each vowel, which alone carry a stress digit."""
    text = path.read_text(encoding="utf-8")
    return {word: sum(sound[-1].isdigit() for sound in sounds.split()) for word, sounds in _ENTRY.findall(text)}


def known_words(folder: Path) -> set[str]:
    """The lower-case words of SCOWL's general lists up to the largest size."""
    words: set[str] = set()
    for path in folder.glob("*-words.*"):
        if path.name.split("-")[0] in VARIETIES and int(path.suffix[1:]) <= LARGEST:
            words.update(path.read_text(encoding="latin-1").split())
    return words


def reviewed() -> dict[str, int]:
    """The counts of syllables.yaml; raises ValueError for a word that stands under two counts."""
    data = YAML(typ="safe").load((HERE / "syllables.yaml").read_text(encoding="utf-8"))["syllables"]
    counts: dict[str, int] = {}
    for number, words in data.items():
        for word in words.lower().split():
            if counts.setdefault(word, int(number)) != int(number):
                raise ValueError(f"{word}: {number} and {counts[word]} syllables")
    return counts


def table(pronounced: dict[str, int], known: set[str], own: dict[str, int]) -> str:
    """The compiled table: lines of a count and the words that have it."""
    counts = {word: number for word, number in pronounced.items() if word in known and number} | own
    lines = ["# Built by syllables_build.py; edit syllables.yaml instead. Licence: syllables-LICENCE.txt"]
    for number in sorted(set(counts.values())):
        words = sorted(word for word, count in counts.items() if count == number and by_rule(word) != number)
        while words:
            line = str(number)
            while words and len(line) < WIDTH:
                line += " " + words.pop(0)
            lines.append(line)
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    """Write syllables.txt beside this script."""
    pronounced, known = dictionary(Path(arguments[0])), known_words(Path(arguments[1]))
    (HERE / "syllables.txt").write_text(table(pronounced, known, reviewed()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
