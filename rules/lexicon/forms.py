"""Draws and compiles the forms of English words: which are verbs, nouns, adjectives and adverbs, and in what form.

`forms.py refresh FOLDER` reads the look-up tables of the package LemmInflect (its `resources` folder), which hold the inflections of
the National Library of Medicine's SPECIALIST Lexicon, and writes `words/forms.txt`; `forms.py` alone compiles that list into
`compiled/forms.marisa` and `compiled/forms.bin` (two bytes a form, by its number).
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1])]

from qa.language.forms import (  # noqa: E402 - a script beside the data
    ADJECTIVE,
    ADVERB,
    COMPARED,
    COUNTED,
    NOUN,
    PARTICIPLE,
    PAST,
    PLAIN,
    PLURAL,
    PROGRESSIVE,
    THIRD,
)

# What the tables leave out.
OWN = {"complete": ADJECTIVE, "incorporate": ADJECTIVE, "associate": ADJECTIVE, "predicate": NOUN}
# Nouns of which they have the verb alone.
for noun in "abscess act bar dam jog log nod pan questionnaire retreat splint".split():
    OWN[noun] = NOUN | COUNTED
    OWN[f"{noun}es" if noun.endswith("s") else f"{noun}s"] = PLURAL
LEAST = 4  # words rarer than this in the spelling lexicon are left out
VERB_FORMS = (PAST, PARTICIPLE, PROGRESSIVE, THIRD)


def refresh(tables: Path, list_file: Path) -> int:
    """Write the list from LemmInflect's tables; returns the number of forms."""
    from qa.language.lexicon import Lexicon

    lexicon = Lexicon.open("au")
    found: dict[str, int] = {}
    with gzip.open(tables / "infl_lu.csv.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            lemma, kind, *forms = row.strip().split(",")
            if lemma.islower() and lemma.isalpha() and lemma.isascii() and lexicon.frequency(lemma) >= LEAST:
                for form, flags in _row(lemma, kind, [each.split("/") if each else [] for each in forms]):
                    if form.isalpha() and form.isascii() and form.islower():
                        found[form] = found.get(form, 0) | flags
    for form, flags in OWN.items():
        found[form] |= flags
    for form, flags in found.items():
        if flags & PAST and form.endswith("ed"):
            found[form] |= PARTICIPLE  # "learned" beside "learnt"
    list_file.write_text("".join(f"{form} {flags:x}\n" for form, flags in sorted(found.items())), encoding="utf-8")
    return len(found)


def _row(lemma: str, kind: str, forms: list[list[str]]) -> list[tuple[str, int]]:
    if kind == "verb":
        given = [(lemma, PLAIN)]
        for number, flag in enumerate(VERB_FORMS):
            # The tables leave a participle out where it is the past's form.
            words = forms[number] or (forms[0] if flag == PARTICIPLE else [])
            given += [(word, flag) for word in words]
        return given
    if kind == "noun":
        plurals = [word for word in forms[0] if word != lemma]
        counted = COUNTED if plurals and forms[0] == plurals else 0
        both = PLURAL if forms[0] == [lemma] and counted == 0 and lemma.endswith("s") else 0
        return [(lemma, NOUN | counted | both), *((word, PLURAL) for word in plurals)]
    flag = ADJECTIVE if kind == "adj" else ADVERB
    return [(lemma, flag), *((word, flag | COMPARED) for each in forms for word in each)]


def _hardly_verbs() -> list[str]:
    """The nouns whose verb is left out."""
    lines = (HERE / "hardly_verbs.txt").read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def write(list_file: Path, folder: Path) -> int:
    """Compile the list; returns the number of forms."""
    import marisa_trie

    flags = {
        form: int(value, 16) for form, value in (line.split() for line in list_file.read_text("utf-8").splitlines())
    }
    for noun in _hardly_verbs():
        others = (f"{noun[:-1]}ies",) if noun.endswith("y") else ()
        for form in (noun, f"{noun}s", f"{noun}es", *others):
            if flags.get(form, 0) & (NOUN | PLURAL):
                flags[form] &= ~(PLAIN | THIRD)
    trie = marisa_trie.Trie(sorted(flags))
    trie.save(str(folder / "forms.marisa"))
    values = bytearray(2 * len(flags))
    for form, value in flags.items():
        values[2 * trie[form] : 2 * trie[form] + 2] = value.to_bytes(2, "little")
    (folder / "forms.bin").write_bytes(bytes(values))
    return len(flags)


if __name__ == "__main__":
    if sys.argv[1:2] == ["refresh"]:
        print(refresh(Path(sys.argv[2]), HERE / "words/forms.txt"), "forms drawn")
    print(write(HERE / "words/forms.txt", HERE / "compiled"), "forms compiled")
