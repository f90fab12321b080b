"""What a page says of a topic's needs, and where: each need's answers, and the places that raise it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qa.record import record
from qa.safety.matcher import entries_in, hits_of
from qa.safety.topics import RAISED, entry_of, needs_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.model import Document
    from qa.safety.facts import Facts
    from qa.safety.matcher import Hit
    from qa.safety.topics import Need, Topic

_FORMS, _WHERE, _BUT, _ALSO = range(4)


@record
class Said:
    """For each need of a topic its answers and the places that raise it, whether the title raises it; where the page raises the topic."""

    answers: list[list[Hit]]
    raised: list[list[Hit]]
    titled: list[bool]
    topic: Hit | None


def said_of(document: Document, facts: Facts, topic: Topic) -> Said:
    """What the body says of the topic: linear in its words."""
    hits: dict[int, list[Hit]] = {}
    for hit in hits_of(document, needs_forms(facts, topic)):
        block = document.blocks[hit.block]
        if block.body and (block.level != 1 or block.kind != "heading"):
            hits.setdefault(hit.entry, []).append(hit)
    numbers = range(len(topic.needs))
    raised = [hits.get(entry_of(number, _WHERE), []) for number in numbers]
    answers = [_meant(need, number, hits) for number, need in enumerate(topic.needs)]
    in_title = entries_in(document.title, needs_forms(facts, topic))
    titled = [entry_of(number, _WHERE) in in_title for number in numbers]
    return Said(_placed(document, topic, answers, raised), raised, titled, next(iter(hits.get(RAISED, ())), None))


def missing_of(topic: Topic, said: Said, *, with_title: bool) -> list[int]:
    """The numbers of the needs that the page leaves out; one that has a condition counts where the body, or the title, meets it."""
    return [
        number
        for number, need in enumerate(topic.needs)
        if not said.answers[number] and (not need.where or said.raised[number] or (with_title and said.titled[number]))
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


def _meant(need: Need, number: int, hits: dict[int, list[Hit]]) -> list[Hit]:
    """The need's answers without those that say something else; none where the page lacks what must be said with them."""
    if need.also and entry_of(number, _ALSO) not in hits:
        return []
    others = hits.get(entry_of(number, _BUT), ())
    return [
        hit
        for hit in hits.get(entry_of(number, _FORMS), ())
        if not any(hit.start < other.end and other.start < hit.end for other in others)
    ]


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
