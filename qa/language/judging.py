"""Ways of looking for slips that are made of looks and of what judges each place where one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.language.looks import Look
    from qa.language.page_words import PageWords, Told

    # What may stand at a place, and what tells the slips from the rest by the index of the first word there.
    Judges = tuple[tuple[Look, Callable[[PageWords, int], Iterator[Told]]], ...]


def judged(page: PageWords, judges: Judges) -> Iterator[Told]:
    """The slips among all that the looks find on a page, look by look, each in the page's order."""
    for look, judge in judges:
        for at in page.pairs(look):
            yield from judge(page, at)


def looks_of(judges: Judges) -> tuple[Look, ...]:
    """What the one pass over a page's words has to find for them."""
    return tuple(look for look, _ in judges)
