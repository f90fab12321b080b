"""Where the suppressions of an article hold. Everything here is linear in instructions and findings, but for sorting."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.record import record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from qa.document.directives import Instruction
    from qa.finding import Finding


@record
class Area:
    """Where an instruction holds, in source offsets, the end left out."""

    instruction: Instruction
    start: int
    end: int

    @property
    def names(self) -> set[str]:
        """The rules that it names, in lower case."""
        return {name.casefold() for name in self.instruction.rules}


def areas(text: str, items: Sequence[Instruction], today: dt.date, require: Sequence[str]) -> Iterator[Area]:
    """Where each complete and current instruction holds; `disable` reaches to the next `enable` of the rule, or the end."""
    ends = _ends(items, len(text) + 1)
    for item, end in zip(items, ends, strict=True):
        stated = {"reason": item.reason, "owner": item.owner, "until": item.until}
        over = item.until is not None and item.until < today
        if item.verb == "enable" or item.flaw or over or not all(stated[part] for part in require):
            continue
        if item.verb == "disable-file":
            yield Area(item, 0, len(text) + 1)
        elif item.verb == "disable-next-line":
            yield Area(item, *_next_line(text, item.span.end))
        else:
            yield Area(item, item.span.end, end)


def reaching(found: Sequence[Area], findings: Sequence[Finding]) -> list[Area | None]:
    """For each finding the last of the areas that hold it and name its rule."""
    last: list[int] = [-1] * len(findings)
    by_name: dict[str, list[int]] = {}
    for at, finding in enumerate(findings):
        for name in _names(finding):
            by_name.setdefault(name, []).append(at)
    naming: dict[str, list[int]] = {}
    for number, area in enumerate(found):
        for name in area.names & by_name.keys():
            naming.setdefault(name, []).append(number)
    for name, numbers in naming.items():
        for at, number in _swept(found, numbers, findings, by_name[name]):
            last[at] = max(last[at], number)
    return [found[number] if number >= 0 else None for number in last]


def needed(found: Sequence[Area], findings: Sequence[Finding]) -> list[bool]:
    """For each area whether it holds a finding of a rule that it names."""
    starts: dict[str, list[int]] = {}
    for finding in sorted(findings, key=lambda item: item.span.start):
        for name in _names(finding):
            starts.setdefault(name, []).append(finding.span.start)
    return [any(_has(starts.get(name, ()), area) for name in area.names) for area in found]


def _names(finding: Finding) -> set[str]:
    return {finding.rule.casefold(), finding.name}


def _has(starts: Sequence[int], area: Area) -> bool:
    at = bisect_left(starts, area.start)
    return at < len(starts) and starts[at] < area.end


def _swept(
    found: Sequence[Area], numbers: list[int], findings: Sequence[Finding], places: list[int]
) -> Iterator[tuple[int, int]]:
    """Each finding with the highest number of an area that holds it, from the start of the text to its end."""
    from heapq import heappop, heappush

    coming = sorted(numbers, key=lambda number: found[number].start, reverse=True)
    held: list[int] = []
    for at in sorted(places, key=lambda at: findings[at].span.start):
        start = findings[at].span.start
        while coming and found[coming[-1]].start <= start:
            heappush(held, -coming.pop())
        while held and found[-held[0]].end <= start:
            heappop(held)
        if held:
            yield at, -held[0]


def _ends(items: Sequence[Instruction], end: int) -> list[int]:
    """For each instruction where the next `enable` of one of its rules, or of all, begins."""
    ends, of_all = [end] * len(items), end
    of_rule: dict[str, int] = {}
    for number in range(len(items) - 1, -1, -1):
        item = items[number]
        ends[number] = min(of_all, *(of_rule.get(rule, end) for rule in item.rules), end)
        if item.verb == "enable":
            if not item.rules:
                of_all = item.span.start
            of_rule.update((rule, item.span.start) for rule in item.rules)
    return ends


def _next_line(text: str, at: int) -> tuple[int, int]:
    """The first line with text after the one that holds offset `at`."""
    start = text.find("\n", at) + 1 or len(text)
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            return start, end + 1
        start = end + 1
    return start, start
