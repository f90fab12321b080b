"""A service of one state or territory, given without saying whose it is."""

from __future__ import annotations

import re
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


@check("state_line", options=Options, values=("service", "state", "number", "others"), variants=("others",))
def state_line(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the first mention of each regional service whose block, section, title and publisher don't name its region.

    Variant `others`: a notice names several regions, and the only regional line that it gives is of one of them.
    """
    found = contacts(document, context)
    known = found.registry.by_digits
    places = [(item.start, item.end, item.service) for item in found.named]
    places += [(item.start, item.end, known[item.digits]) for item in found.phones if item.digits in known]
    seen: set[str] = set()
    for start, end, service in sorted(places, key=lambda place: place[0]):
        if service.id in seen or service.region not in options.regions:
            continue
        seen.add(service.id)
        named = _named(options, _around(document, document.block_at(start)))
        values = {"service": service.name, "state": options.regions[service.region][0], "number": _number(service)}
        if service.region not in named:
            yield Match(document.locate(start, end), values)
            continue
        near = _named(options, _beside(document, document.block_at(start)))
        served = {item.region for _, _, item in places}
        others = [options.regions[region][0] for region in options.regions if region in near - served]
        if service.region in near and others and service.region in served:
            yield Match(document.locate(start, end), {**values, "others": " and ".join(others)}, variant="others")


def _named(options: Options, texts: Iterator[str]) -> set[str]:
    """The regions that texts name, as whole words; short forms in capitals only where they are written so in the options."""
    whole = "\n".join(texts)
    return {
        region
        for region, words in options.regions.items()
        if any(re.search(rf"\b{re.escape(word)}\b", whole) for word in words)
    }


def _beside(document: Document, block: Block) -> Iterator[str]:
    """The block, and those right above and below it in the section."""
    section = document.section_of(block)
    for other in document.blocks[section.first : section.last]:
        if abs(other.index - block.index) <= 1 and other.kind == block.kind == "paragraph":
            yield document.text[other.start : other.end]


def _around(document: Document, block: Block) -> Iterator[str]:
    """Where the region may be named: the block and its neighbours in the section, the headings, the title, the publisher."""
    section = document.section_of(block)
    for other in document.blocks[section.first : section.last]:
        if abs(other.index - block.index) <= 2:
            yield document.text[other.start : other.end]
    while section.heading >= 0:
        yield section.title
        section = document.sections[section.parent]
    yield document.title
    yield str(document.metadata.value("publisher", ""))


def _number(service: Service) -> str:
    return service.shown[0] if service.shown else ""
