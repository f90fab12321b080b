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

_CLAIM = re.compile(
    r"\b24\s?/\s?7\b|\b24[\s-]?(?:hours?|hrs?)\b(?:[\s,]+(?:a|per|each|every)\s+day)?|\baround the clock\b"
    r"|\bday (?:and|or) night\b|\bany time of (?:the )?day\b|\bat (?:all hours|any hour)\b|\bnever closes\b|\balways open\b|\b(?:open )?all night\b"
)


@check("opening_hours", values=("service", "claim", "hours"))
def opening_hours(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield each claim of all hours in a sentence whose nearest service, by name or number, keeps others."""
    found = contacts(document, context)
    known = found.registry.by_digits
    places: list[tuple[int, tuple[int, int], Service]] = [
        (item.start, item.group, item.service) for item in found.named
    ]
    places += [(item.start, item.sentence, known[item.digits]) for item in found.phones if item.digits in known]
    if not places:
        return
    for claim in _CLAIM.finditer(document.lower):
        here = [place for place in places if place[1][0] <= claim.start() < place[1][1]]
        if not here:
            continue
        service = min(here, key=lambda place: abs(place[0] - claim.start()))[2]
        if service.always is False:
            span = document.locate(claim.start(), claim.end())
            hours = service.hours or "not all hours"
            yield Match(span, {"service": service.name, "claim": document.excerpt(span), "hours": hours})
