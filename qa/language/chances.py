"""Chances and shares of people as articles write them: "10% of women", "1 in 10 women", "1 out of 10"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Form = Literal["percent", "in"]

_PEOPLE = (
    r"people|persons|adults|children|babies|infants|newborns|teenagers|adolescents|women|men|mothers|parents|boys|girls|males|females"
    r"|patients|cases|those|pregnancies|births|deaths|students|smokers|carers|workers|Australians|Americans|residents|users|us"
    r"|individuals|(?:the |our )?population|everyone|them|all (?:cancers|deaths|births|cases|strokes|pregnancies)"
)
_PERCENT = re.compile(
    r"(?P<low>\d{1,3}(?:\.\d+)?)(?:(?: ?%| per ?cent)?(?: to | ?[-–] ?| and | or )(?P<high>\d{1,3}(?:\.\d+)?))?(?: ?%| per ?cent\b)"
    rf"(?:,)?(?: (?:of|in)(?: (?:all|the|these|those|our|both|every|older|younger|pregnant|adult|affected|infected|healthy|Australian"
    rf"|American|US|UK|[a-z]+-?aged|non-[a-z]+|First Nations|Indigenous)){{0,3}} (?:{_PEOPLE})\b| (?:chance|risk|likelihood|probability)\b)",
    re.IGNORECASE,
)
_OF_THEM = r"have|has|get|gets|will|may|do|does|are|is|were|was|had|develop|develops|die|dies|need|needs|take|takes|survive|recover|report|experience|feel|live"
# "In women under 35, 50% take home a baby": the people stand before the number.
_AMONG = re.compile(
    rf"\b(?:{_PEOPLE})\b[^.!?;\n]{{0,40}}?,? (?:about |around |some |only |up to )?(?P<low>\d{{1,3}}(?:\.\d+)?)(?: ?%| per ?cent\b)(?= (?:{_OF_THEM})\b)",
    re.IGNORECASE,
)
_GO_ON = re.compile(
    r"(?P<low>\d{1,3}(?:\.\d+)?)(?: ?%| per ?cent)(?= (?:go on to|will (?:need|have|get|develop)|recover|survive|die)\b)",
    re.IGNORECASE,
)
# All that stands in a line or a cell of a table.
_CELL_PERCENT = re.compile(r"(?m)^(?:about |up to |less than )?(?P<low>\d{1,2}(?:\.\d+)?) ?%$", re.IGNORECASE)
_CELL_NATURAL = re.compile(
    r"(?m)^(?:about |up to |less than |fewer than )?\d{1,3} in \d{1,3}(?:,?\d{3})*$", re.IGNORECASE
)
_CHANCE_OF = re.compile(
    r"\b(?:chance|risk|likelihood|probability)(?: of [a-z ]{3,40})? (?:is|was|of|to)(?: (?:about|around|only|less than|more than))?"
    r" (?P<low>\d{1,3}(?:\.\d+)?)(?: ?%| per ?cent\b)",
    re.IGNORECASE,
)
_NATURAL = re.compile(
    r"\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)(?: (?:people|person|women|woman|men|man|children|child|babies|baby|adults?|patients?))?"
    r" (?:in(?: every)?|out of(?: every)?) (?:\d{1,3}(?:,?\d{3})*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty"
    rf"|a hundred|a thousand)(?= (?:{_PEOPLE}|older|younger|pregnant|Australian|American|births|chance|{_OF_THEM})\b)",
    re.IGNORECASE,
)
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


class Chance(NamedTuple):
    """A chance, by offsets into the text, its form, and for a percentage how to say it in people ("1 in 10")."""

    start: int
    end: int
    form: Form
    plain: str


def percentages(text: str) -> Iterator[Chance]:
    """Every chance or share of people in per cent."""
    seen: set[int] = set()
    # A column of percentages counts people only where another cell does so in words.
    cells = (_CELL_PERCENT,) if _CELL_NATURAL.search(text) else ()
    for pattern in (_PERCENT, _CHANCE_OF, _AMONG, _GO_ON, *cells):
        for found in pattern.finditer(text):
            at = found.start("low")
            if (
                at not in seen
                and "\n" not in found.group()
                and not text[at - 1 : at].isdigit()
                and text[at - 1 : at] not in (".", ",")
            ):
                seen.add(at)
                end = _end_of_number(text, at, found.end())
                plain = in_people(found.group("low"), found.groupdict().get("high"))
                if plain:
                    yield Chance(at, end, "percent", plain)


def natural_forms(text: str) -> Iterator[Chance]:
    """Every chance or share told in people: "1 in 10 women"."""
    for pattern in (_NATURAL, _CELL_NATURAL):
        for found in pattern.finditer(text):
            if "\n" not in found.group():
                yield Chance(found.start(), found.end(), "in", "")


def _end_of_number(text: str, start: int, end: int) -> int:
    """The end of the percentage itself, behind its last sign or word."""
    sign = list(re.finditer(r"%|per ?cent", text[start:end], re.IGNORECASE))
    return start + sign[-1].end()


def in_people(low: str, high: str | None = None) -> str:
    """A percentage as people: 10 → "1 in 10", 38 → "38 in 100", 0.5 → "1 in 200", 20–40 → "2 to 4 in 10".

    "" where it can't be a share (over 100, or a range that runs backwards).
    """
    value = float(low)
    if not 0 < value < _HUNDRED:
        return ""
    if high is not None:
        top = float(high)
        if not value < top <= _HUNDRED:
            return ""
        if value % _TEN == 0 and top % _TEN == 0:
            return f"{value / _TEN:g} to {top / _TEN:g} in {_TEN}"
        return (
            f"{value:g} to {top:g} in {_HUNDRED}"
            if value >= 1
            else f"{value * _TEN:g} to {top * _TEN:g} in {_THOUSAND:,}"
        )
    whole = _HUNDRED / value
    if value <= _HUNDRED / 2 and abs(whole - round(whole)) < 0.02 * whole:
        return f"1 in {round(whole):,}"
    if value % _TEN == 0:
        return f"{value / _TEN:g} in {_TEN}"
    if value >= _TEN or value == int(value):
        return f"{'' if value == int(value) else 'about '}{round(value)} in {_HUNDRED}"
    return f"{value * _TEN:g} in {_THOUSAND:,}"
