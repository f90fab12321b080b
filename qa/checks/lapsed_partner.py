"""Partners that are still linked to although they have left or their own assessment has run out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.checks.registry import NoOptions, check
from qa.checks.support.addresses import shown
from qa.checks.support.partner_cards import partner_cards, words_span
from qa.checks.support.partners import registry_of
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.checks.support.partners import Partner, Registry
    from qa.document.model import Document, Span


@check("lapsed_partner", values=("partner", "expires"), variants=("left", "expired"), needs=("today",))
def lapsed_partner(document: Document, _options: NoOptions, context: Context) -> Iterator[Match]:
    """One match for each lapsed partner of a page, at its first link or card; its other places are related."""
    registry = registry_of(context)
    if not registry:
        return
    places: dict[int, tuple[Partner, list[Span]]] = {}
    for partner, span in _mentions(document, registry):
        places.setdefault(id(partner), (partner, []))[1].append(span)
    for partner, spans in places.values():
        expired = partner.expires is not None and partner.expires < context.today
        if partner.left or expired:
            values: dict[str, Any] = {"partner": partner.name, "expires": _written(partner)}
            others = tuple(Related("linked here too", span) for span in spans[1:])
            yield Match(spans[0], values, "left" if partner.left else "expired", related=others)


def _mentions(document: Document, registry: Registry) -> Iterator[tuple[Partner, Span]]:
    """Each link to a partner, each card once."""
    cards = partner_cards(document)
    in_cards = {link.span for card in cards for link in card.links}
    for link in document.links:
        partner = registry.at(link.target)
        if partner is not None and link.span not in in_cards:
            yield partner, shown(document, link)
    for card in cards:
        targets = (registry.at(link.target) for link in card.links)
        partner = registry.named(card.partner) or next((found for found in targets if found), None)
        if partner is not None:
            yield partner, words_span(document, card.more)


def _written(partner: Partner) -> str:
    return f"{partner.expires.day} {partner.expires:%B %Y}" if partner.expires else ""
