"""A claim that a service answers day and night, against its registered hours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.finding import Match
from qa.safety.contacts import contacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.safety.services import Service

    _Place = tuple[int, tuple[int, int], Service]

_CLAIM = re.compile(
    r"\b24\s?[/-]\s?7\b|\b(?:24|twenty-four)[\s-]?(?:hours?|hrs?)\b(?:[\s,]+(?:a|per|each|every)\s+day)?|\ba?round[ -]the[ -]clock\b"
    r"|\bday (?:and|or) night\b|\bany time of (?:the )?day\b|\bat all hours\b|\b(?:at )?any hour\b|\b(?:never|doesn['’]t|don['’]t) (?:close|sleep|shut)s?\b|\balways open\b"
    r"|\b(?:open )?all night\b|\b(?:all )?through the night\b|\bevery hour of the day\b"
)


# What makes a claim one about answering, where a service is named without its number: "Asthma Australia: preventers work 24 hours a day" is none.
_ANSWERING = re.compile(
    r"\b(?:call|phone|ring|text|email|chat|contact|reach|speak|talk|listen|answer|help|line|helpline|hotline|nurses?|counsellors?|counselors?|advis\w+|support|open|available|staffed|runs?|there|closes?|sleeps?|shuts?)\w*\b"
)

# A line of hours alone, under that of the service: "Open 24 hours a day."
_HOURS_LINE = re.compile(
    r"\W*(?:we['’]re |(?:it|this|they)(?:['’](?:s|re)| is| are) |(?:the )?(?:phone )?lines? (?:is|are) |hours: ?)?(?:open|available|staffed|answered|there|24)\b"
)
_MAX_LINE = 9


@check("opening_hours", values=("service", "claim", "hours"))
def opening_hours(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield each claim of all hours in a sentence whose nearest service, by name or number, keeps others."""
    found = contacts(document, context)
    known = found.registry.by_digits
    places: list[_Place] = [(item.start, item.group, item.service) for item in found.named]
    places += [(item.start, item.sentence, known[item.digits]) for item in found.phones if item.digits in known]
    if not places:
        return
    dialled = {item.start for item in found.phones}
    for claim in _CLAIM.finditer(document.lower):
        # A name in small letters opens a sentence that nothing tells from the one before: "… all night. headspace has centres."
        here = [
            place
            for place in places
            if place[1][0] <= claim.start() < place[1][1] and ". " not in document.text[claim.end() : place[0]]
        ]
        if not here:
            here = _above(document, claim.start(), places)
        if not here:
            continue
        service = min(here, key=lambda place: abs(place[0] - claim.start()))[2]
        told = any(place[2] is service for place in here if place[0] in dialled) or _ANSWERING.search(
            document.lower, *here[0][1]
        )
        if service.always is False and told:
            span = document.locate(claim.start(), claim.end())
            hours = service.hours or "not all hours"
            yield Match(span, {"service": service.name, "claim": document.excerpt(span), "hours": hours})


def _above(document: Document, claim: int, places: list[_Place]) -> list[_Place]:
    """The places of the one service that a short line right above a line of hours names; nothing where the claim stands elsewhere."""
    block = document.block_at(claim)
    own = "." not in document.text[block.start : claim] and _HOURS_LINE.match(document.lower, block.start, block.end)
    if block.index == 0 or not own:
        return []
    line = document.blocks[block.index - 1]
    if (
        line.section != block.section
        or line.kind == "table_cell"
        or document.words_in(line.start, line.end) > _MAX_LINE
    ):
        return []
    named = [place for place in places if line.start <= place[0] < line.end]
    return named if len({place[2].id for place in named}) == 1 else []
