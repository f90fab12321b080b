"""Links and cards that name an organisation which their address, their title or the partner registry contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.addresses import belongs, parts_of, shown
from qa.checks.support.partner_cards import partner_cards, words_span
from qa.checks.support.partners import registry_of
from qa.checks.support.site_names import is_domain, parts, relation, undoubled
from qa.finding import Match, Related
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.checks.support.partners import Partner, Registry
    from qa.document.cards import Card
    from qa.document.model import Document, Link


class Options(CheckOptions):
    """What counts as naming an organisation.

    `organisation_words` (lower case) mark a title's last part as an organisation's name. `resource_sections` (lower case)
    are phrases of headings whose links should all lead to partners. `open_domains` are public sites that need no
    registration, `own_domains` the publisher's own.
    """

    organisation_words: tuple[str, ...] = ()
    resource_sections: tuple[str, ...] = ()
    open_domains: tuple[str, ...] = ()
    own_domains: tuple[str, ...] = ()


class _Run(NamedTuple):
    document: Document
    options: Options
    registry: Registry
    names: frozenset[str]


@check(
    "unregistered_partner",
    options=Options,
    values=("partner", "other", "host"),
    variants=("address", "stray_address", "title", "similar", "resource"),
)
def unregistered_partner(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Compare what a card or link calls its partner with its title, its address and the registry; one match a place."""
    registry = registry_of(context)
    cards = partner_cards(document)
    run = _Run(document, options, registry, frozenset(card.partner for card in cards))
    for card in cards:
        match = _by_address(run, card) or _by_title(run, card) or _by_registry(run, card)
        if match is not None:
            yield match
    if registry:
        in_cards = {link.span for card in cards for link in card.links}
        for link in document.links:
            if link.span not in in_cards and link.target:
                yield from _of_link(run, link)


def _by_address(run: _Run, card: Card) -> Match | None:
    """A registered partner's name over another's address."""
    named = run.registry.named(card.partner)
    link = next((link for link in card.links if parts_of(link.target).web), None)
    if named is None or link is None:
        return None
    disagreement = _disagreement(run.registry, named, link)
    if disagreement is None:
        return None
    variant, other, host = disagreement
    return Match(words_span(run.document, card.more), {"partner": named.name, "other": other, "host": host}, variant)


def _disagreement(registry: Registry, named: Partner, link: Link) -> tuple[str, str, str] | None:
    host = parts_of(link.target).host
    actual = registry.at(link.target)
    if actual is named or any(belongs(host, domain.partition("/")[0]) for domain in named.domains):
        return None
    return ("address", actual.name, host) if actual else ("stray_address", host, host)


def _by_title(run: _Run, card: Card) -> Match | None:
    """A card whose title ends in the name of one organisation and whose last line names another."""
    if card.title is None:
        return None
    pieces = [undoubled(piece) for piece in parts(run.document.text_of(card.title))]
    if len(pieces) < 2 or any(_agree(run, piece, card.partner) for piece in pieces):
        return None
    site = pieces[-1]
    related = (Related("the card's title", words_span(run.document, card.title)),)
    values = {"partner": card.partner, "other": site, "host": ""}
    if relation(site, card.partner) == "similar" and site[:1].isupper():
        return Match(words_span(run.document, card.more), values, "similar", related=related)
    if _is_organisation(run, site):
        return Match(words_span(run.document, card.more), values, "title", related=related)
    return None


def _agree(run: _Run, piece: str, partner: str) -> bool:
    registered = run.registry.named(partner)
    if registered is not None and run.registry.named(piece) is registered:
        return True
    return any(relation(piece, name) == "same" for name in (partner, *parts(partner)))


def _is_organisation(run: _Run, name: str) -> bool:
    if is_domain(name) or run.registry.named(name) or any(relation(name, other) == "same" for other in run.names):
        return True
    words = name.split()
    capitals = all(word[0].isupper() or not word[0].isalpha() for word in words if len(word) > 3)
    return (
        capitals
        and len(words) > 1
        and any(word.casefold().strip(".,’'") in run.options.organisation_words for word in words)
    )


def _by_registry(run: _Run, card: Card) -> Match | None:
    """A card for somebody who isn't in the registry, whatever the way they are written."""
    if not run.registry or any(run.registry.named(name) for name in (card.partner, *parts(card.partner))):
        return None
    return Match(words_span(run.document, card.more), {"partner": card.partner, "other": "", "host": ""})


def _of_link(run: _Run, link: Link) -> Iterator[Match]:
    """A link in the text: one that calls itself after a partner, or stands among the resources."""
    address = parts_of(link.target)
    if not address.web:
        return
    span = shown(run.document, link)
    named = run.registry.named(link.text)
    if named is not None:
        disagreement = _disagreement(run.registry, named, link)
        if disagreement is not None:
            variant, other, host = disagreement
            yield Match(span, {"partner": named.name, "other": other, "host": host}, variant)
        return
    if _among_resources(run, link) and not run.registry.at(link.target) and not _free(run, address.host):
        yield Match(span, {"partner": address.host, "other": "", "host": address.host}, "resource")


def _among_resources(run: _Run, link: Link) -> bool:
    """Whether a link is an entry of a list of resources, or a line of its own there; a link inside prose isn't."""
    block = run.document.blocks[link.block]
    if block.kind != "list_item" and run.document.text_of(block).strip() != link.text.strip():
        return False
    title = run.document.section_of(block).title.casefold()
    return block.body and any(phrase in title for phrase in run.options.resource_sections)


def _free(run: _Run, host: str) -> bool:
    """Whether a host needs no registration: the publisher's own, or a public site."""
    stated = (run.document.metadata.value(name) for name in ("url", "quality_process"))
    own = {parts_of(value).host for value in stated if isinstance(value, str)} - {""}
    allowed = (*run.options.open_domains, *run.options.own_domains, *own)
    return any(belongs(host, domain) for domain in allowed)
