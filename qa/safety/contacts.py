"""Phone numbers and names of services in one document, and which name belongs to which number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.record import field, record
from qa.safety.numbers import Phone, candidates, is_called
from qa.safety.services import registry
from qa.safety.survey import survey

if TYPE_CHECKING:
    from qa.document.model import Block, Document
    from qa.safety.facts import Facts
    from qa.safety.services import Registry, Service

CHROME_WITHOUT = ("card",)


@record
class Named:
    """A service named in the text, by projected offsets; `group` tells the sentence, or the table row, that holds it."""

    service: Service
    start: int
    end: int
    block: int
    group: tuple[int, int]


@record(frozen=False)
class Contacts:
    """What a document says about services, in text order; partner cards are left out."""

    document: Document
    registry: Registry
    phones: list[Phone] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)

    def named_with(self, phone: Phone) -> list[Named]:
        """The services named in the number's sentence or table row."""
        return [item for item in self.named if item.group == phone.sentence]

    def in_letters(self, phone: Phone) -> bool:
        """Whether the number stands in brackets right behind a name in letters: the keypad check's business."""
        text = self.document.text
        return any(
            text[item.end : phone.start].strip() == "(" and any(char.isdigit() for char in text[item.start : item.end])
            for item in self.named_with(phone)
        )


def contacts(document: Document, facts: Facts) -> Contacts:
    """The contacts of a document; the checks of one document share them."""
    slot = facts.derived("safety.contacts", dict)
    if slot.get("document") is not document:
        slot["document"], slot["contacts"] = document, _made(document, facts)
    made: Contacts = slot["contacts"]
    return made


def _made(document: Document, facts: Facts) -> Contacts:
    found = Contacts(document, registry(facts))
    survey_ = survey(document, facts)
    places = survey_.places
    rows = _Rows(document)
    for service_id, hit in survey_.services:
        block = document.blocks[hit.block]
        service = found.registry.services[service_id]
        if block.role in CHROME_WITHOUT or not _is_name(document.text[hit.start : hit.end], service):
            continue
        group = rows.range_of(block) or places.sentence(block, hit.start)
        found.named.append(Named(service, hit.start, hit.end, hit.block, group))
    found.named = _longest(found.named)
    known = frozenset(found.registry.by_digits)
    for digits, start, end, certain in candidates(document, facts.profile, known):
        block = document.block_at(start)
        if block.role in CHROME_WITHOUT or block.kind == "code":
            continue
        group = rows.range_of(block) or places.sentence(block, start)
        if certain or _in_company(found, group, digits):
            found.phones.append(Phone(digits, document.text[start:end], start, end, block.index, group))
    return found


def _in_company(found: Contacts, group: tuple[int, int], digits: str) -> bool:
    """Whether a short number stands beside a service's name, a word for calling, or in a link that dials it."""
    document = found.document
    if any(item.group == group for item in found.named):
        return len(digits) > 3 or is_called(document, *group)
    return is_called(document, *group)


def _is_name(text: str, service: Service) -> bool:
    """Whether words are the service's name rather than the common noun: "Lifeline", not "a lifeline"."""
    return service.name[:1].islower() or any(char.isupper() or char.isdigit() for char in text)


def _longest(named: list[Named]) -> list[Named]:
    return [
        item
        for item in named
        if not any(
            other is not item
            and other.start <= item.start
            and item.end <= other.end
            and (other.end - other.start > item.end - item.start)
            for other in named
        )
    ]


class _Rows:
    """Table rows as one range: a name in one cell belongs to the number in the next."""

    def __init__(self, document: Document) -> None:
        self.ranges: dict[tuple[int, int], tuple[int, int]] = {}
        for block in document.blocks:
            if block.kind == "table_cell":
                key = block.group, block.row
                start, _ = self.ranges.get(key, (block.start, block.end))
                self.ranges[key] = (start, block.end)

    def range_of(self, block: Block) -> tuple[int, int] | None:
        """The range of a cell's row; None for any other block."""
        if block.kind != "table_cell":
            return None
        return self.ranges[block.group, block.row]
