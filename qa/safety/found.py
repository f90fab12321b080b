"""What is found in a text: actions that it asks for, and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.safety.vocabulary import ActionKind, Sign

# The sign that an optician at once answers as well (NHS, detached retina).
SEEN_BY_OPTICIANS = "retina"


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


def answered_at_once(sign: Sign, governed: Sequence[Action]) -> bool:
    """Whether what is told of a sign is enough short of an emergency department: a doctor the same day, an optician at once."""
    if sign.id == SEEN_BY_OPTICIANS and any(action.kind.to == "eye" for action in governed):
        return True
    return sign.same_day and any(action.kind.tier == "urgent" for action in governed)
