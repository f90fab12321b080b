"""What an audit wants to know of a page beyond its findings: who owns it, when it falls due, what it links to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.checks.support.cycles import shortest
from qa.checks.support.partner_cards import partner_cards
from qa.checks.support.partners import registry_of
from qa.crawl.webpages import resolved
from qa.places import Lines
from qa.record import record
from qa.sources.names import home, is_web

if TYPE_CHECKING:
    from qa.checks.support.partners import Registry
    from qa.document.cards import Card
    from qa.document.model import Document
    from qa.policy import Policy
    from qa.session import Session

_REVIEW_CHECK = "stale_review"


@record
class LinkRecord:
    """A link: the line it stands on, its address and words, and the partner whose domain it lies under ("" for none)."""

    line: int
    target: str
    text: str
    partner: str


@record
class CardRecord:
    """A partner card: the name it shows, and the registered partner that it means ("" for none)."""

    shown: str
    partner: str


@record
class PageRecord:
    """A page as an audit sees it. `cycle` is how many months a review holds, 0 where no rule in force says."""

    path: str
    type: str
    owner: str
    cycle: int
    links: tuple[LinkRecord, ...]
    cards: tuple[CardRecord, ...]


def record_of(document: Document, session: Session) -> PageRecord:
    """Read a page for its owner, review cycle, links and partner cards; a live page's links are whole addresses."""
    path = document.source.path
    folder = home(path)
    live = is_web(path)
    registry = registry_of(session.context(folder))
    lines = Lines(document.source.text)
    links = tuple(
        LinkRecord(
            lines.place(link.span).line,
            resolved(link.target, path) if live else link.target,
            " ".join(link.text.split()),
            _partner(link.target, registry),
        )
        for link in document.links
        if link.target.strip()
    )
    cards = tuple(_card(card, registry) for card in partner_cards(document))
    return PageRecord(path, document.type, _owner(document), _cycle(document, session.policy(folder)), links, cards)


def _partner(target: str, registry: Registry) -> str:
    partner = registry.at(target)
    return partner.name if partner else ""


def _card(card: Card, registry: Registry) -> CardRecord:
    at = (registry.at(link.target) for link in card.links)
    partner = registry.named(card.partner) or next((found for found in at if found), None)
    return CardRecord(card.partner, partner.name if partner else "")


def _owner(document: Document) -> str:
    """The owner as one text: a name, a mapping with a `name`, or several of either."""
    return ", ".join(_names(document.metadata.value("owner")))


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [" ".join(value.split())] if isinstance(value, str) and value.strip() else []


def _cycle(document: Document, policy: Policy) -> int:
    """The months after which the rule on stale reviews calls this page's review an error."""
    for planned in policy.plan(document):
        if planned.rule.check == _REVIEW_CHECK:
            return shortest(document, planned.options.error_cycles, planned.options.error_months)
    return 0
