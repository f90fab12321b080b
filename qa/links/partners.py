"""What the links of a corpus say about the publisher's partners, today and over time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.checks.support.partners import Registry
    from qa.links.store import Store

# An address that no run has looked at for so long is no longer linked to.
_FORGOTTEN = dt.timedelta(days=30)


@record
class PartnerLinks:
    """How often a partner is linked to: links, distinct addresses and pages; `name` is "" for web links to nobody's domain."""

    name: str
    links: int
    addresses: int
    pages: int


@record
class Share:
    """How many of a partner's linked addresses were good on a day."""

    day: str
    good: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.good / self.total


def partner_links(links: Iterable[tuple[str, str]], registry: Registry) -> list[PartnerLinks]:
    """Count links, given as path and target, by partner; the most linked first. What isn't a web address doesn't count."""
    from qa.links.targets import parse

    counts: dict[str, tuple[list[int], set[str], set[str]]] = {}
    for path, target in links:
        parsed = parse(target)
        if parsed is None:
            continue
        partner = registry.at(parsed.address)
        number, addresses, pages = counts.setdefault(partner.name if partner else "", ([0], set(), set()))
        number[0] += 1
        addresses.add(parsed.address)
        pages.add(path)
    found = [
        PartnerLinks(name, number[0], len(addresses), len(pages)) for name, (number, addresses, pages) in counts.items()
    ]
    return sorted(found, key=lambda item: (-item.links, item.name))


def partner_shares(store: Store, registry: Registry) -> dict[str, list[Share]]:
    """For each partner, the share of its addresses that were good, on every day when some were looked at.

    An address counts with its latest look up to that day, for not all fall due at once.
    """
    state: dict[str, dict[str, tuple[str, bool]]] = {}
    history: dict[str, list[Share]] = {}
    for day, looks in _by_day(store.looks()):
        oldest = (dt.date.fromisoformat(day) - _FORGOTTEN).isoformat()
        touched: set[str] = set()
        for address, good in looks:
            partner = registry.at(address)
            if partner is not None:
                state.setdefault(partner.name, {})[address] = (day, good)
                touched.add(partner.name)
        for name in sorted(touched):
            state[name] = {address: look for address, look in state[name].items() if look[0] >= oldest}
            good_ones = sum(good for _, good in state[name].values())
            history.setdefault(name, []).append(Share(day, good_ones, len(state[name])))
    return history


def _by_day(looks: Iterable[tuple[str, str, bool]]) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    current, gathered = "", list[tuple[str, bool]]()
    for day, address, good in looks:
        if day != current and gathered:
            yield current, gathered
            gathered = []
        current = day
        gathered.append((address, good))
    if gathered:
        yield current, gathered
