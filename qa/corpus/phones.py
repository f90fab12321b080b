"""Phone numbers that stand right beside the name of who answers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.corpus.facts import PhoneFact
from qa.safety.contacts import contacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document
    from qa.safety.contacts import Contacts
    from qa.safety.facts import Facts
    from qa.safety.numbers import Phone

# Emergency numbers have three digits and several right answers; other rules look at them.
MIN_DIGITS = 5
_REACH = 90

# What may stand between a name and its number.
_LINK = re.compile(
    r"(?:[\s:(,–—|\[\]-]|\b(?:on|at|by|via|or|is|are|can be reached|[Cc]all|calling|[Pp]hones?|phoning|[Rr]ing|ringing|dial|[Tt]el|"
    r"[Tt]elephone|[Ff]ree ?call|[Tt]oll[ -]free|free|hotline|helpline|help line|line|number|for help|for advice|for support)\b\.?)*$"
)
_OTHER_CHANNEL = re.compile(
    r"\b(?:fax|tty|tdd|sms|text|texting|textphone|teletypewriter|videophone|relay)\b", re.IGNORECASE
)
# Two or more words with capitals, joined by small ones, up to the end of what precedes the number.
_NAME = re.compile(
    r"[A-Z][\w’'-]*(?:\s+(?:(?:of|for|and|&|the)\s+){0,2}[A-Z][\w’'-]*)+(?:\s+(?:helpline|hotline|line|centre|center|service))?$"
)
_VERB = re.compile(
    r"^(?:(?:Call|Phone|Ring|Contact|Dial|Telephone|Visit|Ask|Or|And|The|the|To|For|In|At|If|Please|Your|your|Our|our|Free|Toll)\b\s*)+"
)
# One line goes by all of these.
_KIND = re.compile(r" (?:national )?(?:(?:help|hot|information|advice|support)[ -]?)?(?:line|service)$")


def phone_facts(document: Document, facts: Facts) -> Iterator[PhoneFact]:
    """Every phone number whose service is named directly before it, in its sentence or table row."""
    found = contacts(document, facts)
    for phone in found.phones:
        if len(phone.digits) < MIN_DIGITS:
            continue
        start = max(phone.sentence[0], phone.start - _REACH)
        between = document.text[start : phone.start]
        link = _LINK.search(between)
        gap = link.start() if link else len(between)
        if _OTHER_CHANNEL.search(between[max(0, gap - 24) :]):
            continue
        named = _registered(found, phone, start + gap) or _written(between[:gap])
        if named is not None:
            service, name, known = named
            yield PhoneFact(service, name, known, phone.digits, phone.shown, document.locate(phone.start, phone.end))


def _registered(found: Contacts, phone: Phone, end: int) -> tuple[str, str, bool] | None:
    """A service of the registry whose name ends where the words before the number do."""
    for item in found.named:
        if item.group == phone.sentence and end <= item.end <= phone.start and item.start < end:
            return item.service.id, item.service.name, True
    return None


def _written(before: str) -> tuple[str, str, bool] | None:
    """A name in capitals that the registry doesn't know."""
    match = _NAME.search(before)
    if match is None:
        return None
    name = _VERB.sub("", " ".join(match.group().split()))
    if " " not in name:
        return None
    return _KIND.sub("", name.casefold().replace("’", "'")), name, False
