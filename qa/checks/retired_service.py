"""Services that have closed or taken another name."""

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
    from qa.safety.contacts import Contacts, Named
    from qa.safety.services import Service

# What makes an old name one that the text itself calls old: before the name, and behind it.
_CALLED_OLD = re.compile(
    r"\b(?:formerly|previously|once|originally|used to be|(?:was|were|been) (?:known as|called|named)|known until [\w ]+ as|replac(?:es|ed|ing)|took over from|takes over from|taken over from"
    r"|successor (?:to|of)|(?:old|former|earlier|previous) (?:name|number)s?)(?: \w+){0,3}?[\s:,(“\"'‘]*(?:the )?$"
)
_ENDED = re.compile(
    r"['’\"”)]*(?:,? (?:which|that|it))?(?: (?:service|line|helpline|program|programme))?\s*,? (?:has |have |had )?(?:been |was |were |is |are )?(?:now |since )?"
    r"(?:closed|ended|renamed|replaced|merged|wound up|shut|discontinued|became|no longer|ceased|stopped|called|known as)\b"
)


@check("retired_service", values=("service", "until", "now"), variants=("changing",), needs=("today",))
def retired_service(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield the first mention of each service whose last day is past; variant `changing` while old and new both work.

    While both work, only the number counts as a mention: the old name may be the publisher's.
    """
    found = contacts(document, context)
    known = found.registry.by_digits
    places: list[tuple[int, int, Service]] = [
        (item.start, item.end, item.service)
        for item in found.named
        if not item.service.both_in_use and not _is_told_as_old(found, item)
    ]
    places += [(item.start, item.end, known[item.digits]) for item in found.phones if item.digits in known]
    seen: set[str] = set()
    for start, end, service in sorted(places, key=lambda place: place[0]):
        if service.until is None or service.until >= context.today or service.id in seen:
            continue
        seen.add(service.id)
        after = found.registry.services.get(service.replaced_by)
        now = (
            f"it is now {after.name}{f' ({after.shown[0]})' if after.shown else ''}" if after else "nothing replaces it"
        )
        values = {"service": service.name, "until": f"{service.until.day} {service.until:%B %Y}", "now": now}
        yield Match(document.locate(start, end), values, variant="changing" if service.both_in_use else "")


def _is_told_as_old(found: Contacts, item: Named) -> bool:
    """Whether the text says itself that a name is no longer in use: "formerly Head to Health", "NHS Direct, which closed in 2014"."""
    lower = found.document.lower
    block = found.document.blocks[item.block]
    return bool(_CALLED_OLD.search(lower, block.start, item.start) or _ENDED.match(lower, item.end, block.end))
