"""How a publisher uses its information partners, over all pages of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.corpus.facts import Page


@record
class PartnerUse:
    """One partner: how many links lead to it, and from which pages, in order of path."""

    name: str
    links: int
    pages: tuple[str, ...]


def partner_use(pages: Iterable[Page], names: Iterable[str] = ()) -> list[PartnerUse]:
    """Links and pages by partner, the most used first; `names` are partners to list even where no page links to them."""
    links: dict[str, int] = dict.fromkeys(names, 0)
    linking: dict[str, list[str]] = {}
    for page in pages:
        for name, count in page.facts.partners:
            links[name] = links.get(name, 0) + count
            linking.setdefault(name, []).append(page.path)
    found = [PartnerUse(name, count, tuple(sorted(linking.get(name, ())))) for name, count in links.items()]
    return sorted(found, key=lambda use: (-use.links, use.name))
