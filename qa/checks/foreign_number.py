"""Another country's emergency or crisis number in an article for this one's readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from qa.checks.registry import NoOptions, check
from qa.finding import Match
from qa.safety.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_CALL = r"(?:call(?:ing)?|phone|ring(?:ing)?|dial(?:ling|ing)?|text(?:ing)?|contact|use|on|telephone|reach)"
_BETWEEN = r"(?:[\s,:(]+(?:or|and|text|call|an|the|for|ambulance|on|at|number|emergency|services|immediately|right|away|straight|now|your|local|phone|either|free|in)\b){0,6}[\s,:(]+"
_GAP = r"[\s\u00a0().-]{0,2}"
# Numbers that work in several countries, or mean nothing here without their country.
SHARED = {"au": ("112",), "uk": ("112",), "ie": (), "nz": (), "us": ()}


@check("foreign_number", values=("number", "what", "country", "own"))
def foreign_number(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield numbers of another country, unless the sentence, its lead-ins or headings name that country."""
    table = context.derived("safety.foreign", lambda: _compiled(context))
    if table is None:
        return
    hint, pattern, meanings, own = table
    places = Places(document)
    seen: set[str] = set()
    if not hint.search(document.lower):
        return
    for match in pattern.finditer(document.lower):
        name = match.lastgroup or ""
        meaning = meanings[name]
        at, end = match.span(name)
        block = document.block_at(at)
        if block.role == "card" or block.kind == "code" or meaning.what in seen:
            continue
        around = (block.index, *places.leads(block), *places.beside(block), *places.headings(block))
        sentence = places.sentence(block, at)
        ranges = [sentence, *((document.blocks[index].start, document.blocks[index].end) for index in around[1:])]
        if any(meaning.places.search(document.lower, *where) for where in ranges):
            continue
        seen.add(meaning.what)
        values = {"number": document.text[at:end], "what": meaning.what, "country": meaning.country, "own": own}
        yield Match(document.locate(at, end), values)


class _Meaning(NamedTuple):
    """Whose number a group of the pattern is, and the words that name the countries where it holds."""

    country: str
    what: str
    places: re.Pattern[str]


def _compiled(context: Context) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, _Meaning], str] | None:
    """What hints at any foreign number, one pattern for all of them, what each group means, and this country's own number.

    The hint is a quick look for the numbers' first digits and for names; most articles have none of them.
    """
    countries = {entry["country"]: entry for entry in context.data("foreign_numbers") or []}
    own = countries.pop(context.profile, None)
    if own is None:
        return None
    registered = (number for entry in context.data("services") or [] for number in entry["numbers"])
    free = {*own["short"], *SHARED.get(context.profile, ()), *own["long"], *registered}
    shapes: dict[str, tuple[str, list[dict[str, Any]], str]] = {}
    for entry in countries.values():
        for shape, number, what in _shapes(entry):
            if number not in free:
                shapes.setdefault(number, (shape, [], what))[1].append(entry)
    meanings: dict[str, _Meaning] = {}
    parts: list[str] = []
    for index, (shape, users, what) in enumerate(shapes.values()):
        places = "|".join(re.escape(place) for user in users for place in user["places"])
        meanings[f"n{index}"] = _Meaning(users[0]["name"], what, re.compile(rf"\b(?:{places})\b"))
        parts.append(shape.replace("NAME", f"n{index}"))
    hints = "|".join(sorted({_hint(number) for number in shapes}))
    return re.compile(hints), re.compile("|".join(parts)), meanings, own["short"][0]


def _hint(number: str) -> str:
    """The first three digits of a number, however it is grouped; a name as it is."""
    digits = [char for char in number if char.isdigit()]
    return _GAP.join(digits[:3]) if number[0].isdigit() else re.escape(number)


def _shapes(entry: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """A country's numbers as patterns: short ones behind words for calling, names and long ones wherever they stand."""
    for number in entry["short"]:
        guard = r"(?![\d/%]|[\s\u00a0]?\d)" if number.isdigit() else r"\b"
        yield rf"\b{_CALL}{_BETWEEN}(?P<NAME>{re.escape(number)}){guard}", number, "the emergency number"
    for name, what in entry["named"].items():
        yield rf"\b(?P<NAME>{re.escape(name)})\b", name, what
    for number, what in entry["long"].items():
        digits = _GAP.join(char for char in number if char.isdigit())
        yield rf"(?<![\d.])(?P<NAME>{digits})(?!\d)", number, what
