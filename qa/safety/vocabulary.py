"""The reference data of a run compiled into tables: signs, actions, cues and the names of services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from qa.record import record
from qa.safety.grammar import Forms
from qa.safety.senses import Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qa.safety.facts import Facts
    from qa.safety.senses import Table

# The sets of phrases whose words say how bad a sign is, and may stand before it with a comma.
QUALIFIERS = ("severe", "strong", "sudden")
# The sets by which people to turn to are found whose names no list holds.
OFFICES = (
    "office_people",
    "office_asks",
    "office_anyone",
    "office_doing",
    "office_bids",
    "office_helps",
    "office_fits",
)

Family = Literal["sign", "action", "service"]
Entries = tuple[tuple["Family", Any], ...]


@record
class Sign:
    """A sign that needs help: its tier (emergency, urgent, support, none), and whether it is the name of an illness.

    `same_day`: a doctor on the same day is answer enough.
    """

    id: str
    name: str
    tier: str
    group: str
    condition: bool = False
    within: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    tight: bool = False
    same_day: bool = False


@record
class ActionKind:
    """Something that a text can tell its reader to do; see `rules/health/data/actions.yaml` for the fields' values."""

    id: str
    tier: str
    to: str
    country: str
    only_if: bool = False


@record
class Cue:
    """What a word near a sign says about it, on which side, and over how many words it reaches."""

    role: str
    side: str
    reach: int


@record
class Vocabulary:
    """Tables of forms, each with what is meant by entry number.

    `things` (signs, actions, services by id) are looked for everywhere, `cues` only around what was found, `limiting` (sets
    of words) around signs that count in some surroundings only. `qualifiers` are words that say how bad a sign is. `labels` are
    what whole cells, headings and words before a colon may name. `roles` gives the cues of each role, as bits at their numbers and one.
    `offices` are the words that names of offices end in and open with: see `OFFICES`.
    """

    things: Table
    thing_entries: Entries
    cues: Table
    cue_entries: tuple[Cue, ...]
    limiting: Table
    limits: tuple[str, ...]
    qualifiers: frozenset[str]
    labels: Table
    label_entries: tuple[ActionKind, ...]
    roles: dict[str, int]
    offices: dict[str, tuple[str, ...]]


def vocabulary(facts: Facts) -> Vocabulary:
    """The vocabulary of the run: read from what was stored of it, or compiled, once."""
    made: Vocabulary = facts.derived("safety.vocabulary", lambda: _opened(facts))
    return made


def stored(data: Callable[[str], Any], profile: str) -> dict[str, Any]:
    """The vocabulary of reference data as plain data, for a cache."""
    made = _compiled(data, profile)
    return {
        "things": _plain(made.things),
        "thing_entries": [
            (family, thing if family == "service" else _fields(thing)) for family, thing in made.thing_entries
        ],
        "cues": _plain(made.cues),
        "cue_entries": [(cue.role, cue.side, cue.reach) for cue in made.cue_entries],
        "limiting": _plain(made.limiting),
        "limits": made.limits,
        "qualifiers": sorted(made.qualifiers),
        "labels": _plain(made.labels),
        "label_entries": [_fields(kind) for kind in made.label_entries],
        "offices": made.offices,
    }


def _plain(table: Table) -> dict[str, Any]:
    if not isinstance(table, Forms):
        raise TypeError("only a table that forms were added to is stored")
    return table.plain_tables()


def _fields(thing: Sign | ActionKind) -> tuple[Any, ...]:
    if isinstance(thing, ActionKind):
        return thing.id, thing.tier, thing.to, thing.country, thing.only_if
    limits = thing.within, thing.unless
    return thing.id, thing.name, thing.tier, thing.group, thing.condition, *limits, thing.tight, thing.same_day


def _opened(facts: Facts) -> Vocabulary:
    plain = facts.data("vocabulary")
    if not plain:
        return _compiled(facts.data, facts.profile)
    return Vocabulary(
        Stored(plain["things"]),
        tuple((family, _thing(family, fields)) for family, fields in plain["thing_entries"]),
        Stored(plain["cues"]),
        tuple(Cue(*fields) for fields in plain["cue_entries"]),
        Stored(plain["limiting"]),
        tuple(plain["limits"]),
        frozenset(plain["qualifiers"]),
        Stored(plain["labels"]),
        tuple(ActionKind(*fields) for fields in plain["label_entries"]),
        _roles(role for role, _, _ in plain["cue_entries"]),
        {name: tuple(words) for name, words in plain["offices"].items()},
    )


def _thing(family: Family, fields: Any) -> Any:
    if family == "service":
        return fields
    if family == "action":
        return ActionKind(*fields)
    id_, name, tier, group, condition, within, unless, *flags = fields
    return Sign(id_, name, tier, group, condition, tuple(within), tuple(unless), *flags)


def _compiled(data: Callable[[str], Any], profile: str) -> Vocabulary:
    phrases = data("phrases") or {}
    signs = list(signs_of(data("red_flags") or []))
    things: list[tuple[tuple[Family, Any], Iterable[str]]] = [(("sign", sign), forms) for sign, forms in signs]
    actions = [raw for raw in _latest(data("actions") or []) if not raw["profiles"] or profile in raw["profiles"]]
    things.extend((("action", _kind(raw)), raw["forms"]) for raw in actions)
    things.extend(
        (("service", raw["id"]), [_as_form(name) for name in (raw["name"], *raw["aliases"])])
        for raw in _latest(data("services") or [])
    )
    cues = [(Cue(raw["role"], raw["side"], raw["reach"]), raw["forms"]) for raw in data("cues") or []]
    limits = [
        (name, [f"<{name}>"]) for name in sorted({name for sign, _ in signs for name in (*sign.within, *sign.unless)})
    ]
    qualifiers = frozenset(word for name in QUALIFIERS for word in phrases.get(name, ()))
    labels = _table(phrases, [(_kind(raw), raw["labels"]) for raw in actions if raw["labels"]])
    roles = _roles(cue.role for cue, _ in cues)
    tables = *_table(phrases, things), *_table(phrases, cues), *_table(phrases, limits)
    offices = {name: tuple(phrases.get(name, ())) for name in OFFICES}
    return Vocabulary(*tables, qualifiers, *labels, roles, offices)


def _roles(roles: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry, role in enumerate(roles):
        found[role] = found.get(role, 0) | 1 << entry + 1
    return found


def _kind(raw: Mapping[str, Any]) -> ActionKind:
    return ActionKind(raw["id"], raw["tier"], raw["to"], raw["country"], raw["only_if"])


def _table(
    phrases: Mapping[str, list[str]], rows: Iterable[tuple[Any, Iterable[str]]]
) -> tuple[Table, tuple[Any, ...]]:
    table = Forms(phrases)
    entries: list[Any] = []
    for thing, forms in rows:
        table.add(len(entries), forms)
        entries.append(thing)
    return table, tuple(entries)


def signs_of(groups: list[dict[str, Any]]) -> Iterable[tuple[Sign, list[str]]]:
    """Every sign with its forms; a later sign of the same id replaces an earlier one."""
    found: dict[str, tuple[Sign, list[str]]] = {}
    for group in groups:
        for raw in group["signs"]:
            condition = raw["kind"] == "condition"
            limits = tuple(raw["within"]), tuple(raw["unless"])
            flags = raw["tight"], raw["same_day"]
            sign = Sign(raw["id"], raw["sign"], raw["tier"], group["group"], condition, *limits, *flags)
            found[sign.id] = (sign, raw["forms"])
    return found.values()


def _latest(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries by id, the publisher's own (which come last) in place of ours."""
    return list({entry["id"]: entry for entry in entries}.values())


def _as_form(name: str) -> str:
    """A name as a form: its letters and digits, whatever stands between them; a comma of the name may be left out."""
    parts = (
        "".join(char if char.isalnum() or char in "'’" else " " for char in part).split() for part in name.split(",")
    )
    return " ~ ".join(" ".join(part) for part in parts if part)
