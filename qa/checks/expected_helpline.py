"""A topic whose national helpline the article leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.emergency import manual_fix
from qa.checks.support.topics import support_span, topics_of
from qa.finding import Match
from qa.safety.contacts import contacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """Articles of fewer than `min_words` words are left alone."""

    min_words: int = 10


@check("expected_helpline", options=Options, values=("topic", "service", "number"))
def expected_helpline(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the section on support, else the title, where the body neither names nor gives the number of a helpline that the topic's pack expects."""
    if len(document.body_words) < options.min_words:
        return
    found = contacts(document, context)
    for topic in topics_of(document, context):
        expected = [found.registry.services[name] for name in topic.helplines if name in found.registry.services]
        if not expected:
            continue
        wanted = {service.id for service in expected}
        named = {item.service.id for item in found.named if document.blocks[item.block].body}
        owners = (
            found.registry.by_digits.get(phone.digits) for phone in found.phones if document.blocks[phone.block].body
        )
        if wanted & (named | {owner.id for owner in owners if owner}):
            continue
        service = expected[0]
        number = service.shown[0] if service.shown else ""
        fix = manual_fix(f"{service.name}, {number}")
        yield Match(support_span(document), {"topic": topic.name, "service": service.name, "number": number}, fix=fix)
        return
