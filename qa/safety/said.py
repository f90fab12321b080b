"""What a page says of a topic's needs, and where: each need's answers, and the places that raise it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.record import record
from qa.safety.breaths import add_together, breaths_of
from qa.safety.matcher import Hit, entries_in, hits_of
from qa.safety.topics import RAISED, entry_of, needs_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.model import Document
    from qa.safety.facts import Facts
    from qa.safety.topics import Need, Topic

# What may stand before what the reader is asked to do, as the end of what precedes it in its sentence: "If they are cold, rub", "and then
# have them rub"; and what makes it no request behind it.
_ASKED_AFTER = re.compile(
    r"(?:^|[,:;)–—]|\b(?:and|or|so|then|also|just|always|first|instead|afterwards|please|simply|should|must|can|could|keep|try to))"
    r"[\s*_\"“‘'(]*(?:(?:get|have|let|help|make) (?:them|him|her|(?:the|your) \w+)(?: to)? )?$"
)
_NOT_ASKED = re.compile(r"\b(?:unless|only (?:if|when)|if (?:\w+ )?told)\b|\?$")
_FORMS, _WHERE, _BUT, _ALSO, _LATE = range(5)


@record
class Said:
    """For each need of a topic its answers and the places that raise it, those of them that answer it too late, whether the title raises it.

    `topic` is where the page raises the topic; `harms` are the places that say what harms, for each of the topic's.
    """

    answers: list[list[Hit]]
    raised: list[list[Hit]]
    late: list[list[Hit]]
    titled: list[bool]
    topic: Hit | None
    harms: list[list[Hit]]


def said_of(document: Document, facts: Facts, topic: Topic) -> Said:
    """What the body says of the topic: linear in its words."""
    forms, joints = needs_forms(facts, topic)
    hits: dict[int, list[Hit]] = {}
    for hit in hits_of(document, forms):
        block = document.blocks[hit.block]
        if block.body and (block.level != 1 or block.kind != "heading"):
            hits.setdefault(hit.entry, []).append(hit)
    if hits:
        add_together(document, joints, hits)
    numbers = range(len(topic.needs))
    raised = [hits.get(entry_of(number, _WHERE), []) for number in numbers]
    late = [_beside(document, those, hits.get(entry_of(number, _LATE), ())) for number, those in enumerate(raised)]
    signs = _signs_of(document, facts, topic)
    answers = [_meant(need, number, hits, signs) for number, need in enumerate(topic.needs)]
    in_title = entries_in(document.title, forms)
    titled = [entry_of(number, _WHERE) in in_title for number in numbers]
    harms = [
        [hit for hit in hits.get(entry_of(number, _FORMS), ()) if _is_asked(document, hit)]
        for number in range(len(numbers), len(numbers) + len(topic.harms))
    ]
    return Said(
        _placed(document, topic, answers, raised), raised, late, titled, next(iter(hits.get(RAISED, ())), None), harms
    )


def missing_of(topic: Topic, said: Said, *, with_title: bool) -> list[int]:
    """The numbers of the needs that the page leaves out; one that has a condition counts where the body, or the title, meets it.

    So does one that is answered too late.
    """
    return [
        number
        for number, need in enumerate(topic.needs)
        if said.late[number]
        or (
            not said.answers[number] and (not need.where or said.raised[number] or (with_title and said.titled[number]))
        )
    ]


def out_of_order(document: Document, topic: Topic, said: Said) -> tuple[int, int] | None:
    """The first two needs of the topic's order that come the wrong way round; none where a section has all of them in order."""
    ids = [need.id for need in topic.needs]
    steps = [ids.index(name) for name in topic.order]
    hits = [said.answers[number] for number in steps]
    sections = set.intersection(*({_section(document, hit) for hit in those} for those in hits))
    if any(
        _in_order([[hit for hit in those if _section(document, hit) == section] for those in hits])
        for section in sections
    ):
        return None
    return next(
        (pair for pair in pairwise(steps) if said.answers[pair[1]][0].start < said.answers[pair[0]][0].start), None
    )


def _in_order(steps: Sequence[Sequence[Hit]]) -> bool:
    at = -1
    for hits in steps:
        at = next((hit.start for hit in hits if hit.start > at), -1)
        if at < 0:
            return False
    return True


def _signs_of(document: Document, facts: Facts, topic: Topic) -> dict[str, list[Hit]]:
    """The body's signs by id, where the topic has a need that signs answer."""
    found: dict[str, list[Hit]] = {}
    if any(need.signs for need in topic.needs):
        from qa.safety.survey import survey

        for item in survey(document, facts).mentions:
            if item.dismissed in ("", "weak"):
                found.setdefault(item.sign.id, []).append(Hit(0, item.start, item.end, item.block))
    return found


def _meant(need: Need, number: int, hits: dict[int, list[Hit]], signs: dict[str, list[Hit]]) -> list[Hit]:
    """The need's answers without those that say something else; none where the page lacks what must be said with them."""
    if need.also and entry_of(number, _ALSO) not in hits:
        return []
    others = hits.get(entry_of(number, _BUT), ())
    found = [*hits.get(entry_of(number, _FORMS), ()), *(hit for name in need.signs for hit in signs.get(name, ()))]
    found.sort(key=lambda hit: hit.start)
    return [hit for hit in found if not any(hit.start < other.end and other.start < hit.end for other in others)]


def _is_asked(document: Document, hit: Hit) -> bool:
    """Whether the reader is asked to do it: "Rub butter on it", not "People rub butter on it" or "Your aunt may tell you to rub butter on it"."""
    sentence = document.sentences[breaths_of(document).sentence(hit.start)]
    lower = document.lower
    if not _ASKED_AFTER.search(lower[sentence.start : hit.start]):
        return False
    return not _NOT_ASKED.search(lower[hit.end : sentence.end])


def _beside(document: Document, hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """The hits that have one of the others in their own breath or above it."""
    if not hits or not others:
        return []
    breaths = breaths_of(document)
    places = {breaths.of(other.start) for other in others}
    return [hit for hit in hits if not places.isdisjoint(breaths.heard(document, hit.start))]


def _placed(document: Document, topic: Topic, answers: list[list[Hit]], raised: list[list[Hit]]) -> list[list[Hit]]:
    """The answers that count: of a need answered near what raises it, not those in a section on another need's matter alone."""
    near = [number for number, need in enumerate(topic.needs) if need.near]
    about = {number: {_section(document, hit) for hit in raised[number]} for number in near}
    taken = set().union(*about.values())
    return [
        [hit for hit in those if (at := _section(document, hit)) in about[number] or at not in taken]
        if about.get(number)
        else those
        for number, those in enumerate(answers)
    ]


def _section(document: Document, hit: Hit) -> int:
    return document.blocks[hit.block].section
