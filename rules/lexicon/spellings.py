"""Pairs American with Australian and British spellings, for the rule on another country's spelling.

SCOWL's lists say which words only Americans write and which only the others do; two such words are a pair when the known
differences (-or, -er, -ize, ae, oe, l for ll …) turn one into the other. Medical vocabularies add American words whose
diphthongs `variants.py` restores. `spelling_pairs.txt` adds pairs that no pattern gives and drops what is no variant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import variants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# American → elsewhere, tried at every place of a word, at most twice.
_CHANGES = tuple(
    tuple(change.split(">"))
    for change in (
        "iz>is yz>ys or>our er>re e>ae e>oe l>ll ll>l se>ce og>ogue ow>ough k>c k>que c>qu m>mme p>pp t>tt c>s old>ould olt>oult"
    ).split()
)
_FINAL_DIPHTHONG = re.compile(r"[ao]es?$")
_LARGEST = "g"
_WORD = re.compile(r"[a-z]+")
# Spellings that Australian and British publishers share with American ones, or that differ by field rather than by country.
_SHARED = re.compile(
    r"^pr(?:ae|e[eimv])|f(?:o)?et(?:us|al|o)|sulf|hom(?:o)?eo|^estr(?!og)|racemic|^belize|^(?:down|over|re|up|mid|out)?siz(?:e|es|ed|er|ers|ing)$|^cel[io](?!ac)"
)

HEADING = """\
# American spellings and what Australians and Britons write instead. Made by `python rules/lexicon/build.py spellings`; edit
# rules/lexicon/spelling_pairs.txt instead. fetus, sulfate, homeopathy and names that the TGA fixes (estradiol) are left out on purpose.
source: >-
  SCOWL 2020.12.07 (permissive; notices in rules/lexicon/NOTICE.txt) and MeSH, Disease Ontology, Mondo and ICD-10-CM words with their
  diphthongs restored by rule; own list of irregular pairs
date: 2026-11-22
pairs:
"""


def _changed(word: str) -> Iterator[str]:
    for old, new in _CHANGES:
        for place in re.finditer(old, word):
            yield word[: place.start()] + new + word[place.end() :]


def _regional(lists: Path) -> tuple[set[str], set[str], set[str]]:
    """Return SCOWL's words of every region, of America alone, and of the others alone."""
    every: set[str] = set()
    american: set[str] = set()
    others: set[str] = set()
    for line in (lists / "english.txt").read_text("utf-8").splitlines():
        word, *marks = line.split()
        if _WORD.fullmatch(word) and (not marks or marks[0] <= _LARGEST or "gb" in marks):
            (american if "us" in marks else others if "gb" in marks else every).add(word)
    return every, american, others


def _by_change(american: set[str], others: set[str]) -> dict[str, str]:
    """Return the pairs that one difference gives, else two; a word that two would fit is left to the hand-written list."""
    found: dict[str, str] = {}
    for word in american:
        once = set(_changed(word))
        near = once & others or {other for step in once for other in _changed(step)} & others
        if len(near) == 1 and not _FINAL_DIPHTHONG.search(other := near.pop()):
            found[word] = other
    return found


def _medical(lists: Path, every: set[str], taken: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (lists / "medical.txt").read_text("utf-8").splitlines():
        word = line.split()[0] if line.split() else ""
        other = variants.australian(word) if _WORD.fullmatch(word) else None
        if other and word not in taken and word not in every and other not in every:
            found[word] = other
    return found


def pairs(here: Path) -> dict[str, str]:
    """Return American spellings with those of Australia and Britain, in order."""
    lists = here / "words"
    every, american, others = _regional(lists)
    found = _by_change(american, others)
    found.update(_medical(lists, every, set(found)))
    found = {word: other for word, other in found.items() if not _SHARED.search(word)}
    for line in (here / "spelling_pairs.txt").read_text("utf-8").splitlines():
        match line.partition("#")[0].split():
            case ["-", *words]:
                for word in words:
                    found.pop(word, None)
            case [word, other]:
                found[word] = other
    return dict(sorted(found.items()))


def write(here: Path, path: Path) -> int:
    """Write the pairs as reference data and return how many there are."""
    found = pairs(here)
    lines = (f"  {word}: {other}\n" for word, other in found.items())
    path.write_text(HEADING + "".join(lines), encoding="utf-8")
    return len(found)
