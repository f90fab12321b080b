"""Phone numbers grouped otherwise than the country, or the service, writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.finding import Edit, Fix, Match
from qa.safety.contacts import contacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_BLANKS = re.compile(r"[\s\u00a0\u202f]")


class Options(CheckOptions):
    """`shapes` are the ways to write a number, each digit a 0 beyond its fixed first ones: "1800 000 000", "13 00 00"."""

    shapes: tuple[str, ...] = ()


@check("number_grouping", options=Options, values=("number", "expected"))
def number_grouping(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield numbers that fit neither the shapes nor a form of the registry; the fix regroups the digits."""
    found = contacts(document, context)
    services = found.registry.services.values()
    groupings: frozenset[str] = context.derived(
        "number_grouping.groupings", lambda: frozenset(_gaps(number) for known in services for number in known.shown)
    )
    for phone in found.phones:
        service = found.registry.by_digits.get(phone.digits)
        shown = _BLANKS.sub(" ", phone.shown)
        expected = [*(service.shown if service else ()), *_grouped(phone.digits, options.shapes)]
        own = _gaps(shown) in groupings
        if not expected or shown in expected or shown.startswith("+") or (own and service is None):
            continue
        span = document.locate(phone.start, phone.end)
        fix = Fix(f"Write {expected[0]}", "safe", (Edit(span.start, span.end, expected[0]),))
        values = {"number": phone.shown, "expected": expected[0]}
        yield Match(span, values, suggestions=(expected[0],), fix=fix)


def _gaps(shown: str) -> str:
    """How a number is grouped: "1300 22 4636" and every number like it give one value."""
    return "".join("0" if char.isdigit() else char for char in shown)


def _grouped(digits: str, shapes: tuple[str, ...]) -> Iterator[str]:
    """The digits in each shape that they fit."""
    for shape in shapes:
        slots = [char for char in shape if char.isdigit()]
        if len(slots) == len(digits) and all(slot in ("0", digit) for slot, digit in zip(slots, digits, strict=True)):
            rest = iter(digits)
            yield "".join(next(rest) if char.isdigit() else char for char in shape)
