"""Skin signs described by a colour that shows on some skins only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import check
from qa.checks.support.scopes import Scoped, clear_of, hits
from qa.finding import Match
from qa.matching.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(Scoped):
    """RE2 patterns, any case: `signs` name a skin sign by its colour, `notes` say how it looks on other skins.

    `unless` are patterns whose matches excuse an overlap.
    """

    signs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(signs=options.signs, notes=options.notes, unless=options.unless)


@check("skin_tone", options=Options, values=("sign", "count"))
def skin_tone(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """The first skin sign by colour in an article that says nowhere how it looks on brown or black skin."""
    unless = [compiled(item) for item in options.unless]
    places = sorted(
        (start, end)
        for item in options.signs
        for _, start, end in hits(document, options, compiled(item))
        if clear_of(document, unless, start, end)
    )
    if not places or any(compiled(item).search(document.text) for item in options.notes):
        return
    start, end = places[0]
    count = len({at for at, _ in places})
    yield Match(document.locate(start, end), {"sign": document.text[start:end], "count": count})
