"""Comments of MDX, `{/* … */}`: it knows no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENS = "{/*"
_COMMENT = re.compile(r"\{/\*(?:(?!\*/\})[\s\S]){0,2000}\*/\}")
# Fences and code in a line, near enough to tell a comment from one that is shown.
_IN_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\1|\Z)|(`+)[^`\n]+?\2", re.MULTILINE)


def mdx_comments(text: str, start: int) -> Iterator[re.Match[str]]:
    """The comments of a text from an offset on, but those that stand in code."""
    if _OPENS not in text:
        return
    code = [found.span() for found in _IN_CODE.finditer(text, start)]
    for comment in _COMMENT.finditer(text, start):
        if not any(begin < comment.start() < end for begin, end in code):
            yield comment
