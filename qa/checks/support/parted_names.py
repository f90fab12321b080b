"""Names of several words that one page parts in two ways: "Health Advice Scotland" and "HealthAdvice Scotland", "&" and "and"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.support.occurrence import Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.support.scopes import Scoped
    from qa.document.model import Document

    _Forms = dict[str, list[tuple[int, int]]]

_WORD = r"[A-Z][\w’']*"
# What must not stand before a name is asked behind its capital, as most letters are none.
_NAME = re.compile(rf"[A-Z](?<![\w&@/.-].)[\w’']*(?:(?: (?:&|and|of|for))? {_WORD})+(?![\w@/]|\.\w)")
_BEFORE = frozenset("The A An Our Your This Call Visit Contact At In On From For By With About If And See Ask".split())
_LINKS = re.compile(r" (?:&|and) ")
_SHORTEST = 10  # letters; what is shorter may be two things
_LINKED = 3  # words of a name in which "&" is a way to write "and", and no heading's


def parted_names(document: Document, _options: Scoped) -> Iterator[Occurrence]:
    """Every writing of the names that differ in their blanks, or in "&" for "and"; what capitals alone part is left out.

    Partner cards name others in those others' way. A word alone is no name here: "Health care" may be "Healthcare".
    """
    for key, forms in _written(document).items():
        _add_small(document, forms)
        if len({form.lower() for form in forms}) < 2:
            continue
        for form, places in forms.items():
            for start, end in places:
                block = document.block_at(start)
                if block.role != "card" and block.kind != "code" and end <= block.end:
                    yield Occurrence(f"parted {key}", form, start, end)


def _written(document: Document) -> dict[str, _Forms]:
    """The names with capitals by what they have in common, each with its writings and their places."""
    found: dict[str, _Forms] = {}
    for match in _NAME.finditer(document.text):
        start, written = match.start(), match.group()
        first, _, rest = written.partition(" ")
        if first in _BEFORE and " " in rest:
            start, written = start + len(first) + 1, rest
        if len(written) >= _SHORTEST and not written.isupper():
            found.setdefault(_key(written), {}).setdefault(written, []).append((start, match.end()))
    return found


def _add_small(document: Document, forms: _Forms) -> None:
    """Add "healthdirect Australia" to "Health Direct Australia": a name may begin small."""
    for form in list(forms):
        joined = form.lower().replace(" ", "", 1)
        if " " in joined and joined in document.lower and not any(other.lower() == joined for other in forms):
            for match in re.finditer(rf"(?<![\w@/.-]){re.escape(joined)}(?!\w)", document.lower):
                forms.setdefault(document.text[slice(*match.span())], []).append(match.span())


def _key(written: str) -> str:
    words = sum(word[0].isupper() for word in written.split())
    linked = _LINKS.sub(" and ", written) if words >= _LINKED else written
    return linked.replace(" ", "").lower()
