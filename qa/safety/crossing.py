"""Whether a form may begin in a lead-in and end in an item under it: for most items none can, and these are read as they stand."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qa.safety.joints import JOINED
from qa.safety.senses import PARTING
from qa.safety.steps import NEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.safety.leadins import Led
    from qa.safety.row import Row
    from qa.safety.senses import Sense, Table

_NONE: frozenset[int] = frozenset()


def may_cross(row: Row, item: Led, table: Table, joints: bytes) -> bool:
    """Whether a pattern may begin in a lead-in and end in its item, words of a row both."""
    (above, below), (first, last) = item.lead, item.own
    if above == below:
        return False
    lead, own = row.senses[above:below], row.senses[first:last]
    state = row.states[below - 1]
    if state.open:
        hung = bytes([JOINED]) + joints[first + 1 : last]
        for led, alone in zip(table.automaton.go_on(state, own, hung), row.states[first:last], strict=True):
            if led is alone:
                break
            if led.patterns != alone.patterns:
                return True
    return _free_of_order(lead, own, table.free)


def _free_of_order(lead: Sequence[Sense], own: Sequence[Sense], patterns: Sequence[frozenset[int]]) -> bool:
    """Whether all elements of a pattern in free order stand there, of which some in the lead-in's last words and some in the item's first."""
    under = _NONE.union(*[sense.freed for sense in _near(iter(own))])
    over = under and _NONE.union(*[sense.freed for sense in _near(reversed(lead))])
    if not over:
        return False
    both = _NONE.union(*[sense.freed for sense in (*lead, *own)])
    return any(free <= both and not free.isdisjoint(over) and not free.isdisjoint(under) for free in patterns)


def _near(senses: Iterator[Sense]) -> Iterator[Sense]:
    """The words that a pattern in free order may reach from the other part."""
    for sense in islice(senses, NEAR):
        if sense.word in PARTING:
            return
        yield sense
