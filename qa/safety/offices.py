"""People and practices to turn to by names that no list holds: "get in touch with your endocrine nurse"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.safety.found import Action
from qa.safety.matcher import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.document.model import Document
    from qa.safety.places import Places
    from qa.safety.reading import Reader
    from qa.safety.vocabulary import ActionKind

KIND = "see-specialist"
_PEOPLE = ("nurse", "doctor", "clinic", "practitioner", "specialist", "midwife", "midwives", "consultant", "educator", "adviser", "advisor",
           "therapist", "coordinator", "co-ordinator", "receptionist", "counsellor", "counselor", "technician")  # fmt: skip
# What asks its reader to turn to somebody, up to the name's last word, of which at least one is unknown.
_REACH = 64
_PLAIN = ("your ", "the ", " a ", "their ", "\n", ". ", "- ", ", ", "or ", "and ")
_ASKS = re.compile(
    r"\b(?:see|call|ring|phone|contact|tell|ask|email|message|text|visit|consult|notify|inform|alert|let|speak (?:to|with)|talk (?:to|with)"
    r"|check(?: in)? with|get (?:in touch with|hold of)|book (?:in )?with|appointment with|reach out to|touch base with|drop a line to)"
    r" (?:an?|the|your|their|his|her|our|my|one of (?:our|the|your)) (?:(?!emergency|ambulance|crisis|duty|after|if|when|who|that)[\w'’-]+ ){1,3}$"
)


def offices(
    document: Document, places: Places, reader: Reader, kind: ActionKind, known: Sequence[Action]
) -> Iterator[Action]:
    """Further advice to turn to somebody, where none of `known` (in text order) is; what the text refuses is left out."""
    lower = document.lower
    starts = [action.start for action in known]
    for word in _PEOPLE:
        at = lower.find(word)
        while at >= 0:
            end = at + len(word)
            end += lower.startswith("s", end)
            # Most stand right behind "your", or in an action that is known.
            plain = lower.endswith(_PLAIN, max(0, at - 6), at) or _taken(known, starts, at, end)
            asked = None if plain else _ASKS.search(lower, max(0, at - _REACH), at)
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
