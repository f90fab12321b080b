"""Holds fixes back from places where a slip could hurt someone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.record import replace

if TYPE_CHECKING:
    from qa.finding import Fix

REACH = 32

_DANGER = re.compile(
    r"\d|[%‰°µ]|\b(?:mg|mcg|micrograms?|g|kg|ml|millilit(?:re|er)s?|l|lit(?:re|er)s?|units?|iu|mmol|tablets?|capsules?|doses?"
    r"|dosage|puffs?|drops?|times|daily|hourly|weekly|hours?|days?|weeks?|months?|years?|once|twice|half|double|maximum|minimum"
    r"|not?|never|none|nor|without|unless|except|avoid|stop|cannot|un\w+|\w+n['’]t)\b",
    re.IGNORECASE,
)


def guarded(fix: Fix | None, text: str) -> Fix | None:
    """The fix, no longer `safe` where a number, unit, dose word or negation stands in it or close to it on its line."""
    if fix is None or fix.applicability != "safe":
        return fix
    for edit in fix.edits:
        line_start = text.rfind("\n", 0, edit.start) + 1
        line_end = text.find("\n", edit.end)
        start = max(line_start, edit.start - REACH)
        end = min(len(text) if line_end < 0 else line_end, edit.end + REACH)
        if _DANGER.search(text, start, end) or _DANGER.search(edit.replacement):
            return replace(fix, applicability="unsafe")
    return fix
