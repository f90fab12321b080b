"""Sentences that speak of the future and name a day that is past: "From 4 April 2022 the clinic will open at 8 am"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from qa.dates import dates_in
from qa.language.tokens import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.dates import WrittenDate
    from qa.document.model import Document, Sentence

_YEAR = re.compile(r"\b20[0-4]\d\b")
_GRACE = timedelta(days=30)  # a page may stay up for so long after the day it announces
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?$"
# "From Monday", "Visiting: from"; "will close on", "will be available from".
_FROM = re.compile(
    rf"^\W*(?:[^:.,]{{2,40}}: )?(?:from|starting(?: on)?|as of|beginning(?: on)?|effective(?: from)?) {_DAY}",
    re.IGNORECASE,
)
_WILL = re.compile(
    rf"\b(?:will|won't|won’t|is going to|are going to)\b[^.;]{{0,80}} (?:on|from|until|by|in|between|before) {_DAY}",
    re.IGNORECASE,
)
# "Restrictions are in place until", "the offer runs till".
_STILL = re.compile(
    rf"\b(?:is|are|isn't|isn’t|aren't|aren’t|remains?|stays?|appl(?:y|ies)|runs?|has been|have been)\b[^.;]{{0,80}} (?:until|till) {_DAY}",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:find us|visit us|see us|call us|come to|go to|will|may|can|must|should|won't|won’t)\b", re.IGNORECASE
)


def overdue(document: Document, context: Context) -> Iterator[tuple[Sentence, WrittenDate]]:
    """Each sentence of the body that announces something for a day more than a month ago, and names no later one."""
    seen: set[int] = set()
    for year in _YEAR.finditer(document.text):
        sentence = sentence_at(document, year.start())
        if sentence is None or sentence.start in seen:
            continue
        seen.add(sentence.start)
        block = document.blocks[sentence.block]
        text = document.text[sentence.start : sentence.end]
        if not block.body or block.kind in ("code", "heading") or block.quoted:
            continue
        if _NOW.search(text) is None and " until " not in text and " till " not in text:
            continue
        days = list(dates_in(text, day_first=context.profile != "us"))
        last = max(days, key=lambda dated: dated.last, default=None)
        if last is not None and last.last + _GRACE < context.today and any(_future(text, dated) for dated in days):
            yield sentence, last


def _future(text: str, dated: WrittenDate) -> bool:
    before = text[: dated.start]
    if _WILL.search(before) is not None or _STILL.search(before) is not None:
        return True
    return _FROM.search(before) is not None and _NOW.search(text, dated.end) is not None
