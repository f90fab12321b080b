"""Another country's emergency or crisis number in an article for this one's readers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qa.checks.registry import NoOptions, check
from qa.finding import Match
from qa.named import NamedTuple
from qa.safety.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_CALL = r"(?:call(?:ing)?|phone|ring(?:ing)?|dial(?:ling|ing)?|sav(?:e|ing)|press(?:ing)?|text(?:ing)?|contact|use|on|telephone|reach)"
_BETWEEN = r"(?:[\s,:(]+(?:or|and|text|call|an|the|for|ambulance|on|at|number|emergency|services|immediately|right|away|straight|now|your|local|phone|either|free|in)\b){0,6}[\s,:(]+"
# "Emergency: 911", "the emergency number is 911", and "911 is the number to call".
_SUBJECT = (
    r"(?:emergency|emergencies|ambulance|paramedics)(?: (?:number|line|services?|contact|hotline|phone|help|is|are|on|call|any|in|the|for|your|our|here|crisis)){0,6}"
    r"[\s:,(\u2013-]{1,3}"
)
_NAMED = r"\s(?:is|for) (?:the |an? |your |our )?(?:national |local |free )?(?:emergency|emergencies|ambulance|number to (?:call|ring|dial|phone))\b"
# What a number counts is no phone: "ambulance: 999 calls a day".
_COUNTED = r"(?!\s(?:calls?|people|patients|trips|visits|cases|times|staff|vehicles|deaths|lives|operators?|km|metres|miles)\b)"
_GAP = r"[\s\u00a0().-]{0,2}"
# Numbers that work in several countries, or mean nothing here without their country.
SHARED = {"au": ("112",), "uk": ("112",), "ie": (), "nz": (), "us": ()}


@check("foreign_number", values=("number", "what", "country", "own"))
def foreign_number(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield numbers of another country, unless the sentence, its lead-ins or headings name that country."""
    table = context.derived("safety.foreign", lambda: _compiled(context))
    if table is None:
        return
    hints, shapes, own = table
    present = hints.in_text(document.lower)
    if not present:
        return
    places = Places(document)
    seen: set[str] = set()
    for meaning, at, end in _found([shapes[number] for number in present], document.lower):
        block = document.block_at(at)
        if block.role == "card" or block.kind == "code" or meaning.what in seen:
            continue
        around = (block.index, *places.leads(block), *places.beside(block), *places.headings(block))
        sentence = places.sentence(block, at)
        ranges = [sentence, *((document.blocks[index].start, document.blocks[index].end) for index in around[1:])]
        if any(meaning.named_in(document.lower, *where) for where in ranges):
            continue
        seen.add(meaning.what)
        values = {"number": document.text[at:end], "what": meaning.what, "country": meaning.country, "own": own}
        yield Match(document.locate(at, end), values)


class _Shape(NamedTuple):
    """How a number is written, whose it is, and the words that name the countries where it holds."""

    pattern: str
    country: str
    what: str
    places: tuple[str, ...]

    def named_in(self, text: str, start: int, end: int) -> bool:
        """Whether a range of a text names a country where the number holds."""
        if not any(place in text for place in self.places):
            return False
        return _regex(rf"\b(?:{'|'.join(map(re.escape, self.places))})\b").search(text, start, end) is not None


class _Hints(NamedTuple):
    """A quick look for each number's first digits, and for names; most articles have none of them."""

    digits: re.Pattern[str]
    starts: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]

    def in_text(self, text: str) -> list[int]:
        """The shapes that may stand in a text, in order."""
        found = [number for name, number in self.names if name in text]
        if self.digits.search(text):
            found += [number for start, number in self.starts if _regex(start).search(text)]
        return sorted(found)


@lru_cache(512)
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _found(shapes: list[_Shape], text: str) -> Iterator[tuple[_Shape, int, int]]:
    """What one pattern of all these shapes would find: the leftmost, of these the first shape's, none within another."""
    ahead = [(shape, match) for shape in shapes if (match := _regex(shape.pattern).search(text))]
    while ahead:
        shape, first = min(ahead, key=lambda item: item[1].start())
        yield (shape, *first.span("number"))
        at = first.end()
        # A shape is searched for again only where its next match has been passed: each reads the text once.
        ahead = [
            (shape, found)
            for shape, match in ahead
            if (found := match if match.start() >= at else _regex(shape.pattern).search(text, at))
        ]


def _compiled(context: Context) -> tuple[_Hints, list[_Shape], str] | None:
    """The hints at foreign numbers, what each number looks like, and this country's own number."""
    countries = {entry["country"]: entry for entry in context.data("foreign_numbers") or []}
    own = countries.pop(context.profile, None)
    if own is None:
        return None
    registered = (number for entry in context.data("services") or [] for number in entry["numbers"])
    free = {*own["short"], *SHARED.get(context.profile, ()), *own["long"], *registered}
    users: dict[str, tuple[str, str, list[dict[str, Any]]]] = {}
    for entry in countries.values():
        for shape, number, what in _shapes(entry):
            if number not in free:
                users.setdefault(number, (shape, what, []))[2].append(entry)
    shapes = [
        _Shape(shape, entries[0]["name"], what, tuple(place for entry in entries for place in entry["places"]))
        for shape, what, entries in users.values()
    ]
    starts = [(_start(number), index) for index, number in enumerate(users) if number[0].isdigit()]
    names = [(number, index) for index, number in enumerate(users) if not number[0].isdigit()]
    digits = "|".join(sorted({start for start, _ in starts}))
    return _Hints(re.compile(digits), tuple(starts), tuple(names)), shapes, own["short"][0]


def _start(number: str) -> str:
    """A pattern of the first three digits of a number, however it is grouped."""
    return _GAP.join([char for char in number if char.isdigit()][:3])


def _shapes(entry: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """A country's numbers as patterns: short ones behind words for calling, names and long ones wherever they stand."""
    for number in entry["short"]:
        guard = rf"(?![\d/%]|[\s\u00a0]?\d){_COUNTED}" if number.isdigit() else r"\b"
        written = re.escape(number)
        before = rf"\b(?:{_CALL}{_BETWEEN}|{_SUBJECT}|(?={written}{_NAMED}))"
        yield rf"{before}(?P<number>{written}){guard}", number, "the emergency number"
    for name, what in entry["named"].items():
        yield rf"\b(?P<number>{re.escape(name)})\b", name, what
    for number, what in entry["long"].items():
        digits = _GAP.join(char for char in number if char.isdigit())
        yield rf"(?<![\d.])(?P<number>{digits})(?!\d)", number, what
