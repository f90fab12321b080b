"""A service of one state or territory, given without saying whose it is."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- read by pydantic at run time
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.finding import Match
from qa.safety.contacts import contacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document
    from qa.safety.services import Service


class Options(CheckOptions):
    """`regions` gives, for each region of the registry, the words by which a text names it, its proper name first."""

    regions: Mapping[str, tuple[str, ...]] = NOTHING


@check("state_line", options=Options, values=("service", "state", "number"))
def state_line(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the first mention of each regional service whose block, section, title and publisher don't name its region."""
    found = contacts(document, context)
    known = found.registry.by_digits
    places = [(item.start, item.end, item.service) for item in found.named]
    places += [(item.start, item.end, known[item.digits]) for item in found.phones if item.digits in known]
    seen: set[str] = set()
    for start, end, service in sorted(places, key=lambda place: place[0]):
        if service.id in seen or service.region not in options.regions:
            continue
        seen.add(service.id)
        words = options.regions[service.region]
        if not any(word.lower() in text for word in words for text in _around(document, document.block_at(start))):
            values = {"service": service.name, "state": words[0], "number": _number(service)}
            yield Match(document.locate(start, end), values)


def _around(document: Document, block: Block) -> Iterator[str]:
    """Where the region may be named: the block and its neighbours in the section, the headings, the title, the publisher."""
    section = document.section_of(block)
    for other in document.blocks[section.first : section.last]:
        if abs(other.index - block.index) <= 2:
            yield document.lower[other.start : other.end]
    while section.heading >= 0:
        yield section.title.lower()
        section = document.sections[section.parent]
    yield document.title.lower()
    yield str(document.metadata.value("publisher", "")).lower()


def _number(service: Service) -> str:
    return service.shown[0] if service.shown else ""
