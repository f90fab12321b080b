"""One report for each place: where several ways of looking meet the same slip, the surest of them speaks."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.finding import Match


def told_once(groups: Iterable[Iterable[Match]]) -> list[Match]:
    """The matches of several groups, the surest group first, without those that overlap one taken before them.

    Within a group a match that says what to write goes before one that doesn't, then the longer before the shorter, then the
    one met first. Every match that stands alone is kept. The result is in the order of the text.
    """
    starts: list[int] = []
    ends: list[int] = []
    taken: list[Match] = []
    for group in groups:
        for match in sorted(group, key=lambda each: (each.fix is None, each.span[0] - each.span[1])):
            start, end = match.span
            at = bisect_right(starts, start)
            if (at and ends[at - 1] > start) or (at < len(starts) and starts[at] < end):
                continue
            starts.insert(at, start)
            ends.insert(at, end)
            taken.append(match)
    return sorted(taken, key=lambda each: each.span)
