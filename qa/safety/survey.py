"""What a document says about signs and actions: found in one pass, read in context, and kept while its checks run."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.record import field, record, replace
from qa.safety.matcher import entries_in, hits_of
from qa.safety.places import Places
from qa.safety.reading import Reader
from qa.safety.vocabulary import vocabulary

if TYPE_CHECKING:
    from qa.document.model import Document
    from qa.safety.facts import Facts
    from qa.safety.matcher import Hit
    from qa.safety.vocabulary import ActionKind, Sign


@record
class Action:
    """An action that the text asks for, by projected offsets; `sentence` is the range of the sentence that holds it."""

    kind: ActionKind
    start: int
    end: int
    block: int
    sentence: tuple[int, int]
    body: bool


@record
class Mention:
    """A sign in the text.

    `dismissed` says why it doesn't count ("" where it does); `governed` are the actions that its own sentence, lead-ins,
    headings or row ask for.
    """

    sign: Sign
    start: int
    end: int
    block: int
    sentence: tuple[int, int]
    dismissed: str = ""
    governed: tuple[Action, ...] = ()


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

    def signs(self, *tiers: str) -> list[Mention]:
        """The mentions of the body that count, of those tiers (default: emergency)."""
        wanted = tiers or ("emergency",)
        return [item for item in self.mentions if not item.dismissed and item.sign.tier in wanted]

    def body_actions(self, *tiers: str) -> list[Action]:
        """The actions of the body of those tiers (default: emergency) that a reader in this country can take."""
        wanted = tiers or ("emergency",)
        return [item for item in self.actions if item.body and item.kind.tier in wanted and self.works(item)]

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
    titled = [known.thing_entries[entry] for entry in entries_in(document.title, known.things)]
    found.title_signs = frozenset(thing.id for family, thing in titled if family == "sign")
    reader = Reader(document, found.places, known, found.title_signs)
    found.actions = _actions(document, found.places, reader, actions, facts.profile)
    reader.note([action for action in found.actions if found.works(action)])
    found.reader = reader
    mentions = _mentions(document, found.places, reader, signs, known.qualifiers)
    found.mentions = _weighed(document, mentions, reader)
    return found


def _actions(
    document: Document, places: Places, reader: Reader, raw: list[tuple[ActionKind, Hit]], country: str
) -> list[Action]:
    """Actions that the text asks for.

    Of two that overlap, the vague one ("your doctor or emergency services"), else the stronger, of these this country's, and
    the more precise.
    """
    order = {"either": -1, "emergency": 0, "unnamed": 1}
    kept: list[Action] = []
    starts: list[int] = []
    ends: list[int] = []
    ranked = sorted(
        (order.get(kind.to, order.get(kind.tier, 2)), kind.country not in ("", country), hit.start, -hit.end, number)
        for number, (kind, hit) in enumerate(raw)
    )
    for *_, number in ranked:
        kind, hit = raw[number]
        # Those kept don't overlap, so that only the last to begin before this one's end can reach into it.
        before = bisect_left(starts, hit.end)
        if (before and ends[before - 1] > hit.start) or reader.refused(hit):
            continue
        starts.insert(before, hit.start)
        ends.insert(before, hit.end)
        block = document.blocks[hit.block]
        kept.append(Action(kind, hit.start, hit.end, hit.block, places.sentence(block, hit.start), block.body))
    return sorted(kept, key=lambda action: action.start)


def _is_loose(text: str, qualifiers: frozenset[str]) -> bool:
    """Whether a comma parts more than qualifiers: "severe vomiting, stomach pain", not "sudden, severe stomach pain"."""
    head, comma, _ = text.rpartition(",")
    return bool(comma) and not all(word in qualifiers for word in head.replace(",", " ").split())


def _mentions(
    document: Document, places: Places, reader: Reader, raw: list[tuple[Sign, Hit]], qualifiers: frozenset[str]
) -> list[Mention]:
    standing: dict[int, list[tuple[Sign, Hit]]] = {}
    for sign, hit in sorted(raw, key=lambda item: (item[1].start, -item[1].end)):
        if document.blocks[hit.block].body and not (
            sign.tight and _is_loose(document.lower[hit.start : hit.end], qualifiers)
        ):
            standing.setdefault(hit.block, []).append((sign, hit))
    found: list[Mention] = []
    for index, signs in standing.items():
        block = document.blocks[index]
        governors: dict[tuple[int, int], tuple[Action, ...]] = {}
        for sign, hit in _without_shadows(signs):
            sentence = places.sentence(block, hit.start)
            if sentence not in governors:
                governors[sentence] = tuple(reader.governing(block, sentence))
            governed = governors[sentence]
            dismissed = reader.dismissal(sign, hit, block, sentence, governed)
            found.append(Mention(sign, hit.start, hit.end, hit.block, sentence, dismissed, governed))
    return found


def _without_shadows(signs: list[tuple[Sign, Hit]]) -> list[tuple[Sign, Hit]]:
    """Of a block's signs, drop look-alikes with all they overlap, and what a longer one covers: "chest pain" in "severe chest pain"."""
    return [
        item
        for item in signs
        if item[0].tier != "none" and not any(_beats(other, item) for other in signs if other is not item)
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
        alone = item.dismissed == "topic" and item.sign.id not in named and not reader.title_is_aside
        if alone:
            named.add(item.sign.id)
        counts = alone or (item.dismissed == "weak" and company)
        weighed.append(replace(item, dismissed="") if counts else item)
    return weighed
