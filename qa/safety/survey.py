"""What a document says about signs and actions: found in one pass, read in context, and kept while its checks run."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.record import field, record, replace
from qa.safety.found import SEEN_BY_OPTICIANS, Action, Mention
from qa.safety.governing import Governors
from qa.safety.matcher import entries_in, hits_of
from qa.safety.offices import KIND, named_office, offices
from qa.safety.places import Places
from qa.safety.reading import Reader
from qa.safety.services import registry
from qa.safety.turning import told_here, told_next, turned_to
from qa.safety.vocabulary import vocabulary

if TYPE_CHECKING:
    from qa.document.model import Block, Document
    from qa.safety.facts import Facts
    from qa.safety.matcher import Hit
    from qa.safety.vocabulary import ActionKind, Sign, Vocabulary


# Before an action that depends on a condition, words that describe it instead of asking for it.
_DESCRIBED = (
    "you ",
    "they ",
    "he ",
    "she ",
    "may ",
    "might ",
    "may need to ",
    "might need to ",
    "may have to ",
    "who ",
    "people ",
)
# "Urgent advice: ask for …" heads a call-out and asks for nothing itself.
_LABEL = re.compile(r"(?:urgent|immediate)\b[^:]*: \S")
# Who talks with the reader asks nothing of them: "will talk with you about surgery".
_TALKS_TO_READER = re.compile(r"(?:talk|speak|chat|discuss)\w* (?:\w+ )?(?:with|to) (?:you|them)\b")
_DISCLAIMER = re.compile(r"\W*(?:(?:medical|legal|content|health|general) )?disclaimer\b", re.IGNORECASE)
_NUMBER_NEAR = re.compile(r"\d{3}")
_CRISIS_LINE, _CRISIS = "crisis-line", "mental health and self-harm"
# Kinds of action whose form is the bare number, and what may stand behind one: "000 patients" isn't a call.
NUMBERS_ALONE = ("number-au", "number-uk", "number-us")
_STANDS_ALONE = re.compile(
    r"[*_\"”’')\]]*\s*(?:$|[-.,;:!?(\u2013\u2014|/\n]|\b(?:for|if|when|now|and|or|immediately|straight|at once|right|call|emergency|at any|will)\b)"
)


@record(frozen=False)
class Survey:
    """Everything found in one document, in text order."""

    document: Document
    places: Places
    mentions: list[Mention] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    services: list[tuple[str, Hit]] = field(default_factory=list)
    title_signs: frozenset[str] = frozenset()
    country: str = ""
    reader: Reader | None = None
    crisis_blocks: frozenset[int] = frozenset()

    def signs(self, *tiers: str) -> list[Mention]:
        """The mentions of the body that count, of those tiers (default: emergency)."""
        wanted = tiers or ("emergency",)
        return [item for item in self.mentions if not item.dismissed and item.sign.tier in wanted]

    def emergencies(self) -> list[Mention]:
        """The signs of an emergency but thoughts of suicide or self-harm that a crisis line answers: in what governs them, or in their section.

        Source: Mindframe guidelines, which ask for services that answer at all hours (how many is another rule's question).
        """
        blocks, places = self.document.blocks, self.places
        lines = [action for action in self.body_actions("urgent") if action.kind.id == _CRISIS_LINE]
        answered = {places.top_section(blocks[action.block]) for action in lines}
        # Where the call itself is another country's, a service beside it doesn't make up for it.
        wrong = {places.top_section(blocks[action.block]) for action in self.actions if not self.works(action)}
        named = {places.top_section(blocks[index]) for index in self.crisis_blocks if blocks[index].body}
        answered |= named - wrong
        return [
            item
            for item in self.signs()
            if not self._seen_at_once(item)
            if item.sign.group != _CRISIS
            or not (
                places.top_section(blocks[item.block]) in answered or any(action in lines for action in item.governed)
            )
        ]

    def _seen_at_once(self, item: Mention) -> bool:
        """Whether what stands right behind a sign of the eye's sends its reader to an optician or eye doctor at once."""
        if item.sign.id != SEEN_BY_OPTICIANS:
            return False
        return any(
            item.start < action.start and action.block - item.block in (0, 1) and action.kind.to == "eye"
            for action in self.body_actions("urgent")
        )

    def body_actions(self, *tiers: str) -> list[Action]:
        """The actions of the body of those tiers (default: emergency) that a reader in this country can take."""
        wanted = tiers or ("emergency",)
        return [item for item in self.actions if item.body and item.kind.tier in wanted and self.works(item)]

    def named_office(self, mention: Mention) -> Action | None:
        """The office that a sign's sentence or lead-in names, or that the text behind it turns to, though no advice was understood."""
        if self.reader is None:
            return None
        given = self.document, self.places, self.reader, self.reader.known, mention
        return named_office(*given) or turned_to(*given)

    def told_next(self, mention: Mention) -> Action | None:
        """The advice that a sign's sentence gives in words that no action has, or the sentence behind it, where nothing governs the sign."""
        if self.reader is None or mention.governed:
            return None
        given = self.document, self.places, self.reader, self.reader.known, mention
        return named_office(*given) or told_here(*given) or told_next(*given, self.actions)

    def works(self, action: Action) -> bool:
        """Whether an action isn't a call to another country's number."""
        return action.kind.country in ("", self.country)


def survey(document: Document, facts: Facts) -> Survey:
    """The survey of a document; the checks of one document share it."""
    slot = facts.derived("safety.survey", dict)
    if slot.get("document") is not document:
        slot["document"], slot["survey"] = document, _made(document, facts)
    made: Survey = slot["survey"]
    return made


def _made(document: Document, facts: Facts) -> Survey:
    known = vocabulary(facts)
    found = Survey(document, Places(document), country=facts.profile)
    signs: list[tuple[Sign, Hit]] = []
    actions: list[tuple[ActionKind, Hit]] = []
    for hit in hits_of(document, known.things):
        family, thing = known.thing_entries[hit.entry]
        if family == "sign":
            signs.append((thing, hit))
        elif family == "action":
            actions.append((thing, hit))
        else:
            found.services.append((thing, hit))
    found.crisis_blocks = _crisis_blocks(document, found.services, facts)
    titled = [known.thing_entries[entry] for entry in entries_in(document.title, known.things)]
    found.title_signs = frozenset(thing.id for family, thing in titled if family == "sign")
    reader = Reader(document, found.places, known, found.title_signs)
    found.actions = _actions(document, found.places, reader, actions, facts.profile)
    found.reader = reader
    if any(sign.tier == "emergency" for sign, _ in signs):
        found.actions = _with_offices(document, found.places, reader, known, found.actions)
    governors = Governors(document, found.places, known, [action for action in found.actions if found.works(action)])
    mentions = _mentions(governors, reader, signs, known.qualifiers)
    found.mentions = _weighed(document, mentions, reader)
    if governors.from_labels:
        found.actions = sorted((*found.actions, *governors.from_labels), key=lambda action: action.start)
    return found


def _crisis_blocks(document: Document, named: list[tuple[str, Hit]], facts: Facts) -> frozenset[int]:
    """The blocks that name a service for people in crisis which answers at all hours, by its name, with a number behind it."""
    services = registry(facts).services if named else {}
    return frozenset(
        hit.block
        for service, hit in named
        if services[service].always
        and {"crisis", "mental-health"} <= services[service].serves
        and not document.text[hit.start : hit.end].islower()
        and _NUMBER_NEAR.search(document.text, hit.end, hit.end + 200)
    )


def _with_offices(
    document: Document, places: Places, reader: Reader, known: Vocabulary, actions: list[Action]
) -> list[Action]:
    """The actions with those by names that the vocabulary lacks, in text order."""
    kind = next((kind for kind in known.label_entries if kind.id == KIND), None)
    further = list(offices(document, places, reader, kind, actions, known.offices)) if kind else []
    return sorted((*actions, *further), key=lambda action: action.start) if further else actions


def _actions(
    document: Document, places: Places, reader: Reader, raw: list[tuple[ActionKind, Hit]], country: str
) -> list[Action]:
    """Actions that the text asks for.

    Of two that overlap, the vague one ("your doctor or emergency services"), else the stronger ("an urgent appointment" before "urgent
    help" from nobody in particular), of these this country's, and the more precise.
    """
    kept: list[Action] = []
    starts: list[int] = []
    ends: list[int] = []
    # A refused action takes its place from what it overlaps: "don't call 000" isn't the number by itself.
    urgent = [hit for kind, hit in raw if kind.tier == "urgent"]
    ranked = sorted(
        (_rank(kind, hit, document.lower, urgent), kind.country not in ("", country), hit.start, -hit.end, number)
        for number, (kind, hit) in enumerate(raw)
    )
    for *_, number in ranked:
        kind, hit = raw[number]
        # Those kept don't overlap, so that only the last to begin before this one's end can reach into it.
        before = bisect_left(starts, hit.end)
        if (before and ends[before - 1] > hit.start) or _is_figure(document.text, hit, alone=kind.id in NUMBERS_ALONE):
            continue
        block = document.blocks[hit.block]
        sentence = places.sentence(block, hit.start)
        if kind.tier == "unnamed" and _LABEL.match(document.lower, hit.start, hit.end + 3):
            continue
        if kind.tier == "routine" and _TALKS_TO_READER.match(document.lower, hit.start, hit.end):
            continue
        if kind.only_if and not (_is_told(document.lower, hit) and reader.is_conditional(block, sentence)):
            continue
        starts.insert(before, hit.start)
        ends.insert(before, hit.end)
        if not reader.refused(hit):
            kept.append(
                Action(kind, hit.start, hit.end, hit.block, sentence, block.body and not _disclaims(document, block))
            )
    return sorted(kept, key=lambda action: action.start)


def _disclaims(document: Document, block: Block) -> bool:
    """Whether a block stands under "Disclaimer", or is one: what it says of emergencies stands on every page of its site."""
    title = document.sections[block.section].title
    return bool(_DISCLAIMER.match(title) or _DISCLAIMER.match(document.text, block.start, block.end))


def _rank(kind: ActionKind, hit: Hit, lower: str, urgent: list[Hit]) -> int:
    """Which of two overlapping actions counts: the smaller; of urgent and routine ones, the more precise.

    Help "from" somebody is theirs to give, where that is an action too, and an urgent appointment outdoes "urgent help" from nobody.
    """
    if kind.to == "either":
        return -1
    if kind.to == "nobody" and lower.startswith(" from ", hit.end):
        return 3
    if kind.tier == "unnamed":
        return 3 if any(other.start < hit.end and hit.start < other.end for other in urgent) else 1
    return 0 if kind.tier == "emergency" else 2


def _is_told(lower: str, hit: Hit) -> bool:
    """Whether going somewhere is asked for: not "when you get to hospital", "may need to go to hospital for a scan"."""
    before = lower[max(0, hit.start - 16) : hit.start]
    return not before.endswith(_DESCRIBED) and not lower.startswith((" for a", " for your", " for surgery"), hit.end)


def _is_figure(text: str, hit: Hit, *, alone: bool) -> bool:
    """Whether digits are part of another number ("10 000", "1,000", "1800 000 123"), or stand `alone` and count something."""
    if alone and not _STANDS_ALONE.match(text, hit.end):
        return True
    before, after = text[max(0, hit.start - 2) : hit.start], text[hit.end : hit.end + 2]
    return (before[:1].isdigit() and before[1:] in (" ", ",", ".", "\u00a0", "\u202f")) or (
        after[:1] in (" ", ",", ".", "\u00a0") and after[1:].isdigit()
    )


def _is_loose(text: str, qualifiers: frozenset[str]) -> bool:
    """Whether a comma parts more than qualifiers: "severe vomiting, stomach pain", not "sudden, severe stomach pain"."""
    head, comma, _ = text.rpartition(",")
    return bool(comma) and not all(word in qualifiers for word in head.replace(",", " ").split())


def _mentions(
    governors: Governors, reader: Reader, raw: list[tuple[Sign, Hit]], qualifiers: frozenset[str]
) -> list[Mention]:
    document, places = reader.document, reader.places
    standing: dict[int, list[tuple[Sign, Hit]]] = {}
    for sign, hit in sorted(raw, key=lambda item: (item[1].start, -item[1].end)):
        if document.blocks[hit.block].body and not (
            sign.tight and _is_loose(document.lower[hit.start : hit.end], qualifiers)
        ):
            standing.setdefault(hit.block, []).append((sign, hit))
    found: list[Mention] = []
    for index, signs in standing.items():
        block = document.blocks[index]
        told: dict[tuple[int, int], tuple[Action, ...]] = {}
        for sign, hit in _without_shadows(signs):
            sentence = places.sentence(block, hit.start)
            if sentence not in told:
                told[sentence] = tuple(governors.of(block, sentence))
            governed = told[sentence]
            dismissed = reader.dismissal(sign, hit, block, sentence, governed)
            found.append(Mention(sign, hit.start, hit.end, hit.block, sentence, dismissed, governed))
    return found


def _without_shadows(signs: list[tuple[Sign, Hit]]) -> list[tuple[Sign, Hit]]:
    """Of a block's signs, drop look-alikes with all they overlap, and what a longer one covers: "chest pain" in "severe chest pain".

    The signs are in order of their starts, so that only those between the longest one's length before and an end can overlap.
    """
    starts = [hit.start for _, hit in signs]
    longest = max(hit.end - hit.start for _, hit in signs)
    return [
        item
        for item in signs
        if item[0].tier != "none"
        and not any(
            _beats(other, item)
            for other in signs[bisect_left(starts, item[1].start - longest) : bisect_left(starts, item[1].end)]
            if other is not item
        )
    ]


def _beats(other: tuple[Sign, Hit], item: tuple[Sign, Hit]) -> bool:
    (_, start, end, _), (_, first, last, _) = other[1], item[1]
    if other[0].tier == "none":
        return start < last and first < end
    longer = end - start > last - first
    milder = item[0].tier == "emergency" and other[0].tier != "emergency"
    return longer and not milder and start <= first and last <= end


def _weighed(document: Document, mentions: list[Mention], reader: Reader) -> list[Mention]:
    """Let a sign that something "may cause" count where it is in company.

    That is with another emergency in its sentence, with signs presented as such in its section, or in a text that has no
    headings to say what a part of it is about. What the title names counts once if nothing else presents it,
    and if it is the title's subject: not in "Seizure diary".
    """
    framed = any(block.kind == "heading" and block.body for block in document.blocks)
    presented = {document.blocks[item.block].section for item in mentions if not item.dismissed}
    named = {item.sign.id for item in mentions if not item.dismissed}
    sentences: dict[tuple[int, int], set[str]] = {}
    for item in mentions:
        if item.dismissed in ("", "weak") and item.sign.tier == "emergency":
            sentences.setdefault(item.sentence, set()).add(item.sign.id)
    weighed: list[Mention] = []
    for item in mentions:
        company = (
            not framed or document.blocks[item.block].section in presented or len(sentences.get(item.sentence, ())) > 1
        )
        alone = item.dismissed == "topic" and item.sign.id not in named and "title-aside" not in reader.title_roles
        if alone:
            named.add(item.sign.id)
        counts = alone or (item.dismissed == "weak" and company)
        weighed.append(replace(item, dismissed="") if counts else item)
    return weighed
