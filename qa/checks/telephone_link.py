"""`tel:` links that dial something else than they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.finding import Match
from qa.safety.contacts import contacts
from qa.safety.numbers import keyed, national

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Link
    from qa.safety.contacts import Contacts

_SHOWN = re.compile(r"\+?\(?\d[\d\s\u00a0().\u2010\u2011-]{1,18}\d")
_LETTERS = re.compile(r"\b1[38](?:00)?[\s-]?[A-Z]{3,}\b|\b(?:1-)?\d{3}-(?:\d{3}-)?[A-Z]{4,}(?:-[A-Z]+)*\b")


@check("telephone_link", values=("shown", "dialled"))
def telephone_link(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield links whose number differs from the one that they show, or from that of the service that they name."""
    found = contacts(document, context)
    for link in document.links:
        if not link.target.lower().startswith("tel:"):
            continue
        dialled = national(link.target[4:].split(";")[0].strip(), context.profile)
        shown = _shown(found, link, context.profile)
        if shown and dialled and not any(_same(dialled, number) for number in shown):
            span = link.target_span if link.target_span.start < link.target_span.end else link.span
            yield Match(span, {"shown": link.text.strip(), "dialled": link.target[4:]})


def _shown(found: Contacts, link: Link, profile: str) -> list[str]:
    """The numbers that a link shows, else those of the service that it names; empty where it shows neither."""
    numbers = [national(keyed(word), profile) for word in _LETTERS.findall(link.text)]
    numbers += [number for match in _SHOWN.finditer(link.text) if len(number := national(match.group(), profile)) >= 3]
    if numbers:
        return numbers
    named = [item for item in found.named if link.start <= item.start and item.end <= link.end]
    return [digits for item in named for digits in item.service.digits]


def _same(dialled: str, shown: str) -> bool:
    return dialled == shown or (len(shown) > len(dialled) >= 6 and shown.startswith(dialled))
