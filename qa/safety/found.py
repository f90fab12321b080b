"""What is found in a text: actions that it asks for, and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.record import record

if TYPE_CHECKING:
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
