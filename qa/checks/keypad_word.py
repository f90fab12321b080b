"""A number in letters beside digits that it doesn't dial."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.finding import Match
from qa.safety.numbers import keyed, national

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_PAIR = re.compile(
    r"\b(?P<word>(?:1[38]00|0[58]0[08]|13|1-8\d\d-?|8\d\d-)[ \u00a0-]?(?:\d{2,3}[ \u00a0-])?[A-Z]{3,}(?:-[A-Z]+)*)\b[ \u00a0]*[(\[][ \u00a0]*"
    r"(?P<digits>\+?[\d][\d \u00a0\u2010\u2011-]{4,16}\d)"
)
# A word whose digits alone stand behind it: "1-800-662-HELP (4357)".
_PART = re.compile(
    r"(?:\d[ \u00a0\u2010\u2011-]?){3,}[ \u00a0-]?(?P<word>[A-Z]{3,8})\b[ \u00a0]*[(\[][ \u00a0]*(?P<digits>\d{3,8})[ \u00a0]*[)\]]"
)
# What every such pair holds, and hardly any other text: looked for first, because it begins with a class of characters.
_HINT = re.compile(r"[A-Z]{3}[ \u00a0]*[(\[][ \u00a0]*\+?\d")


@check("keypad_word", values=("word", "digits", "expected"))
def keypad_word(document: Document, options: NoOptions, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- none
    """Yield the digits in brackets behind a number in letters that they don't spell; letters beyond the number don't count."""
    if not _HINT.search(document.text):
        return
    for pair in _PAIR.finditer(document.text):
        written = national(pair.group("digits"), context.profile)
        word = keyed(pair.group("word"))
        if context.profile == "us":
            word = word.removeprefix("1")
        if not word.startswith(written):
            span = document.locate(*pair.span("digits"))
            expected = word[: len(written)]
            yield Match(span, {"word": pair.group("word"), "digits": pair.group("digits"), "expected": expected})
    for part in _PART.finditer(document.text):
        word, digits = part.group("word", "digits")
        if len(word) == len(digits) and keyed(word) != digits:
            span = document.locate(*part.span("digits"))
            yield Match(span, {"word": word, "digits": digits, "expected": keyed(word)})
