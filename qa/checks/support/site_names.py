"""Tells whether two ways of naming a site mean the same organisation."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from qa.checks.support.partners import folded_name

Relation = Literal["same", "similar", "different"]

_BETWEEN = re.compile(r"\s*\|\s*|\s+(?:-|–|—|·|•|»|::?)\s+")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "a"})
# A domain's first label may abbreviate the name that it begins ("jeanhailes" for "Jean Hailes for Women's Health"); a
# shorter one is as often a place ("nt", "wa") as a name.
_MIN_LABEL = 4


def parts(title: str) -> list[str]:
    """What a page title joins by bars or dashes, in order: "Asthma | Topics - Lung Foundation" has three parts."""
    return [part for part in (piece.strip() for piece in _BETWEEN.split(title)) if part]


def undoubled(name: str) -> str:
    """A name that is written twice in a row, once: "Headache Group Headache Group"; any other as it is."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


def is_domain(text: str) -> bool:
    """Whether a name is written as a domain, such as "NT.GOV.AU"."""
    return _DOMAIN.fullmatch(text.strip()) is not None


@cache
def relation(one: str, other: str) -> Relation:
    """How two names relate: the same (also as initials or domain), similar (one holds the other), or different."""
    for left, right in ((one, other), (other, one)):
        if is_domain(left):
            return "same" if _domain_means(left, right) else "different"
    first, second = (folded_name(_IN_BRACKETS.sub(" ", name)).split() for name in (one, other))
    if not first or not second or "".join(first) == "".join(second):
        return "same"
    if _initials_of(first, second) or _initials_of(second, first):
        return "same"
    short, long = sorted((first, second), key=len)
    inside = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    return "similar" if inside else "different"


def _domain_means(domain: str, name: str) -> bool:
    labels = domain.lower().removeprefix("www.").split(".")
    if is_domain(name):
        return labels == name.lower().removeprefix("www.").split(".")
    words = folded_name(name).split()
    label, compact = labels[0].replace("-", ""), "".join(words)
    return (
        label == compact
        or (len(label) >= _MIN_LABEL and compact.startswith(label))
        or _initials_of([label], words)
        or "".join(labels) == compact
    )


def _initials_of(short: list[str], words: list[str]) -> bool:
    if len(short) != 1 or len(words) < 2:
        return False
    letters = short[0]
    return letters in ("".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL))
