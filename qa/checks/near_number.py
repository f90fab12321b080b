"""Phone numbers one slip away from a registered one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.finding import Match
from qa.safety.contacts import contacts
from qa.safety.numbers import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


@check("near_number", values=("number", "registered", "service"), variants=("named",))
def near_number(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield each unregistered number that is a slip from a registered one: a digit wrong, missing, too many, two swapped.

    Variant `named`: the service whose number it nearly is stands beside it, or introduces the line.
    """
    found = contacts(document, context)
    known = found.registry.by_digits
    for phone in found.phones:
        if phone.digits in known or found.in_letters(phone):
            continue
        alike = [service for digits, service in known.items() if near(phone.digits, digits)]
        above = found.introduced(phone)
        named = {item.service.id for item in (*found.named_with(phone), *([above] if above else ()))}
        service = next((service for service in alike if service.id in named), alike[0] if alike and not named else None)
        if service is not None:
            values = {"number": phone.shown, "registered": service.shown[0], "service": service.name}
            variant = "named" if service.id in named and service.certain else ""
            yield Match(document.locate(phone.start, phone.end), values, variant=variant, suggestions=service.shown[:1])
