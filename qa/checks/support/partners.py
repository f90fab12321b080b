"""The publisher's registry of information partners, looked up by name and by address."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from qa.checks.support.addresses import belongs, parts_of
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qa.checks.context import Context

_NOT_NAME = re.compile(r"[^\w]+")
_SITE = re.compile(r"^the | (?:web ?site|site|home ?page)$")


@record
class Partner:
    """One information partner; `expires` is the last day its own assessment holds, None where none is recorded."""

    name: str
    domains: tuple[str, ...]
    left: bool
    expires: dt.date | None


class Registry:
    """All partners, found by any of their names and by the longest domain (with an optional path) that fits."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._names: dict[str, Partner] = {}
        self._domains: list[tuple[str, str, Partner]] = []
        for entry in entries:
            expires = entry.get("expires")
            partner = Partner(
                entry["name"],
                tuple(entry.get("domains", ())),
                entry.get("status") == "left",
                dt.date.fromisoformat(str(expires)) if expires else None,
            )
            for name in (partner.name, *entry.get("aliases", ())):
                self._names.setdefault(folded_name(name), partner)
            for domain in partner.domains:
                host, _, path = domain.lower().removeprefix("www.").partition("/")
                self._domains.append((host, "/" + path if path else "", partner))
        self._domains.sort(key=lambda item: len(item[0]) + len(item[1]), reverse=True)
        self._hosts: dict[tuple[str, str], Partner | None] = {}

    def __bool__(self) -> bool:
        return bool(self._names)

    def named(self, text: str) -> Partner | None:
        """The partner of that name or alias; case, punctuation, "the" and "website" don't matter."""
        return self._names.get(folded_name(text))

    def at(self, target: str) -> Partner | None:
        """The partner whose domain an address lies under."""
        address = parts_of(target)
        if not address.host:
            return None
        key = (address.host, address.path)
        if key not in self._hosts:
            self._hosts[key] = next(
                (
                    partner
                    for host, path, partner in self._domains
                    if belongs(address.host, host) and address.path.startswith(path)
                ),
                None,
            )
        return self._hosts[key]


def registry_of(context: Context) -> Registry:
    """The registry of this run, built once; empty where the publisher keeps none."""
    registry: Registry = context.derived("partner_registry", lambda: Registry(context.data("partners")))
    return registry


def folded_name(text: str) -> str:
    """A name without case, punctuation, "the" and "website", with "&" read as "and"."""
    words = _NOT_NAME.sub(" ", text.casefold().replace("&", " and ").replace("’", "").replace("'", "")).strip()
    return _SITE.sub("", words)
