"""People and practices to turn to by names that no list holds: "get in touch with your endocrine nurse"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.safety.found import Action
from qa.safety.matcher import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.document.model import Block, Document
    from qa.safety.found import Mention
    from qa.safety.places import Places
    from qa.safety.reading import Reader
    from qa.safety.vocabulary import ActionKind, Vocabulary

KIND = "see-specialist"
# What asks its reader to turn to somebody, up to the name's last word, of which at least one is unknown.
_REACH = 64
_PLAIN = ("your ", "the ", " a ", "their ", "\n", ". ", "- ", ", ", "or ", "and ")


# Professions by their endings, beside the people that the data name: "the orthoptist", "a dietician".
PROFESSIONS = r"\w+(?:log|ap|ac|opt|et|etr|erg|ern|iatr|ition|eption|ien|ial|ent|ont)ist|\w{3,}ician"


@lru_cache(maxsize=4)
def _asking(verbs: tuple[str, ...]) -> re.Pattern[str]:
    """What asks for somebody of that kind, up to the name's last word."""
    return re.compile(
        rf"\b(?:{any_of(verbs)}) (?:an?|the|your|their|his|her|our|my|one of (?:our|the|your)) "
        r"(?:(?!emergency|ambulance|crisis|duty|after|if|when|who|that)[\w'’-]+ ){1,3}$"
    )


@lru_cache(maxsize=4)
def _naming(people: tuple[str, ...], doing: tuple[str, ...]) -> re.Pattern[str]:
    """Anybody of an office: "your GP", "the school's own nurse", not "the emergency doctor", nor "your doctor may recommend"."""
    return re.compile(
        r"\b(?:an?|the|your|their|his|her|our|my|any) (?:(?!emergency|ambulance|crisis|duty|on-call|if|when|who|that)[\w'’-]+ ){0,2}?"
        rf"(?:{any_of(people)}|{PROFESSIONS})s?\b(?!['’]s|,? (?:{any_of(doing)})\b)"
    )


@lru_cache(maxsize=4)
def _telling(people: tuple[str, ...]) -> re.Pattern[str]:
    """A cell that tells its reader to turn to somebody: "Book the next asthma clinic", "Email the pump team"."""
    return re.compile(
        r"\W*(?:(?:please|then|just) )?(?:ask|book|bring|call|contact|e-?mail|get|go|keep|leave|let|make|mention|message|note|phone|pop|raise|report|ring|"
        r"schedule|see|send|show|speak|talk|tell|text|visit|wait|write)\b(?:(?!\b(?:emergency|ambulance|hospital|999|911|000|111)\b)[^.;!?])*?"
        rf"\b((?:{any_of(people)}|team|helpline|unit|practice|office|rooms)s?)\b"
    )


def office_told(lower: str, span: tuple[int, int], known: Vocabulary) -> tuple[int, int] | None:
    """Where a table cell tells its reader to turn to an office that no action names; None where it doesn't."""
    told = _telling(known.offices["office_anyone"]).match(lower, *span)
    return (span[0], told.end(1)) if told else None


def any_of(words: tuple[str, ...]) -> str:
    """The words as alternatives of a pattern, longer ones first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def named_office(
    document: Document, places: Places, reader: Reader, known: Vocabulary, mention: Mention
) -> Action | None:
    """The first office that a condition with a sign, what leads into it, or the answer to it names in whatever words; None where none does."""
    kind = next((kind for kind in known.label_entries if kind.to == "gp"), None)
    if kind is None:
        return None
    pattern = _naming(known.offices["office_anyone"], known.offices["office_doing"])
    own = document.blocks[mention.block]
    leads = [document.blocks[index] for index in places.leads(own)]
    answer = _answer(document, own, mention.sentence)
    told = [(own, mention.sentence), *((lead, places.sentence(lead, lead.end - 1)) for lead in leads), *answer]
    for block, span in told:
        named = pattern.search(document.lower, *span)
        asked = bool(answer) and (block, span) == answer[0]
        if named is None or not (asked or reader.is_conditional(block, span)):
            continue
        if not reader.refused(Hit(0, *named.span(), block.index)):
            return Action(kind, *named.span(), block.index, span, block.body)
    return None


def _answer(document: Document, block: Block, asked: tuple[int, int]) -> list[tuple[Block, tuple[int, int]]]:
    """What stands behind a question in its block, else the paragraph behind it; nothing where the sentence asks nothing."""
    if document.text[asked[1] - 1] != "?":
        return []
    if document.text[asked[1] : block.end].strip(" *_\n"):
        return [(block, (asked[1], block.end))]
    behind = document.blocks[block.index + 1 : block.index + 2]
    same = [other for other in behind if other.kind == "paragraph" and other.section == block.section]
    return [(other, (other.start, other.end)) for other in same]


def offices(
    document: Document,
    places: Places,
    reader: Reader,
    kind: ActionKind,
    known: Sequence[Action],
    words: Mapping[str, tuple[str, ...]],
) -> Iterator[Action]:
    """Further advice to turn to somebody, where none of `known` (in text order) is; what the text refuses is left out."""
    lower = document.lower
    starts = [action.start for action in known]
    asks = _asking(words["office_asks"])
    for word in words["office_people"]:
        at = lower.find(word)
        while at >= 0:
            end = at + len(word)
            end += lower.startswith("s", end)
            # Most stand right behind "your", or in an action that is known.
            plain = lower.endswith(_PLAIN, max(0, at - 6), at) or _taken(known, starts, at, end)
            asked = None if plain else asks.search(lower, max(0, at - _REACH), at)
            if asked and not lower[end : end + 1].isalpha() and not _taken(known, starts, asked.start(), end):
                block = document.block_at(asked.start())
                if block.end >= end and not reader.refused(Hit(0, asked.start(), end, block.index)):
                    sentence = places.sentence(block, asked.start())
                    yield Action(kind, asked.start(), end, block.index, sentence, block.body)
            at = lower.find(word, end)


def _taken(known: Sequence[Action], starts: list[int], start: int, end: int) -> bool:
    """Whether another action reaches into a range."""
    before = bisect_left(starts, end)
    return before > 0 and known[before - 1].end > start
