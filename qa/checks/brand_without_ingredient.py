"""Brand names of medicines whose active ingredient the reader isn't told."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qa.checks.registry import CheckOptions, check
from qa.checks.support.tables import phrase_table
from qa.checks.support.terms import counts
from qa.finding import Edit, Fix, Match
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.phrases import PhraseTable


# "Lipitor (simvastatin)", "simvastatin (Lipitor, Zocor)".
_BEHIND = re.compile(r"[®™]?[ \u00a0]\(([^()\n]{3,80})\)")
_BEFORE = re.compile(r"([a-z-]+(?:[ \u00a0][a-z-]+)?)[ \u00a0]\((?:[^()\n]{0,60}[ ,/])?$")
_REACH = 120
_LONG = 6
_SLIPS = 2


class Options(CheckOptions):
    """`allowed` are brands that may stand alone, in lower case."""

    allowed: tuple[str, ...] = ()


class _Brand(NamedTuple):
    """A brand and, for each of its ingredients, the names that it goes by."""

    name: str
    ingredients: tuple[tuple[str, ...], ...]


@check(
    "brand_without_ingredient", options=Options, values=("brand", "ingredient", "count", "other"), variants=("other",)
)
def brand_without_ingredient(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report the first mention of a brand whose ingredient the page has not named by the end of that section.

    A brand counts where it is written with a capital; the ingredient may stand before it, in a heading or in the title.
    Variant `other`: brackets pair it with the ingredient of another brand, at every mention.
    """
    table: PhraseTable[_Brand] = context.derived(("brands", id(options)), lambda: _table(options, context))
    first: dict[str, tuple[int, int, _Brand]] = {}
    times: dict[str, int] = {}
    for found in table.find(document):
        if document.text[found.start].isupper() and counts(document, found.start):
            if other := _other(document, found.start, found.end, found.entry, context):
                told = " and ".join(names[0] for names in found.entry.ingredients)
                values = {
                    "brand": document.text[found.start : found.end],
                    "ingredient": told,
                    "count": 1,
                    "other": other,
                }
                yield Match(document.locate(found.start, found.end), values, "other")
                continue
            first.setdefault(found.entry.name, (found.start, found.end, found.entry))
            times[found.entry.name] = times.get(found.entry.name, 0) + 1
    for start, end, brand in first.values():
        missing = [names[0] for names in brand.ingredients if not _told(document, names, start)]
        if not missing:
            continue
        span = document.locate(start, end)
        told = " and ".join(missing)
        written = document.text[start:end]
        fix = Fix(f"Add “({told})”", "unsafe", (Edit(span.end, span.end, f" ({told})"),))
        values = {"brand": written, "ingredient": told, "count": times[brand.name], "other": ""}
        yield Match(span, values, suggestions=(f"{told} ({written})", f"{written} ({told})"), fix=fix)


def _other(document: Document, start: int, end: int, brand: _Brand, context: Context) -> str:
    """The ingredient that brackets pair a brand with, where it is another brand's and none of its own is named there."""
    lower = document.lower
    behind = _BEHIND.match(lower, end)
    before = _BEFORE.search(lower[max(0, start - _REACH) : start])
    for pair in (behind, before):
        if pair is None:
            continue
        said = pair.group(1)
        if any(name in said for names in brand.ingredients for name in names):
            return ""
        words = re.findall(r"[a-z-]+", said)
        phrases = [*words, *map(" ".join, pairwise(words))] if pair is behind else [said, words[-1]]
        named = _ingredients(context)
        if other := next((phrase for phrase in phrases if phrase in named), ""):
            return other
    return ""


def _ingredients(context: Context) -> frozenset[str]:
    """Every ingredient's name, in lower case."""
    made: frozenset[str] = context.derived("brands.ingredients", lambda: frozenset(_all_names(context)))
    return made


def _all_names(context: Context) -> Iterator[str]:
    data = context.data("brands") or {}
    for ingredients in data.get("brands", {}).values() if data else ():
        yield from (name.lower() for names in ingredients for name in names)


def _told(document: Document, names: tuple[str, ...], start: int) -> bool:
    """Whether an ingredient is named in the title or in the text up to the end of the brand's section."""
    section = document.section_of(document.block_at(start))
    limit = document.blocks[section.last - 1].end if section.last > section.first else start
    told = f"{document.title.lower()}\n{document.lower[:limit]}"
    return any(name in told for name in names) or _misspelt(document.lower[max(0, start - _REACH) : limit], names)


def _misspelt(told: str, names: tuple[str, ...]) -> bool:
    """Whether a text names an ingredient with a slip in it ("hydroxychloriquine (Plaquenil)"): that is another rule's finding."""
    from rapidfuzz.distance import OSA

    words = set(re.findall(r"[a-z]{6,}", told))
    long = [part for name in names for part in name.split() if len(part) > _LONG]
    return any(
        OSA.distance(word, name, score_cutoff=_SLIPS) <= _SLIPS for name in long for word in words if word[0] == name[0]
    )


def _table(options: Options, context: Context) -> PhraseTable[_Brand]:
    return phrase_table(
        context, "brands", options, ("brands",), lambda: _brands(options, context), _Brand._make, plurals=False
    )


def _brands(options: Options, context: Context) -> Iterator[tuple[str, tuple[Any, ...]]]:
    data = context.data("brands") or {}
    return (
        (brand, (brand, tuple(tuple(name.lower() for name in names) for names in ingredients)))
        for brand, ingredients in (data.get("brands", {}) if data else {}).items()
        if brand.lower() not in options.allowed
    )
