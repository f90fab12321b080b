"""Phone numbers and names of services in one document, and which name belongs to which number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.record import field, record
from qa.safety.numbers import SHAPES, Phone, candidates, has_shape, is_called, is_dialled, is_miscounted, near
from qa.safety.services import registry
from qa.safety.survey import survey

if TYPE_CHECKING:
    from qa.document.model import Block, Document
    from qa.safety.facts import Facts
    from qa.safety.places import Places
    from qa.safety.services import Registry, Service

CHROME_WITHOUT = ("card",)
MAX_LINE = 9
MAX_LABEL = 6
MIN_DIGITS = 6
MIN_WHOLE = 9
MAX_SHORTEST = 3


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
    places: Places
    phones: list[Phone] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)

    def named_with(self, phone: Phone) -> list[Named]:
        """The services named in the number's sentence or table row."""
        return [item for item in self.named if item.group == phone.sentence]

    def introduced(self, phone: Phone) -> Named | None:
        """The one service that the heading, lead-in or sentence before a short line with a number introduces.

        None where the line names a service itself, is more than a line for the number, or isn't alone with it.
        """
        places, document = self.places, self.document
        others = document.words_in(*phone.sentence) - document.words_in(phone.start, phone.end)
        if self.named_with(phone) or others > MAX_LINE:
            return None
        block = document.blocks[phone.block]
        own = [item for item in self.named if item.block == phone.block and item.end <= phone.start]
        above = {*places.leads(block), *places.headings(block)[:1], *self._label(block)}
        found = own or [item for item in self.named if item.block in above]
        alone = all(other.start == phone.start or other.block != phone.block for other in self.phones)
        return found[0] if alone and len({item.service.id for item in found}) == 1 else None

    def _label(self, block: Block) -> list[int]:
        """The paragraph right above, and one above it if that is no more than a name in bold."""
        found: list[int] = []
        for other in reversed(self.document.blocks[max(0, block.index - 2) : block.index]):
            if other.kind != "paragraph" or other.section != block.section:
                break
            if self.document.words_in(other.start, other.end) <= MAX_LABEL:
                found.append(other.index)
                break
        return found

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
    survey_ = survey(document, facts)
    places = survey_.places
    found = Contacts(document, registry(facts), places)
    rows = _Rows(document)
    for service_id, hit in survey_.services:
        block = document.blocks[hit.block]
        service = found.registry.services[service_id]
        text = document.text[hit.start : hit.end]
        if block.role in CHROME_WITHOUT or not _is_name(text, service):
            continue
        group = rows.range_of(block) or places.sentence(block, hit.start)
        end = hit.end - len("'s") if text.endswith(("'s", "’s")) else hit.end
        found.named.append(Named(service, hit.start, end, hit.block, group))
    found.named = _longest(found.named)
    known = frozenset(found.registry.by_digits)
    shown = _long_forms(found.registry)
    for digits, start, end, likeness in candidates(document, facts.profile, known):
        block = document.block_at(start)
        if block.role in CHROME_WITHOUT or block.kind == "code":
            continue
        group = rows.range_of(block) or places.sentence(block, start)
        phone = Phone(digits, document.text[start:end], start, end, block.index, group)
        if likeness == "stray":
            meant = is_misprint(found, phone, facts.profile) or _is_slip(found, phone)
        else:
            meant = likeness == "certain" or phone.shown in shown or _in_company(found, phone) or _is_line(found, phone)
        if meant:
            found.phones.append(phone)
    return found


def is_misprint(found: Contacts, phone: Phone, profile: str) -> bool:
    """Whether a text asks to call what no phone of its country can dial: a digit too many or too few, or no known beginning."""
    document, digits = found.document, phone.digits
    if digits in found.registry.by_digits or has_shape(digits, profile):
        return False
    if is_miscounted(phone.shown, profile):
        return is_called(document, *phone.sentence)
    abroad = (
        phone.shown.startswith("+")
        or digits.startswith(("00", "011"))
        or any(has_shape(digits, land) for land in SHAPES)
    )
    return not abroad and len(digits) >= MIN_WHOLE and is_dialled(document, phone.start)


def _is_slip(found: Contacts, phone: Phone) -> bool:
    """Whether digits that are no phone number are a slip of one: of the named service's, or of any that the text asks to call."""
    if phone.shown.isdigit() and not is_dialled(found.document, phone.start):
        return False
    named = [item.service for item in found.named_with(phone)]
    above = None if named else found.introduced(phone)
    if above is not None:
        named = [above.service]
    if any(near(phone.digits, number) for service in named for number in service.digits if len(number) >= MIN_DIGITS):
        return True
    if named or not is_dialled(found.document, phone.start):
        return False
    return any(len(number) >= MIN_DIGITS and near(phone.digits, number) for number in found.registry.by_digits)


def _long_forms(known: Registry) -> frozenset[str]:
    """The registered numbers of more than six digits as their services write them: these need no company."""
    return frozenset(
        form
        for service in known.services.values()
        for form in service.shown
        if sum(map(str.isdigit, form)) > MIN_DIGITS
    )


def _in_company(found: Contacts, phone: Phone) -> bool:
    """Whether a short number stands beside or under a service's name, by a word for calling, or in a link that dials it."""
    called = is_called(found.document, *phone.sentence)
    if called or len(phone.digits) <= MAX_SHORTEST:
        return called
    return bool(found.named_with(phone)) or found.introduced(phone) is not None


def _is_line(found: Contacts, phone: Phone) -> bool:
    """Whether a short line is there for a registered number, written in groups: "Parentline: 13 22 89"."""
    service = found.registry.by_digits.get(phone.digits)
    if service is None or len(phone.digits) < MIN_DIGITS or phone.shown not in service.shown or phone.shown.isdigit():
        return False
    block = found.document.blocks[phone.block]
    ends = found.document.text[phone.end : block.end].strip(" .*_)") == ""
    return ends and found.document.words_in(block.start, block.end) <= MAX_LINE


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
