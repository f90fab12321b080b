"""A temperature at which a child needs help, given without the age that it holds for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.finding import Match
from qa.safety.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document

_DEGREES = re.compile(
    r"(?P<degrees>(?<![\d.])(?:3[89](?:\.\d)?|40(?:\.\d)?)\s?(?:°\s?c?|º\s?c?|degrees(?:\s?c\b)?)"
    r"|(?<![\d.])10[0-4](?:\.\d)?\s?(?:°\s?f?|º\s?f?|degrees(?:\s?f\b)?)(?!\w))"
)
# Without a unit: "if the temperature is over 38.5".
_UNITLESS = re.compile(
    r"\b(?:temperature|fever)\b[^.\n]{0,30}?(?P<degrees>(?<![\d.])(?:3[89]|40)(?:\.\d)?)(?![\d.]*\d|\w|\s?[°º%]|\s?(?:degrees|weeks|days|years|hours|per)\b)"
)
_CHILD = re.compile(
    r"\b(?:child|children|child's|baby|babies|infants?|toddlers?|newborns?|kids?|tots?|little ones?|p(?:a?)ediatric(?:ian|ians|s)?|nursery|preschool|daycare|day care|creche|crèche|kindergarten|kindy)\b"
)
_AGE = re.compile(
    r"\b(?:under|over|younger|older|less|more|below|above|up to|between|aged?|from|to)\b[^.]{0,20}?\b(?:\d+|one|two|three|six|twelve)\b"
    r"[\s–-]*(?:to \d+ ?)?(?:months?|weeks?|years?)|\b\d+\s?(?:–|-|to)\s?\d+[\s-]*(?:months?|years?)|\bnewborns?\b|\b\d+[\s-](?:month|week|year)s?[\s-]old|[<>≤≥]\s?\d+\s?(?:months?|weeks?|years?)"
    r"|\b(?:is|are|aged?|ages|child|children) \d{1,2} (?:(?:years?|months?) )?(?:or|and) (?:older|younger|over|under|up|above)\b"
    r"|\b(?:any|every|all|whatever|what|their) ages?\b|\bregardless of age\b|\bhow old\b"
)
# "A fever is a temperature of 38 °C or more" says what one is; it asks for nothing unless its own sentence does.
_DEFINES = re.compile(
    r"\bfever\b[\"”'’]? (?:is|means)\b|\b(?:is|as|are|be) (?:usually |often |generally |commonly |typically )?(?:considered|called|classed as|counted as|defined as|regarded as|known as) (?:to be |as )?(?:an? )?(?:(?:true|high|mild) )?(?:fever|temperature|normal)\b|\bnormal (?:body |human )?temperature\b"
)
# "A mild fever (less than 38 °C)" is no threshold.
_BELOW = re.compile(r"\b(?:less|lower) than\s*$|\b(?:under|below)\s*$")
_ADVICE = re.compile(
    r"\b(?:see|seek|call|phone|contact|go to|take (?:your|the|them|him|her)|get (?:medical|help|advice)|doctor|gp|hospital|emergency|urgent\w*|seen|advice)\b"
)


class Options(CheckOptions):
    """`adult` are words that make a sentence one about adults: nothing is asked of it."""

    adult: tuple[str, ...] = ()


@check("fever_age_band", options=Options, values=("temperature",))
def fever_age_band(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Yield thresholds in advice about children whose sentence, lead-ins, headings and neighbouring items give no age."""
    places: Places | None = None
    for match in _thresholds(document.lower):
        first, last = match.span("degrees")
        block = document.block_at(first)
        if not block.body or block.kind == "heading":
            continue
        places = places or Places(document)
        start, end = places.sentence(block, first)
        around = _around(document, places, block, (start, end))
        sentence = document.lower[start:end]
        if any(word in sentence for word in options.adult) or not _CHILD.search(around):
            continue
        if _BELOW.search(document.lower, start, first) or (_DEFINES.search(sentence) and not _ADVICE.search(sentence)):
            continue
        if _ADVICE.search(around) and not _AGE.search(around):
            yield Match(document.locate(first, last), {"temperature": document.text[first:last]})


def _thresholds(lower: str) -> Iterator[re.Match[str]]:
    """Temperatures of a fever, with a unit and without, in text order by kind; the group `degrees` is the figure."""
    if "°" in lower or "º" in lower or "degrees" in lower:
        yield from _DEGREES.finditer(lower)
    if "temperature" in lower or "fever" in lower:
        yield from _UNITLESS.finditer(lower)


def _around(document: Document, places: Places, block: Block, sentence: tuple[int, int]) -> str:
    """The sentence with what introduces it: lead-ins, the nearest heading, the title."""
    parts = [document.lower[slice(*sentence)], document.title.lower()]
    for index in (*places.leads(block), *places.beside(block), *places.headings(block)[:1]):
        other = document.blocks[index]
        parts.append(document.lower[other.start : other.end])
    return "\n".join(parts)
