"""Whether a form may begin in a lead-in and end in an item under it: for most items none can, and these are read as they stand."""

from __future__ import annotations

from functools import reduce
from itertools import islice, pairwise
from operator import or_
from typing import TYPE_CHECKING

from qa.safety.senses import begun
from qa.safety.steps import NEAR, PARTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.safety.leadins import Led
    from qa.safety.row import Row
    from qa.safety.senses import Sense

_NONE: frozenset[int] = frozenset()


def may_cross(row: Row, item: Led) -> bool:
    """Whether a pattern, one in free order or a phrase may cross from a lead-in into its item, words of a row both."""
    lead, own = row.senses[slice(*item.lead)], row.senses[slice(*item.own)]
    return bool(lead) and (_goes_on(row, item, lead, own) or _straddles(lead, own) or _free_of_order(row, lead, own))


def _goes_on(row: Row, item: Led, lead: Sequence[Sense], own: Sequence[Sense]) -> bool:
    """Whether a pattern of which all elements may stand there has one at the item's beginning that may follow one at the lead-in's end."""
    starting = _NONE.union(*[sense.reach.starts for sense in _reached(iter(own))])
    joining = starting.intersection(*[_NONE.union(*[sense.reach.follows for sense in _reached(reversed(lead))])])
    if not joining:
        return False
    present = reduce(or_, [sense.wide for sense in (*lead, *own)])
    opens = {sense.opens for sense in (*lead, *own) if sense.opens}
    indexes = (*range(*item.lead), *range(*item.own))
    opens |= {phrase.opens for at in indexes for _, phrase in row.steps.longer.get(at, ()) if phrase.opens}
    return any(
        pattern.marks & present == pattern.marks and any(after in joining for _, after in pairwise(pattern.atoms))
        for each in opens
        for pattern in row.table.opening(each).ordered
    )


def _reached(senses: Iterator[Sense]) -> Iterator[Sense]:
    """The words up to the first that no gap may skip."""
    for sense in senses:
        yield sense
        if not sense.filler:
            return


def _straddles(lead: Sequence[Sense], own: Sequence[Sense]) -> bool:
    """Whether a phrase begins in the lead-in and ends in the item."""
    both = [*lead, *own]
    for at in [at for at, sense in enumerate(lead) if both[at + 1].word in sense.phrases]:
        behind = [sense.word for sense in both[at + 1 :]]
        for further, _ in begun(lead[at], behind[0]):
            if at + 1 + len(further) > len(lead) and tuple(behind[: len(further)]) == further:
                return True
    return False


def _free_of_order(row: Row, lead: Sequence[Sense], own: Sequence[Sense]) -> bool:
    """Whether all elements of a pattern in free order stand there, of which some in the lead-in's last words and some in the item's first."""
    if not any(sense.reach.free for sense in _near(reversed(lead))) or not any(
        sense.reach.free for sense in _near(iter(own))
    ):
        return False
    over, under = (_NONE.union(*[sense.reach.starts for sense in _near(part)]) for part in (reversed(lead), iter(own)))
    both = _NONE.union(*[sense.reach.starts for sense in (*lead, *own) if sense.reach.free])
    return any(free <= both and not free.isdisjoint(over) and not free.isdisjoint(under) for free in row.table.free())


def _near(senses: Iterator[Sense]) -> Iterator[Sense]:
    """The words that a pattern in free order may reach from the other part."""
    for sense in islice(senses, NEAR):
        if sense.word in PARTING:
            return
        yield sense
