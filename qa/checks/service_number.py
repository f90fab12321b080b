"""A service named with a number that isn't its own, or by a name that it doesn't write like that."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.finding import Edit, Fix, Match
from qa.safety.contacts import contacts
from qa.safety.numbers import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.safety.contacts import Contacts, Named
    from qa.safety.numbers import Phone
    from qa.safety.services import Service

MAX_WORDS_BETWEEN = 3
# Between a number and the name of whom it reaches: "1300 555 123 (Lifeline)", "1300 555 123 for Lifeline".
_ITS_NAME = re.compile(r"[\s*_]*(?:[(–—-] ?|(?:for|is|reaches|gets you|connects you to|to reach) )(?:the )?$")


@check(
    "service_number",
    values=("service", "number", "registered", "other", "written", "name"),
    variants=("written", "unconfirmed"),
)
def service_number(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield numbers that belong to another service than the one named with them, or to none and stand as its own.

    Variant `written`: the name in other capitals than the service's own. Variant `unconfirmed`: the registry's own entry
    is recalled, not read.
    """
    found = contacts(document, context)
    for phone in found.phones:
        yield from _wrong(found, phone)
        yield from _misplaced(found, phone)
    for item in found.named:
        text = document.text[item.start : item.end]
        if item.service.keypad and text not in (item.service.name, *item.service.aliases):
            span = document.locate(item.start, item.end)
            fix = Fix(f"Write {item.service.name}", "safe", (Edit(span.start, span.end, item.service.name),))
            values = {"service": item.service.name, "written": text, "name": item.service.name}
            yield Match(span, values, variant="written", suggestions=(item.service.name,), fix=fix)


def _wrong(found: Contacts, phone: Phone) -> Iterator[Match]:
    named = found.named_with(phone)
    numbered = [item for item in named if item.service.digits]
    if not numbered or found.in_letters(phone):
        return
    owner = found.registry.by_digits.get(phone.digits)
    item = _paired(found, phone, numbered)
    if item is None:
        if owner is not None and any(other.service.id == owner.id for other in named):
            return
        item = _closest(phone, numbered)
        if phone.digits in item.service.digits or _has_own(found, phone, item) or not _blamed(found, phone, item):
            return
    elif phone.digits in item.service.digits or (owner is None and _slip(phone, item)):
        return
    yield _match(found, phone, item, owner)


def _misplaced(found: Contacts, phone: Phone) -> Iterator[Match]:
    """A line with nothing but a number, under the name of a service that another's number stands for."""
    owner = found.registry.by_digits.get(phone.digits)
    item = found.introduced(phone) if owner is not None else None
    if item is None or not item.service.digits or phone.digits in item.service.digits or found.in_letters(phone):
        return
    yield _match(found, phone, item, owner)


def _match(found: Contacts, phone: Phone, item: Named, owner: Service | None) -> Match:
    sure = item.service.certain and (owner is None or owner.certain)
    return Match(
        found.document.locate(phone.start, phone.end),
        {
            "service": item.service.name,
            "number": phone.shown,
            "registered": item.service.shown[0],
            "other": f" ({owner.name}'s number)" if owner else "",
        },
        variant="" if sure else "unconfirmed",
        suggestions=item.service.shown[:1],
    )


def _blamed(found: Contacts, phone: Phone, item: Named) -> bool:
    """Whether the number is meant as the named service's: another service's own, or right beside.

    A slip of the named one's own number is another check's.
    """
    if phone.digits in found.registry.by_digits:
        return True
    if _slip(phone, item):
        return False
    alike = any(len(digits) == len(phone.digits) and digits[:2] == phone.digits[:2] for digits in item.service.digits)
    if item.end <= phone.start:
        return alike and found.document.words_in(item.end, phone.start) <= MAX_WORDS_BETWEEN
    own = any(other.digits in item.service.digits for other in found.phones if other.sentence == phone.sentence)
    return alike and not own and bool(_ITS_NAME.match(found.document.lower, phone.end, item.start))


def _has_own(found: Contacts, phone: Phone, item: Named) -> bool:
    """Whether the named service's own number stands between it and this one, which is then somebody else's."""
    return any(
        other.digits in item.service.digits and item.end <= other.start < phone.start
        for other in found.phones
        if other.sentence == phone.sentence
    )


def _slip(phone: Phone, item: Named) -> bool:
    return any(near(phone.digits, digits) for digits in item.service.digits)


def _paired(found: Contacts, phone: Phone, named: list[Named]) -> Named | None:
    """The name before the number, where names and numbers of the sentence strictly take turns."""
    phones = [item for item in found.phones if item.sentence == phone.sentence]
    order: list[Named | Phone] = sorted([*named, *phones], key=lambda item: item.start)
    if len(phones) < 2 or len(named) != len(phones) or order[0] not in named:
        return None
    if any((left in named) == (right in named) for left, right in pairwise(order)):
        return None
    return named[phones.index(phone)]


def _closest(phone: Phone, named: list[Named]) -> Named:
    """The nearest name, those before the number first."""
    return min(named, key=lambda item: (item.start > phone.start, abs(item.start - phone.start)))
