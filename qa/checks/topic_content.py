"""What a page on a topic must say, by the topic's pack, and in what order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.emergency import manual_fix
from qa.checks.support.page import shown_title_span
from qa.checks.support.topics import topics_of
from qa.finding import Match, Related
from qa.safety.matcher import entries_in, hits_of
from qa.safety.topics import RAISED, needs_forms, topics_raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.safety.matcher import Hit
    from qa.safety.topics import Need, Topic


class Options(CheckOptions):
    """`topics` are ids of packs (`data/topics.yaml`)."""

    topics: tuple[str, ...] = ()


@check(
    "topic_content",
    options=Options,
    values=("topic", "missing", "first", "second"),
    variants=("order", "mention"),
)
def topic_content(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the page's title if its body leaves out what a topic's pack asks for, naming all of it.

    Variant `order`: everything is there, and what must come first comes after; the finding points at it. Variant `mention`:
    the page is about something wider and raises the topic; the finding points at where it does.
    """
    for topic in topics_of(document, context):
        if topic.id in options.topics and topic.needs:
            yield from _judged(document, context, topic)
    if document.type not in ("news", "service"):
        for topic in topics_raised(document, context):
            if topic.id in options.topics:
                yield from _mentioned(document, context, topic)


def _judged(document: Document, context: Context, topic: Topic) -> Iterator[Match]:
    first = _first_places(document, context, topic)
    titled = entries_in(document.title, needs_forms(context, topic))
    missing = _missing(topic, first, frozenset(titled))
    if missing:
        says = "; ".join(need.says for need in missing)
        span = _place(document, topic, missing, first)
        yield Match(span, {"topic": topic.name, "missing": says}, fix=manual_fix(says))
    elif topic.order and (not topic.order_in or context.profile in topic.order_in):
        yield from _out_of_order(document, topic, first)


def _mentioned(document: Document, context: Context, topic: Topic) -> Iterator[Match]:
    first = _first_places(document, context, topic)
    missing = _missing(topic, first)
    if RAISED in first and missing:
        says = "; ".join(need.says for need in missing)
        at = first[RAISED]
        span = document.locate(at.start, at.end)
        yield Match(span, {"topic": topic.name, "missing": says}, variant="mention", fix=manual_fix(says))


def _missing(topic: Topic, first: dict[int, Hit], titled: frozenset[int] = frozenset()) -> list[Need]:
    """The needs that the body leaves out; one that has a condition counts where the body or the title (`titled`) meets it."""
    raised = titled | first.keys()
    return [
        need
        for number, need in enumerate(topic.needs)
        if 2 * number not in first and (not need.where or 2 * number + 1 in raised)
    ]


def _first_places(document: Document, context: Context, topic: Topic) -> dict[int, Hit]:
    """The first hit in the body of each entry of the topic's forms."""
    first: dict[int, Hit] = {}
    for hit in hits_of(document, needs_forms(context, topic)):
        block = document.blocks[hit.block]
        if block.body and (block.level != 1 or block.kind != "heading"):
            first.setdefault(hit.entry, hit)
    return first


def _place(document: Document, topic: Topic, missing: list[Need], first: dict[int, Hit]) -> Span:
    """Where the page raises what it then leaves unanswered, else its title."""
    for need in missing:
        raised = first.get(2 * topic.needs.index(need) + 1)
        if raised is not None:
            return document.locate(raised.start, raised.end)
    return shown_title_span(document)


def _out_of_order(document: Document, topic: Topic, first: dict[int, Hit]) -> Iterator[Match]:
    ids = [need.id for need in topic.needs]
    steps = [(topic.needs[ids.index(name)], first[2 * ids.index(name)]) for name in topic.order]
    for (before, earlier), (after, later) in pairwise(steps):
        if later.start < earlier.start:
            yield Match(
                document.locate(earlier.start, earlier.end),
                {"topic": topic.name, "first": before.says, "second": after.says},
                variant="order",
                related=(Related(after.says, document.locate(later.start, later.end)),),
            )
            return
