"""Whether a form may begin in a lead-in and end in an item under it: for most items none can, and these are read as they stand."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qa.safety.senses import begun
from qa.safety.steps import NEAR, PARTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.safety.leadins import Led
    from qa.safety.senses import Sense, Table

_NONE: frozenset[int] = frozenset()


def may_cross(senses: Sequence[Sense], item: Led, table: Table) -> bool:
    """Whether an element that may follow one at the lead-in's end stands at the item's beginning, or a phrase or a pattern in free order may cross."""
    lead, own = senses[slice(*item.lead)], senses[slice(*item.own)]
    if not lead:
        return False
    following = [sense.reach.follows for sense in _reached(reversed(lead))]
    starting = [sense.reach.starts for sense in _reached(iter(own))]
    if any(not ahead.isdisjoint(here) for ahead in following for here in starting):
        return True
    return _straddles(lead, own) or _free_of_order(lead, own, table)


def _reached(senses: Iterator[Sense]) -> Iterator[Sense]:
    """The words up to the first that no gap may skip."""
    for sense in senses:
        yield sense
        if not sense.filler:
            return


def _straddles(lead: Sequence[Sense], own: Sequence[Sense]) -> bool:
    """Whether a phrase begins in the lead-in and ends in the item."""
    words = [sense.word for sense in (*lead, *own)]
    return any(
        words[at + 1] in lead[at].phrases
        and any(
            at + 1 + len(further) > len(lead) and tuple(words[at + 1 : at + 1 + len(further)]) == further
            for further, _ in begun(lead[at], words[at + 1])
        )
        for at in range(len(lead))
    )


def _free_of_order(lead: Sequence[Sense], own: Sequence[Sense], table: Table) -> bool:
    """Whether all elements of a pattern in free order stand there, of which some in the lead-in's last words and some in the item's first."""
    if not any(sense.reach.free for sense in _near(reversed(lead))) or not any(
        sense.reach.free for sense in _near(iter(own))
    ):
        return False
    over, under = (_NONE.union(*[sense.reach.starts for sense in _near(part)]) for part in (reversed(lead), iter(own)))
    both = _NONE.union(*[sense.reach.starts for sense in (*lead, *own) if sense.reach.free])
    return any(free <= both and not free.isdisjoint(over) and not free.isdisjoint(under) for free in table.free())


def _near(senses: Iterator[Sense]) -> Iterator[Sense]:
    """The words that a pattern in free order may reach from the other part."""
    for sense in islice(senses, NEAR):
        if sense[0] in PARTING:
            return
        yield sense
