"""Metadata fields that an article must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.governance import has_value
from qa.checks.support.page import stated_title_span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

PLACEHOLDERS = ("tbc", "tba", "tbd", "todo", "to do", "n/a", "na", "none", "pending", "unknown", "-", "?", "xxx")


class Options(CheckOptions):
    """`fields` are the names that must have a value; `placeholders` are texts (any case) that are none.

    `any_of` is satisfied by one of them.
    """

    fields: tuple[str, ...] = ()
    any_of: bool = False
    placeholders: tuple[str, ...] = PLACEHOLDERS

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        if not options.fields:
            yield (), "“fields” is missing"


@check("required_field", options=Options, values=("field", "value"), variants=("placeholder",))
def required_field(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """A field that is absent or empty, or (variant `placeholder`) filled with words that say nothing."""
    lacking = [name for name in options.fields if not has_value(document.metadata.value(name))]
    if options.any_of:
        lacking = [" or ".join(options.fields)] if len(lacking) == len(options.fields) else []
    for name in lacking:
        found = document.metadata.get(name)
        yield Match(found.key if found else stated_title_span(document), {"field": name, "value": ""})
    for name in options.fields:
        found = document.metadata.get(name)
        if found and isinstance(found.value, str) and found.value.strip().casefold() in options.placeholders:
            yield Match(found.span, {"field": name, "value": found.value}, "placeholder")
