"""The registry of services as checks use it, and the entries that need to be checked again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qa.record import record
from qa.safety.numbers import keyed, national

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.safety.facts import Facts

RECHECK_DAYS = 365


@record
class Service:
    """One service: `shown` are its numbers as it writes them, `digits` the same in national form."""

    id: str
    name: str
    aliases: tuple[str, ...]
    shown: tuple[str, ...]
    digits: tuple[str, ...]
    keypad: str
    always: bool | None
    hours: str
    online: str
    region: str
    serves: frozenset[str]
    since: dt.date | None
    until: dt.date | None
    replaced_by: str
    both_in_use: bool
    verified: str

    @property
    def certain(self) -> bool:
        """Whether its number was read in a source, at first or second hand."""
        return self.verified in ("read", "second-hand")


@record
class Registry:
    """Services by id, and by the digits of their numbers."""

    services: dict[str, Service]
    by_digits: dict[str, Service]

    def serving(self, need: str) -> list[Service]:
        """The services in use that serve a need."""
        return [service for service in self.services.values() if need in service.serves and not service.replaced_by]


def registry(facts: Facts) -> Registry:
    """The registry of the run, built once."""
    made: Registry = facts.derived("safety.registry", lambda: _built(facts.data("services") or [], facts.profile))
    return made


def stale_entries(entries: Iterable[dict[str, Any]], today: dt.date, days: int = RECHECK_DAYS) -> list[str]:
    """The ids of services not checked for more than so many days, in order."""
    return [entry["id"] for entry in entries if (checked := _day(entry["checked"])) and (today - checked).days > days]


def _built(entries: list[dict[str, Any]], profile: str) -> Registry:
    services: dict[str, Service] = {}
    for entry in entries:
        services[entry["id"]] = _service(entry, profile)
    by_digits: dict[str, Service] = {}
    for service in services.values():
        for digits in service.digits:
            if digits not in by_digits or by_digits[digits].until:
                by_digits[digits] = service
    return Registry(services, by_digits)


def _service(entry: dict[str, Any], profile: str) -> Service:
    shown = tuple(entry["numbers"])
    digits = dict.fromkeys(national(number, profile) for number in shown)
    return Service(
        id=entry["id"],
        name=entry["name"],
        aliases=tuple(entry["aliases"]),
        shown=shown,
        digits=tuple(digits),
        keypad=entry["keypad"],
        always=entry["always"],
        hours=entry["hours"],
        online=entry["online"],
        region=entry["region"],
        serves=frozenset(entry["serves"]),
        since=_day(entry["since"]),
        until=_day(entry["until"]),
        replaced_by=entry["replaced_by"],
        both_in_use=entry["both_in_use"],
        verified=entry["source"]["verified"],
    )


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def dialled(service: Service) -> str:
    """The digits that a service's number in letters dials, cut to the length of its number; "" where it has none."""
    digits = keyed(service.keypad)
    if not digits or not service.digits:
        return ""
    own = service.digits[0]
    return digits[1:][: len(own)] if digits[1:].startswith(own) else digits[: len(own)]
