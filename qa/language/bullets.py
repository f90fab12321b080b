"""Bulleted lists that continue a sentence, and the point whose verb doesn't: "A dietitian can:", "plan meals", "helping you read"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.language.forms import ADJECTIVE, NOUN, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.page_words import DETERMINERS, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

_PLAIN_BEHIND = frozenset("can may will should must could might to cannot not".split())
_OBJECTS = DETERMINERS | {"you", "it", "them", "him", "her", "us", "people"}
_LEAST = 3  # points, of which one alone differs


def uneven_points(page: PageWords) -> Iterator[Told]:
    """The first word of each point whose form is not what the line above the list, or all other points, ask for."""
    blocks = page.document.blocks
    lead = ""
    points: list[int] = []
    for block in blocks:
        if block.kind == "list_item" and block.body:
            at = bisect_left(page.document.word_starts, block.start)
            if at < len(page.words) and page.words[at].start < block.end:
                points.append(at)
            continue
        yield from _judged(page, lead, points)
        points = []
        lead = page.document.text_of(block) if block.body and block.kind == "paragraph" else ""
    yield from _judged(page, lead, points)


def _judged(page: PageWords, lead: str, points: list[int]) -> Iterator[Told]:
    if len(points) < 2:
        return
    plain = lead.rstrip().endswith(":") and lead.rstrip(": \n").rsplit(" ", 1)[-1].lower() in _PLAIN_BEHIND
    forms_of = [_form(page, at) for at in points]
    for at, form in zip(points, forms_of, strict=True):
        if plain and form in ("ing", "third"):
            yield Told(
                at,
                at,
                f"“{page.words[at].text}”: behind “{lead.rstrip(': ').rsplit(' ', 1)[-1]}” each point begins with a verb in its plain form.",
            )
    others = [form for form in forms_of if form == "ing"]
    if not plain and len(points) >= _LEAST and len(others) == len(points) - 1:
        at = next(at for at, form in zip(points, forms_of, strict=True) if form != "ing")
        if _form(page, at) == "plain":
            yield Told(at, at, f"“{page.words[at].text}”: all other points of this list begin with a form in -ing.")


def _form(page: PageWords, at: int) -> str:
    """The form of the verb that a point begins with, where an object shows that it is one; else ""."""
    flags, behind = forms(page.lower[at]), page.word(at + 1)
    if flags & PROGRESSIVE and not flags & ADJECTIVE and (behind in _OBJECTS or not flags & NOUN):
        return "ing"
    if flags & THIRD and (behind in _OBJECTS or not flags & PLURAL):
        return "third"
    return "plain" if flags & PLAIN and behind in _OBJECTS and not flags & PROGRESSIVE else ""
