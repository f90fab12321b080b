"""Questions about something that the reader may have: "Chest pain?", "What if my child has a fit?", "Are you too weak to stand?"."""

from __future__ import annotations

import re

_ASKS = frozenset(
    "can could is are was does do did what why how who which where will would should may might has have am when".split()
)
_OF_HAVING = re.compile(
    r"\b(?:if|when|what about|my|i|i've|i'm)\b"
    r"|^(?:have|has|do|does|are|is|did) (?:you|he|she|they|it|your \w+|someone|anyone)\b(?! (?:know|need|want|think|ever|at risk|worried|wondering|looking|caring|living|eligible|planning|due|over|under|aged|taking|allergic|pregnant)\b)"
)
# A heading that asks what to do about something that the reader may have; what stands under it is the answer.
_HEADING = re.compile(
    r"\W*(?:q\W+|\d+\W+)?(?:(?:and|but|so) )?(?:(?:what|what should (?:i|we|you) do|what (?:do|can) (?:i|we|you) do|what to do|should i (?:call|see|worry|be worried|get help|go)\b[^?]*?|do i need [^?]*?|is it (?:serious|normal|ok|an emergency))\b\W*)?(?:if|when) [^?]*\?\W*$"
)
# What is longer is no heading that asks.
_LONGEST = 200

# An answer that tells somebody to send for help, be it not the reader: "Run for the office, who ring 000".
_FOR_HELP = re.compile(r"\b(?:ambulance|emergency|999|911|000|111|112)\b")


def asks_of_having(text: str) -> bool:
    """Whether a question, in lower case, asks what to do about something that its reader has."""
    return text.split(" ", 1)[0] not in _ASKS or bool(_OF_HAVING.search(text))


def heading_asks(lower: str, start: int, end: int) -> bool:
    """Whether a heading, a part of a text in lower case, asks what to do if the reader has something."""
    return end - start <= _LONGEST and bool(_HEADING.match(lower, start, end))


def is_answered(lower: str, question: tuple[int, int], end: int) -> bool:
    """Whether a question about something that its reader has goes on, up to `end`, with what to do, and nobody is sent for help."""
    answer = lower[question[1] : end].strip(" *_\n")
    if not answer or "?" in answer or _FOR_HELP.search(answer):
        return False
    return asks_of_having(lower[slice(*question)].strip(" *_\"“”'"))
