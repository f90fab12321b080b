"""Review cycles in months, by content type and topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qa.document.model import Document


def shortest(document: Document, cycles: Mapping[str, int], default: int) -> int:
    """The shortest cycle among those of the document's type and topics (any case), else the default."""
    wanted = {name.casefold() for name in _names(document)}
    found = [months for name, months in cycles.items() if name.casefold() in wanted]
    return min(found, default=default)


def _names(document: Document) -> Iterator[str]:
    yield document.type
    topics = document.metadata.value("topics")
    if isinstance(topics, str):
        yield from (part.strip() for part in topics.split(","))
    elif isinstance(topics, list):
        yield from (topic for topic in topics if isinstance(topic, str))
