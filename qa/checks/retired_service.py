"""Services that have closed or taken another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.finding import Match
from qa.safety.contacts import contacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.safety.services import Service


@check("retired_service", values=("service", "until", "now"), variants=("changing",), needs=("today",))
def retired_service(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield the first mention of each service whose last day is past; variant `changing` while old and new both work.

    While both work, only the number counts as a mention: the old name may be the publisher's.
    """
    found = contacts(document, context)
    known = found.registry.by_digits
    places: list[tuple[int, int, Service]] = [
        (item.start, item.end, item.service) for item in found.named if not item.service.both_in_use
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
