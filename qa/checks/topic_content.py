"""What a page on a topic must say, by the topic's pack, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.emergency import manual_fix
from qa.checks.support.page import shown_title_span
from qa.checks.support.topics import topics_of
from qa.finding import Match, Related
from qa.safety.said import missing_of, out_of_order, said_of
from qa.safety.topics import topics_raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.safety.said import Said
    from qa.safety.topics import Topic


class Options(CheckOptions):
    """`topics` are ids of packs (`data/topics.yaml`)."""

    topics: tuple[str, ...] = ()


@check(
    "topic_content",
    options=Options,
    values=("topic", "missing", "first", "second", "harm"),
    variants=("order", "mention", "harm"),
)
def topic_content(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the page's title if its body leaves out what a topic's pack asks for, naming all of it.

    Variant `order`: everything is there, and what must come first comes after; the finding points at it. Variant `mention`:
    the page is about something wider and raises the topic; the finding points at where it does. Variant `harm`: the page tells
    the reader to do what the topic's pack says does harm; the finding points at it.
    """
    for topic in topics_of(document, context):
        if topic.id in options.topics and (topic.needs or topic.harms):
            yield from _judged(document, context, topic)
    if document.type not in ("news", "service"):
        for topic in topics_raised(document, context):
            if topic.id in options.topics:
                yield from _mentioned(document, context, topic)


def _judged(document: Document, context: Context, topic: Topic) -> Iterator[Match]:
    said = said_of(document, context, topic)
    for harm, places in zip(topic.harms, said.harms, strict=True):
        for hit in places:
            yield Match(document.locate(hit.start, hit.end), {"topic": topic.name, "harm": harm.says}, variant="harm")
    missing = missing_of(topic, said, with_title=True)
    if missing:
        says = _in_words(topic, missing)
        span = _place(document, missing, said)
        yield Match(span, {"topic": topic.name, "missing": says}, fix=manual_fix(says))
    elif topic.order and (not topic.order_in or context.profile in topic.order_in):
        yield from _out_of_order(document, topic, said)


def _mentioned(document: Document, context: Context, topic: Topic) -> Iterator[Match]:
    said = said_of(document, context, topic)
    missing = missing_of(topic, said, with_title=False)
    if said.topic and missing:
        says = _in_words(topic, missing)
        span = document.locate(said.topic.start, said.topic.end)
        yield Match(span, {"topic": topic.name, "missing": says}, variant="mention", fix=manual_fix(says))


def _in_words(topic: Topic, missing: list[int]) -> str:
    return "; ".join(topic.needs[number].says for number in missing)


def _place(document: Document, missing: list[int], said: Said) -> Span:
    """Where the page raises what it then leaves unanswered, else its title."""
    raised = next((places[0] for number in missing if (places := said.late[number] or said.raised[number])), None)
    return document.locate(raised.start, raised.end) if raised else shown_title_span(document)


def _out_of_order(document: Document, topic: Topic, said: Said) -> Iterator[Match]:
    pair = out_of_order(document, topic, said)
    if pair:
        (before, earlier), (after, later) = ((topic.needs[number], said.answers[number][0]) for number in pair)
        yield Match(
            document.locate(earlier.start, earlier.end),
            {"topic": topic.name, "first": before.says, "second": after.says},
            variant="order",
            related=(Related(after.says, document.locate(later.start, later.end)),),
        )
