"""Support services that pages on suicide, self-harm and mental ill-health must give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.emergency import manual_fix
from qa.checks.support.page import shown_title_span
from qa.checks.support.topics import topics_of
from qa.finding import Match
from qa.safety.contacts import contacts
from qa.safety.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.safety.contacts import Contacts
    from qa.safety.services import Service

SUICIDE = frozenset({"suicidal-thoughts", "self-harm-thoughts", "suicide-mention", "self-harm-mention"})


class Options(CheckOptions):
    """`least` services that answer at all hours, `least_online` of them with an online way, on a page about the topic."""

    least: int = 2
    least_online: int = 1


@check(
    "support_services",
    options=Options,
    values=("topic", "found", "least", "suggested"),
    variants=("passing", "offline"),
)
def support_services(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the title of a page on suicide, self-harm or mental ill-health that gives too few services, else a passing mention.

    Variant `passing`: the page only mentions it as something the reader may have, and gives no service at all. Variant
    `offline`: enough services, none of them with a way online.
    """
    known = contacts(document, context)
    crisis = [service for service in known.registry.serving("mental-health") if service.always]
    if len(crisis) < options.least:
        return
    given = _given(document, known)
    suggested = " and ".join(
        f"{service.name} ({service.shown[0]})" for service in crisis[: options.least] if service.shown
    )
    values = {
        "found": sum(bool(service.always) for service in given),
        "least": options.least,
        "suggested": suggested,
        "topic": "",
    }
    titled = [topic for topic in topics_of(document, context) if topic.id in ("suicide", "mental-illness")]
    if titled:
        values["topic"] = titled[0].name
        always = [service for service in given if service.always]
        variant = "" if len(always) < options.least else "offline"
        online = [service for service in always if service.online]
        if not variant or len(online) < options.least_online:
            yield Match(shown_title_span(document), values, variant=variant, fix=manual_fix(suggested))
        return
    place = None if given else _mention(document, context)
    if place is not None:
        span, name, grave = place
        yield Match(span, {**values, "topic": name}, variant="" if grave else "passing", fix=manual_fix(suggested))


def _given(document: Document, known: Contacts) -> list[Service]:
    """The support services that the body names or gives the number of."""
    found = {item.service.id: item.service for item in known.named if document.blocks[item.block].body}
    for phone in known.phones:
        owner = known.registry.by_digits.get(phone.digits)
        if owner is not None and document.blocks[phone.block].body:
            found[owner.id] = owner
    return [service for service in found.values() if service.serves & {"mental-health", "crisis"}]


def _mention(document: Document, context: Context) -> tuple[Span, str, bool] | None:
    """The first mention that counts, suicide and self-harm before the rest: its place, name, and whether it is one of those."""
    found = survey(document, context)
    grave = [item for item in found.signs("emergency") if item.sign.id in SUICIDE]
    mild = grave or [item for item in found.signs("support") if item.sign.id == "mental-ill-health"]
    if not mild:
        return None
    item = mild[0]
    return document.locate(item.start, item.end), item.sign.name, bool(grave)
