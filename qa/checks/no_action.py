"""Pages that ask nothing of their reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.page import stated_title_span
from qa.finding import Match
from qa.language.actions import asks_others, asks_reader
from qa.language.prose import is_english, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """`min_actions` sentences must ask the reader to act; pages of fewer than `min_words` words are left alone."""

    min_actions: int = 1
    min_words: int = 100


@check("no_action", options=Options, values=("actions", "limit", "words", "found"), variants=("others",))
def no_action(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report a body in which too few sentences or list items ask the reader to do something.

    Where it says instead what people should do, the first such advice is reported, as "others".
    """
    if not is_english(document):
        return
    words = actions = 0
    for sentence in prose(document):
        words += len(sentence.words)
        if actions < options.min_actions:
            actions += asks_reader(document.text[sentence.start : sentence.end])
    if words < options.min_words or actions >= options.min_actions:
        return
    values = {"actions": actions, "limit": options.min_actions, "words": words, "found": ""}
    for sentence in prose(document):
        others = asks_others(document.text[sentence.start : sentence.end])
        if others is not None:
            span = document.locate(sentence.start + others.start(), sentence.start + others.end())
            yield Match(span, {**values, "found": others.group()}, "others")
            return
    yield Match(stated_title_span(document), values)
