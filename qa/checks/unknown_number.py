"""Phone numbers that no registered service has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.finding import Match
from qa.safety.contacts import contacts, is_misprint
from qa.safety.numbers import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


@check("unknown_number", values=("number",), variants=("misprint",))
def unknown_number(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield each number that isn't in the registry, once; near misses of registered numbers are another check's.

    Variant `misprint`: no phone of the country can dial it.
    """
    found = contacts(document, context)
    known = found.registry.by_digits
    seen: set[str] = set()
    for phone in found.phones:
        if phone.digits in known or phone.digits in seen or any(near(phone.digits, digits) for digits in known):
            continue
        seen.add(phone.digits)
        variant = "misprint" if is_misprint(found, phone, context.profile) else ""
        yield Match(document.locate(phone.start, phone.end), {"number": phone.shown}, variant=variant)
