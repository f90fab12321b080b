"""Whom a text turns its reader to near a sign, in whatever words: "Pass these on to the team physio", "The clinic can advise".

Asked only where a page has nobody to call and no advice on the sign was understood: what is found then is the only way that it offers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.record import record
from qa.safety.deferring import deferred
from qa.safety.found import Action
from qa.safety.matcher import Hit
from qa.safety.offices import PROFESSIONS, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block, Document
    from qa.safety.found import Mention
    from qa.safety.places import Places
    from qa.safety.reading import Reader
    from qa.safety.vocabulary import ActionKind, Vocabulary

# How many words behind a sign its advice is looked for, how many a cell that names somebody may have, and how
# many characters may part a person from what asks for them.
MAX_WORDS = 80
MAX_CELL = 12
_REACH = 110
_OWNERS = r"(?:an?|the|your|their|his|her|our|my|any|one of (?:our|the|your)|[\w-]+['’]s)"
_BEFORE_BIDS = r"^\W*|[,;:(\u2013\u2014-] ?|\b(?:should|must|can|could|may|might|to|and|or|then|please|so|but|also|just|always|first|instead|next|simply|now|will|usually|better|rather) "
_NOBODY = r"(?!(?:emergency|ambulance|crisis|duty|on-call|if|when|who|that|and|or|to|from|with|for|by|the|your)\b)"
# Words between what is asked and a person that make them somebody else's: "take the tablets that your doctor gave you".
_APART = re.compile(
    r"\b(?:that|which|who|whom|whose|if|when|until|unless|because|while|before|after|than|without|prescribed|ordered|given|recommended|told|approved|as (?!well|soon))\b|[!?;]"
)
# An office that answers rather than examines: these follow "can" and the like.
_ABLE = r"(?:(?: (?:team|staff|people|line|service|nurses?|doctors?))?(?:,? who)?(?:['’]ll|\s(?:can|could|would|will|should))(?: (?:also|usually|often|then|always|only))?(?: be (?:happy|glad|pleased|able|willing|ready) to)? (?:{helps})\b)"
_FITTING = (
    r"(?:\s(?:is|are)(?: (?:also|usually|often|always))? (?:the (?:person|one|people|best|right|first|place)|your (?:first|best)|here|there|happy|glad|able|available|on hand|best placed|used to|who to|where to"
    r"|an? (?:[\w-]+ ){0,2}(?:contact|person|place|stop|start|choice|option|port of call|sounding board|bet))\b)"
    r"|(?:\s(?:knows? what|(?:(?:will|would|may|might|['’]ll) )?(?:want|need|like|love|prefer|expect|ask)s? to (?:know|hear|see|be told)|sorts? (?:it|this|these|out)|deals? with|answers? (?:questions|calls)|(?:takes?|returns?) calls"
    r"|(?:re)?opens?(?= (?:at|on|from|again|every|only|mondays?|tuesdays?|weekdays?))|(?:goes|runs?|reads?|looks?) (?:through|over|at) (?:it|this|these|them)|(?:has|have|keeps?|runs?|offers?|does) (?:[\w-]+ ){1,4}(?:for you|for this|for it|for these|you can)|(?:has|have) seen|collects?|picks? (?:it|this|these|them) up)\b)"
)
# A shop has what it sells: "your chemist has good antihistamines".
_SELLING = r"(?:(?<=chemist)|(?<=chemists)|(?<=pharmacy)|(?<=pharmacist)|(?<=drugstore)|(?<=chemist['’]s))\s(?:has|have|sells?|stocks?|keeps?|carr(?:y|ies)|offers?)\b"
# Somebody who has a part in a treatment, by that part: "whoever prescribed it".
_WHOEVER = (
    r"(?:\bwhoever|\b(?:the|any) (?:person|one|people|team) (?:who|that)) (?:has |have |first |usually |normally |last )?(?:prescribe[sd]?|gave|gives?|wrote|writes|"
    r"looks? after|looked after|treats?|treated|start(?:s|ed)|order(?:s|ed)|manage[sd]?|sold|sells?|fitted|put|inserted|cares? for|cared for|sees|saw|referred|operated|runs?)\b(?: (?:it|this|them|these|you|your (?:[\w-]+ )?\w+))?"
)
# What says of the office or service named before it whom it is for.
_SERVES = re.compile(
    r"\W*(?:(?:it|this|they|these|one)(?:['’](?:s|re)| (?:is|are|can be|may be|works?))(?: (?:also|a|an|often|very|really|the|just)){0,2} (?:\w+ )?(?:good|right|best|ideal|suitable|handy|useful|perfect|great|made|meant|there|option|choice|way|place|service|start)\b"
    r"|(?:(?:you can|please|just) )?(?:use|choose|pick|book|try|join|come to) (?:it|this|one|them|this service|the service)\b)[^.!?]{0,40}?\b(?:if|for|when)\b"
)
# Somebody whom the text tells its reader to talk to is a person, whatever they are called.
_TALKING = re.compile(
    rf"\b(?:speak|talk|chat|yarn|word|check|touch base|have a (?:\w+ )?\w+)(?: (?:over|about|through) (?:an? |it |this |things? )?[\w-]*)?? (?:to|with) {_OWNERS} (?!emergency|ambulance|crisis|duty|on-call|operator|call.taker)[\w'’-]+(?: (?!(?:or|and|if|when|about|before|for|as|to|on|in|who|at)\b)[\w'’-]+)?"
)
_SENDS_WHERE = re.compile(r"\b(?:who|where|what|action|contact|call|help|do|go|see|next|response|advice|turn|ask)\b")
# A heading or a question of another kind ends what is said of a sign.
_ASKS_WHOM = re.compile(r"\b(?:who|where|when|help|do|next|now|contact|call|turn|steps?|actions?|advice|support)\b")
_ENDING_HEADINGS, _OPENING_HEADINGS = {"other-heading"}, {"advice-heading", "action-heading", "signal-heading"}
# What makes advice one about something that the reader doesn't have: "talk with your doctor about how much exercise".
ABOUT_ELSE = re.compile(
    r"\s+(?:(?:what|which|where|how|whether|before|for (?:a|an|your) (?:vaccine|vaccination|jab|refill|script|prescription|certificate|letter|plan))\b"
    r"|about (?!(?:any|all|it|them|this|these|those|such|new|other|talking|counselling|help|support|(?:your |the )?(?:symptoms|signs))\b)"
    r"|(?:or (?:[\w-]+ ){1,4})?(?:if|when) you(?:['’]re| are| don['’]t| do not) (?:unsure|not sure|uncertain|in doubt|know)\b[^.?!]{0,30}\b(?:dos(?:e|es|age)|amount|how much)\b)"
)
_SUBJECT = 40
# Whatever is done with or to a person, where it is asked for: "the best thing is to link in with your counsellor".
_DOING_WITH = re.compile(
    r"(?:^\W*|\b(?:to|should|must|could) |[,;:] )(?!due|close|next|similar|thanks|according|back|down|up|in|on|it|this|that|and|or|[a-z]+(?:ed|ing|ly)\b)(?P<verb>[a-z]{3,})(?: (?:in|up|out|it|this|them|these|things))? (?:with|to|past|by) $"
)
_ZONE_HEADING = re.compile(
    r"\W*(?:the )?(?:green|yellow|amber|orange|red|mild|moderate|severe|urgent|danger|stage|level)\b(?: \w+){0,2}\W*$"
)
# Conditions that are none: "when you are next in town".
_AT_EASE = re.compile(
    r"\b(?:when|if|once|whenever) (?:you|they|he|she|it)(?:['’](?:re|s|ll)| are| is| will)? (?:next|convenient|suits|can|like|want|wish|have time|get (?:a|the) chance)\b"
)
# What a sentence calls the signs that stand before it.
_OF_SIGNS = re.compile(
    r"\b(?:these|those|them|this happens|any of it)\b|\b(?:any|all|such|every|each) (?:(?:new|serious|severe|worrying|unusual|bad|other|such) )?(?:side[- ]?effects?|reactions?|symptoms?|signs?|changes?|problems?)\b"
)
_ZONE = re.compile(r"\W*[^\s:.?!]+(?: [^\s:.?!]+){0,4}:\W")
_OPENING = 16
# How many characters before a sentence "it" may stand for what is named in them.
_BEFORE_SERVED = 160


@record
class _Ways:
    """How people are named, asked for and said to help, compiled."""

    named: re.Pattern[str]
    bare: re.Pattern[str]
    asked: re.Pattern[str]
    helping: re.Pattern[str]


@lru_cache(maxsize=4)
def _ways(people: tuple[str, ...], bids: tuple[str, ...], helps: tuple[str, ...], fits: tuple[str, ...]) -> _Ways:
    names = any_of(people)
    return _Ways(
        re.compile(
            rf"(?:\b{_OWNERS} (?:{_NOBODY}[\w'’-]+ ){{0,4}}?|\b(?<=sees )|\b(?<=see )|\b(?<=tell )|\b(?<=tells )|\b(?<=ask )|\b(?<=asks )|\b(?<=with ))(?:{names}|{PROFESSIONS})(?: (?:{names}))*s?\b(?!['’]s)|{_WHOEVER}"
        ),
        re.compile(rf"\b(?:{names}|{PROFESSIONS})s?\b"),
        re.compile(rf"\b(?P<fit>(?:{any_of(fits)})\b)|(?:{_BEFORE_BIDS})(?P<bid>(?:{any_of(bids)})\b)"),
        re.compile(_ABLE.format(helps=any_of(helps)) + "|" + _FITTING + "|" + _SELLING),
    )


def _ways_of(known: Vocabulary) -> _Ways:
    words = known.offices
    return _ways(words["office_anyone"], words["office_bids"], words["office_helps"], words["office_fits"])


def turned_to(document: Document, places: Places, reader: Reader, known: Vocabulary, mention: Mention) -> Action | None:
    """The first person or practice behind a sign, within 80 words, that the text asks its reader to turn to; None where it asks for none."""
    kind = next((kind for kind in known.label_entries if kind.to == "gp"), None)
    if kind is None:
        return None
    ways = _ways_of(known)
    own = document.blocks[mention.block]
    for block, sentence in _behind(document, places, reader, mention):
        if own.kind == "table_cell":
            found = ways.bare.search(document.lower, *sentence)
            spans = [found.span()] if found else []
        elif (
            sentence == mention.sentence
            or _answers(document, mention, block, sentence)
            or not reader.is_of_another(block, sentence)
            or _AT_EASE.search(document.lower, *sentence)
        ):
            spans = list(_asked(document, ways, sentence))
        else:
            spans = []
        for start, end in spans:
            if not reader.refused(Hit(0, start, end, block.index)):
                return Action(kind, start, end, block.index, sentence, block.body)
    return _served(document, places, ways, kind, mention)


def _answers(document: Document, mention: Mention, block: Block, sentence: tuple[int, int]) -> bool:
    """Whether a sentence stands right behind the question that a sign is in, in its paragraph."""
    asked = mention.sentence[1]
    between = document.text[asked : sentence[0]]
    return block.index == mention.block and document.text[asked - 1] == "?" and not between.strip()


def _served(document: Document, places: Places, ways: _Ways, kind: ActionKind, mention: Mention) -> Action | None:
    """The office of the sentence before one that says whom it is for: "A video visit saves you the drive. It is good if you have …"."""
    own = document.blocks[mention.block]
    leads = [document.blocks[index] for index in places.leads(own)[:1]]
    for block, sentence in ((own, mention.sentence), *((lead, places.sentences(lead)[-1]) for lead in leads)):
        serves = _SERVES.match(document.lower, *sentence)
        if not serves:
            continue
        start = max(sentence[0] - _BEFORE_SERVED, document.blocks[0].start)
        if ways.bare.search(document.lower, start, sentence[0]):
            return Action(kind, *serves.span(), block.index, sentence, block.body)
    return None


def _asked(document: Document, ways: _Ways, sentence: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where a sentence asks its reader to turn to somebody, or says that somebody will help: from there to the name's end."""
    lower = document.lower
    for person in ways.named.finditer(lower, *sentence):
        start, end = person.span()
        first = max(sentence[0], start - _REACH)
        # What opens a sentence is no opening of a part of it.
        before = ("" if first == sentence[0] else "_") + lower[first:start]
        # What stands next to the person is what is asked: "write it down and share it with the nurse".
        for asked in reversed(list(ways.asked.finditer(before))):
            at = asked.start(asked.lastgroup or 0)
            someone_else = ways.bare.search(before, max(0, at - _SUBJECT), at)
            if not someone_else and not _APART.search(before, at) and not ABOUT_ELSE.match(lower, end):
                yield first + at - (first != sentence[0]), end
                break
        else:
            doing = None if ABOUT_ELSE.match(lower, end) else _DOING_WITH.search(before)
            if doing and not ways.bare.search(before, max(0, doing.start() - _SUBJECT), doing.start()):
                yield first + doing.start("verb") - (first != sentence[0]), end
                continue
            helping = ways.helping.match(lower, end, sentence[1])
            if helping:
                yield start, helping.end()
    yield from deferred(lower, *sentence)
    for talk in _TALKING.finditer(lower, *sentence):
        if not _APART.search(talk.group()) and not ABOUT_ELSE.match(lower, talk.end()):
            yield talk.span()


def told_here(document: Document, places: Places, reader: Reader, known: Vocabulary, mention: Mention) -> Action | None:
    """Whom the sentence of a sign, or the lead-in that its item completes, asks its reader to turn to in whatever words; None where neither does."""
    kind = next((kind for kind in known.label_entries if kind.to == "gp"), None)
    if kind is None:
        return None
    own = document.blocks[mention.block]
    leads = [document.blocks[index] for index in places.leads(own)[:1]] if own.kind == "list_item" else []
    for block, sentence in ((own, mention.sentence), *((lead, places.sentences(lead)[-1]) for lead in leads)):
        for start, end in _asked(document, _ways_of(known), sentence):
            if not reader.refused(Hit(0, start, end, block.index)):
                return Action(kind, start, end, block.index, sentence, block.body)
    return None


def told_next(
    document: Document, places: Places, reader: Reader, known: Vocabulary, mention: Mention, actions: list[Action]
) -> Action | None:
    """The advice of the sentence behind a sign that stands alone with its label ("Red: blue lips. Ring the nurse."), or that calls it one of these.

    The sentence is the next one of the sign's paragraph, or the first of the next paragraph; `actions` are those of the document.
    """
    behind = _next_sentence(document, places, mention)
    if behind is None:
        return None
    block, sentence = behind
    own = [action for action in actions if action.block == block.index and action.sentence == sentence]
    if own:
        return own[0] if own[0].start - sentence[0] <= _OPENING else None
    kind = next((kind for kind in known.label_entries if kind.to == "gp"), None)
    if kind is None or reader.is_of_another(block, sentence):
        return None
    asked = (Hit(0, *span, block.index) for span in _asked(document, _ways_of(known), sentence))
    found = next((hit for hit in asked if not reader.refused(hit)), None)
    return Action(kind, found.start, found.end, block.index, sentence, block.body) if found else None


def _next_sentence(document: Document, places: Places, mention: Mention) -> tuple[Block, tuple[int, int]] | None:
    """The sentence behind a sign's that speaks of it, with its block; None where none does."""
    own, lower = document.blocks[mention.block], document.lower
    sentences = places.sentences(own) if own.kind in ("paragraph", "list_item") else []
    if mention.sentence not in sentences:
        return None
    place = sentences.index(mention.sentence) + 1
    if place < len(sentences):
        heading = (
            document.sections[own.section].title.lower() if document.blocks[own.index - 1].kind == "heading" else ""
        )
        zone = place == 1 and (_ZONE.match(lower, own.start, own.end) or _ZONE_HEADING.match(heading))
        return (own, sentences[place]) if zone or _OF_SIGNS.search(lower, *sentences[place]) else None
    for block in document.blocks[own.index + 1 : own.index + 2]:
        if block.kind == "paragraph" and block.section == own.section and block.body:
            first = places.sentence(block, block.start)
            return (block, first) if _OF_SIGNS.search(lower, *first) else None
    return None


def _opens(document: Document, reader: Reader, heading: Block) -> bool:
    """Whether a heading says that what to do comes now, and not only what the illness is and how it is treated."""
    roles = reader.roles(heading.index)
    if roles & _OPENING_HEADINGS:
        return True
    return not roles & _ENDING_HEADINGS and bool(_ASKS_WHOM.search(document.lower, heading.start, heading.end))


def _behind(
    document: Document, places: Places, reader: Reader, mention: Mention
) -> Iterator[tuple[Block, tuple[int, int]]]:
    """The sentences that may say whom to turn to about a sign: its own and those behind it, or short cells beside it."""
    own = document.blocks[mention.block]
    if own.kind == "table_cell":
        for cell in (document.blocks[index] for index in places.beside(own)):
            heads = [document.blocks[index] for index in places.leads(cell)]
            sends = all(_SENDS_WHERE.search(document.lower, head.start, head.end) for head in heads)
            if sends and 0 < document.words_in(cell.start, cell.end) <= MAX_CELL:
                yield cell, (cell.start, cell.end)
        return
    yield from ((own, sentence) for sentence in places.sentences(own) if sentence[0] >= mention.sentence[0])
    for block in document.blocks[own.index + 1 :]:
        if not block.body or block.kind == "table_cell" or document.words_in(mention.end, block.start) > MAX_WORDS:
            return
        if block.kind == "heading":
            if not _opens(document, reader, block):
                return
        elif document.text_of(block).rstrip(" *_").endswith("?"):
            if not _ASKS_WHOM.search(document.lower, block.start, block.end):
                return
        else:
            yield from ((block, sentence) for sentence in places.sentences(block))
