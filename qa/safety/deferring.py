"""What puts a reader off to a later time: "can wait until we open on Monday", "show it at your next review"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT = r"(?<!n['’]t )(?<!not )(?<!never )(?<!no )(?<!than )(?<!instead of )"
# A service that only opens later: "can wait until we open on Monday".
_OPENING = re.compile(
    _NOT
    + r"\b(?:wait(?:s|ing)?|hold (?:on|off|out)|leave (?:it|this|these|them|that)|sit tight|hang on|kept|keep)\b(?! (?:for|until) (?:help|the ambulance|paramedics))[^.;:!?]{0,24}? (?:until|till|for) "
    r"(?:(?:we|they|(?:the|your) (?:[\w-]+ )?(?:clinic|surgery|practice|office|rooms|medical centre|pharmacy|desk|doctor['’]?s?)) (?:(?:re)?opens?|(?:is|are|['’]re) (?:back|open))"
    r"|(?:next |on |the )?(?:monday|tuesday|wednesday|thursday|friday|weekdays?|week|morning|(?:next )?working day|business day)\b|tomorrow\b|(?:normal |usual |regular )?(?:office|business|opening|working|clinic|surgery) hours|(?:after )?the weekend|opening time)"
)
# An occasion that comes anyway: what is asked, and when.
_ASKED = (
    r"\b(?:mention(?:ed|ing)?|rais(?:e|ed|ing)|report(?:ed)?|discuss(?:ed)?|show(?:n)?|tell|told|say|ask|asked|bring|brought|talk(?:ed)?|share[d]?|cover(?:ed)?|check(?:ed)?|look(?:ed)?|review(?:ed)?|sort(?:ed)?|deal|dealt|handle[d]?|address(?:ed)?"
    r"|see|seen|assess(?:ed)?|note[d]?|keep|kept|save[d]?|leave|left|held|hold|wait|park(?:ed)?|noted|picked|taken|gone|go|put|flag(?:ged)?|examined?)\b"
)
_WHOSE = r"(?:your|the|his|her|their|our|a|any) "
_COMING = r"(?:next|following|annual|yearly|monthly|weekly|quarterly|fortnightly|six-monthly|three-monthly|routine|regular|usual|follow-up|upcoming|scheduled|coming|\w+-(?:week|month|day|year))"
_MEETING = r"(?:appointment|check|check-up|checkup|review|visit|session|clinic|physical|consultation|follow-up|weigh-in|scan|assessment|meeting|round|call|test|injection|infusion|dressing|refill|class|lesson|drop-in|dialysis|treatment)s?\b"
_ON_OCCASION = re.compile(
    _NOT + _ASKED + r"[^.;:!?]{0,40}? "
    rf"(?:(?:at|in|for|until|till|during|on|to|with) {_WHOSE}(?:[\w'’-]+ )?{_COMING} (?:[\w-]+ ){{0,2}}?{_MEETING}"
    r"|(?:the )?next time (?:you|they|he|she|we)(?:['’]re| are| come| see| visit| go| call| ring| fill| pick| collect| drop| order| refill| book| attend| pass| talk| speak| meet)\b"
    r"|when (?:you|they) (?:are )?next\b)"
)


def deferred(lower: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a part of a text in lower case puts its reader off to a later time, by offsets."""
    for pattern in (_OPENING, _ON_OCCASION):
        yield from (found.span() for found in pattern.finditer(lower, start, end))
