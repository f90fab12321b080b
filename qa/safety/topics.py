"""Topic packs: what pages on a topic must say, as clinicians approve it, and which page is on which topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.record import record
from qa.safety.grammar import Forms
from qa.safety.titles import folded, is_about, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa.document.model import Document
    from qa.safety.breaths import Joint
    from qa.safety.facts import Facts

RAISED = -1
# How many entries of a table belong to a need: its forms, and the four kinds of forms that limit them.
_KINDS = 5
# Between parts of a form that may stand in any order anywhere in one breath (`qa.safety.breaths`), and before one that must not stand there.
_TOGETHER, _TAKEN_BACK = " + ", " - "


@record
class Need:
    """One thing that a page must say: any of its forms.

    `where` limits it to pages that have one of these other forms, and the answer stands `near` one. A match of `but` says
    something else; one of `also` must stand on the page as well. Where what raises it stands in one breath with one of `late`, it is
    answered too late. A sign of one of the ids `signs` in the page's body answers it as well, in whatever words the survey knows it by.
    """

    id: str
    says: str
    forms: tuple[str, ...]
    where: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    near: bool = False
    signs: tuple[str, ...] = ()


@record
class Topic:
    """A topic: the words of a title that is about it (folded, between blanks), whether it is an emergency, what must be said, in what order.

    `harms` are what must not be said. `rows` are titles with alternatives and gaps, as `qa.safety.titles` reads them. The order holds in the profiles of `order_in`, in all if there are none.
    """

    id: str
    name: str
    titles: tuple[str, ...]
    not_titles: tuple[str, ...]
    emergency: bool
    helplines: tuple[str, ...]
    needs: tuple[Need, ...]
    harms: tuple[Need, ...]
    order: tuple[str, ...]
    on_topics: tuple[str, ...] = ()
    raised_by: tuple[str, ...] = ()
    order_in: tuple[str, ...] = ()
    rows: tuple[tuple[frozenset[str], ...], ...] = ()


def topics_for(document: Document, facts: Facts) -> list[Topic]:
    """The topics that the document's title is about; those that it only touches don't count."""
    # Every check on topics asks for the same title in turn; only the last one is kept, so that memory doesn't grow.
    last: list[Any] = facts.derived("safety.topics_for", list)
    if not last or last[0] != document.title:
        title = folded(document.title)
        last[:] = [document.title, [topic for topic in _topics(facts).values() if is_about(title, topic)]]
    return list(last[1])


def topics_raised(document: Document, facts: Facts) -> list[Topic]:
    """The topics that pages on the title's topics may raise, though the title isn't about them."""
    own = {topic.id for topic in topics_for(document, facts)}
    return [topic for topic in _topics(facts).values() if topic.id not in own and own & set(topic.on_topics)]


def needs_forms(facts: Facts, wanted: Topic) -> tuple[Forms, list[Joint]]:
    """The table of a topic's needs and behind them its harms: `entry_of` tells which entry is what; RAISED tells that a page raises the topic.

    With the entries that several others make together.
    """
    made: tuple[Forms, list[Joint]] = facts.derived(("safety.topic", wanted.id), lambda: _compiled(facts, wanted))
    return made


def entry_of(need: int, kind: int) -> int:
    """The entry of a need's forms (kind 0), of its `where` (1), its `but` (2), its `also` (3) or its `late` (4)."""
    return _KINDS * need + kind


def _compiled(facts: Facts, wanted: Topic) -> tuple[Forms, list[Joint]]:
    phrases = facts.data("phrases") or {}
    forms = Forms({**phrases, **_numbers(facts.profile, phrases)})
    asked = [(RAISED, wanted.raised_by)]
    said = (*wanted.needs, *wanted.harms)
    for number, need in enumerate(said):
        kinds = (need.forms, need.where, need.but, need.also, need.late)
        asked += [(entry_of(number, kind), those) for kind, those in enumerate(kinds)]
    parts: dict[str, int] = {}
    joints: list[Joint] = []

    def numbers(those: Iterable[str]) -> tuple[int, ...]:
        return tuple([parts.setdefault(part, entry_of(len(said) + len(parts), 0)) for part in those])

    for entry, those in asked:
        forms.add(entry, [form for form in those if not _is_joint(form)])
        for form in filter(_is_joint, those):
            first, *takers = form.split(_TAKEN_BACK)
            joints.append((entry, numbers(first.split(_TOGETHER)), numbers(takers)))
    for part, number in parts.items():
        forms.add(number, [part])
    return forms, joints


def _is_joint(form: str) -> bool:
    return _TOGETHER in form or _TAKEN_BACK in form


def _numbers(profile: str, phrases: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Every country's emergency number (another rule tells a foreign one); 111 sends an ambulance in one and advises in another."""
    countries = ("au", "uk", "us", "ie", *(("nz",) if profile in ("nz", "") else ()))
    ambulance = [number for country in countries for number in phrases.get(f"number_{country}", ())]
    return {"ambulance_number": ambulance, "advice_number": ["111" if profile == "uk" else "nhs 111"]}


def _topics(facts: Facts) -> dict[str, Topic]:
    made: dict[str, Topic] = facts.derived(
        "safety.topics", lambda: {raw["id"]: _topic(raw) for raw in facts.data("topics") or []}
    )
    return made


def _topic(raw: dict[str, Any]) -> Topic:
    titles = [phrase for phrase in raw["titles"] if "|" not in phrase and "~" not in phrase]
    return Topic(
        raw["id"],
        raw["name"],
        tuple(folded(phrase) for phrase in titles),
        tuple(folded(phrase) for phrase in raw["not_titles"]),
        raw["emergency"],
        tuple(raw["helplines"]),
        tuple(_need(need) for need in raw["needs"]),
        tuple(_need(harm) for harm in raw["harms"]),
        tuple(raw["order"]),
        tuple(raw["on_topics"]),
        tuple(raw["raised_by"]),
        tuple(raw["order_in"]),
        rows_of(phrase for phrase in raw["titles"] if phrase not in titles),
    )


def _need(raw: dict[str, Any]) -> Need:
    forms, where, but, also, late = (tuple(raw.get(kind, ())) for kind in ("forms", "where", "but", "also", "late"))
    return Need(
        raw["id"], raw["says"], forms, where, but, also, late, raw.get("near", False), tuple(raw.get("signs", ()))
    )
