"""Figures that sentences state: a share of people, a time, an amount; and the words that tell what they are stated of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(_WORDS)})"
_TIMES = {
    "second": 1,
    "minute": 60,
    "hour": 3_600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_629_800,
    "year": 31_557_600,
}
_MASSES = {
    "microgram": 1,
    "mcg": 1,
    "µg": 1,
    "mg": 1_000,
    "milligram": 1_000,
    "g": 1_000_000,
    "gram": 1_000_000,
    "kg": 1e9,
}
_VOLUMES = {"ml": 1, "millilitre": 1, "milliliter": 1, "l": 1_000, "litre": 1_000, "liter": 1_000}
_UNITS = {**_TIMES, **_MASSES, **_VOLUMES}
_TO = r" ?(?:to|-|–|and|or) ?"
_FIGURE = re.compile(
    rf"(?P<a>{_NUMBER}) (?:in|out of) (?:every )?(?P<b>{_NUMBER})\b"
    rf"|(?P<p>{_NUMBER})(?:{_TO}(?P<q>{_NUMBER}))? ?(?:%|per ?cent\b)"
    rf"|(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))?[ -]?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})s?\b(?!/)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ANY = re.compile(rf"\d|\b(?:{'|'.join(_WORDS)})\b")
_CLAUSE = re.compile(r"[;:()–—]|, | (?:and|but|or|so|although|while|which|whereas) ")
_UP_TO = re.compile(
    r"\b(?:up to|at most|no more than|less than|fewer than|under|within|below|no longer than|by|before|until)(?: (?:about|around|the))?\W*$"
)
_AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|above|longer than|after|from|older than)(?: (?:about|around|the))?\W*$"
)
_OR_MORE = re.compile(r" ?(?:\+|or (?:more|longer|over|older|less|fewer|under|younger))\b")
_NEAR = 24
# Whose share or time it is, and no figure of its own: "Australians over 80".
_AGE = re.compile(
    r"\b(?:over|under|aged|above|age|below|after|than)(?: age)? \d{1,2}\b(?: (?:years|and over|and under|or older))?"
)
# This "it" points at nothing.
_TAKES = re.compile(r"\W*it (?:\w+ )?takes?\b")


class Figure(NamedTuple):
    """A figure in a clause: what it measures, its range in that kind's smallest unit, and which way it limits; projected offsets.

    `words` are those that tell what it is stated of, `first` the clause's first word, where that may point at something.
    """

    kind: str
    low: float
    high: float
    unit: str
    limits: str
    start: int
    end: int
    words: frozenset[str]
    first: str


def figures(document: Document, ignored: frozenset[str]) -> Iterator[Figure]:
    """The figure of each clause of the body's paragraphs that states one only; its words are cut to their stems."""
    lower = document.lower
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        text = lower[sentence.start : sentence.end]
        if block.kind != "paragraph" or not block.body or block.quoted or _ANY.search(text) is None:
            continue
        if not text.rstrip().endswith((".", "!")):
            continue  # a row of a table, or a label
        at = 0
        for stop in (*(found.start() for found in _CLAUSE.finditer(text)), len(text)):
            if _inside(text, stop):
                continue
            found = _figure(text[at:stop], sentence.start + at, ignored)
            if found is not None:
                yield found
            at = stop


def _inside(text: str, stop: int) -> bool:
    """Whether a clause's end would part a range ("30 and 50%")."""
    return text[stop : stop + 5] in (" and ", " or ") and text[stop - 1 : stop].isdigit()


def _figure(clause: str, offset: int, ignored: frozenset[str]) -> Figure | None:
    found = _FIGURE.search(clause)
    if found is None:
        return None
    rest = clause[: found.start()] + " " + clause[found.end() :]
    if _ANY.search(_AGE.sub("", rest)):
        return None
    low, high, kind, unit = _value(found)
    near = clause[max(0, found.start() - _NEAR) : found.start()]
    limits = (
        "down" if _UP_TO.search(near) else "up" if _AT_LEAST.search(near) or _OR_MORE.match(clause, found.end()) else ""
    )
    ages = frozenset(age.group() for age in _AGE.finditer(rest))
    words = _WORD.findall(rest)
    start, end = offset + found.start(), offset + found.end()
    first = words[0] if words and not _TAKES.match(rest) else ""
    return Figure(kind, low, high, unit, limits, start, end, stems(rest, ignored) | ages, first)


def _value(found: re.Match[str]) -> tuple[float, float, str, str]:
    if found["a"]:
        share = _number(found["a"]) / (_number(found["b"]) or 1)
        return share, share, "share", ""
    if found["p"]:
        low = _number(found["p"]) / 100
        return low, _number(found["q"]) / 100 if found["q"] else low, "share", "%"
    unit = found["unit"]
    size = _UNITS[unit]
    low = _number(found["low"]) * size
    high = _number(found["high"]) * size if found["high"] else low
    kind = "time" if unit in _TIMES else "mass" if unit in _MASSES else "volume"
    return low, high, kind, unit


def _number(written: str) -> float:
    return float(_WORDS.get(written) or written.replace(",", ""))


def stems(text: str, ignored: frozenset[str]) -> frozenset[str]:
    """The stems of the words of a text in lower case, without those that are ignored."""
    return frozenset(_stem(word) for word in _WORD.findall(text) if word not in ignored)


def _stem(word: str) -> str:
    """The first six letters, without a plural's -s: enough to bring "diagnosis" and "diagnosed" together."""
    word = word.removesuffix("'s").removesuffix("’s")
    word = word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word
    return word[:6]
