"""Lines that a page printer or a PDF sets at the top and bottom of every page: running heads, feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# "Page 2 of 9", "- 2 -", and what browsers print below a page: its address and "2/9".
_NUMBERED = re.compile(
    r"(?:.{0,120}(?:\s{3,}|\s\|\s|^)page \d{1,3}(?: (?:of|/) ?\d{1,3})?|page \d{1,3}(?: (?:of|/) ?\d{1,3})?(?:\s{3,}|\s\|\s).{0,120}"
    r"|[-–—] ?\d{1,3} ?[-–—]|https?://\S+\s+\d{1,3}/\d{1,3})",
    re.IGNORECASE,
)
# The line that browsers print above a page: when, and its title.
_PRINTED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d\d(?: ?[ap]m)?\s{2,}\S.{0,200}", re.IGNORECASE)
_GAP = re.compile(r"\S\s{3,}\S")
_DATED = re.compile(r"\b(?:review|issue|updated)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SIGNS = ("page ", "Page ", "PAGE ", "http", "   ", "\t", "- ", "– ", "— ", ", ")


def running_heads(text: str, lines: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Where the lines of `lines` (places without trailing blanks) begin that belong to the printed page and not to its text.

    A line counts that has a page's number, and one that comes again on two or more pages beside such a line or with its parts far
    apart. What states a review date keeps its first line.
    """
    if not any(sign in text for sign in _SIGNS):
        return frozenset()
    written = [text[begin:end].strip() for begin, end in lines]
    numbered = [at for at, line in enumerate(written) if line and len(line) < 200 and _is_numbered(line)]
    if not numbered:
        return frozenset()
    shapes = [_shape(line) for line in written]
    times = Counter(shapes)
    found = {at for at in numbered if len(numbered) > 1 or _PRINTED.fullmatch(written[at])}
    filled = [at for at, line in enumerate(written) if line]
    place_of = {at: place for place, at in enumerate(filled)}
    for at in sorted(found):
        for step in (-1, 1):
            place = place_of[at] + step
            while 0 <= place < len(filled) and filled[place] not in found and times[shapes[filled[place]]] > 1:
                if not _GAP.search(written[filled[place]]):
                    break
                found.add(filled[place])
                place += step
    first: dict[str, int] = {}
    for at, shape in enumerate(shapes):
        first.setdefault(shape, at)
    return frozenset(lines[at][0] for at in found if not (first[shapes[at]] == at and _DATED.search(written[at])))


def _is_numbered(line: str) -> bool:
    return _NUMBERED.fullmatch(line) is not None or _PRINTED.fullmatch(line) is not None


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()).casefold())
