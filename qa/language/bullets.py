"""Bulleted lists that continue a sentence, and the point whose verb doesn't: "A dietitian can:", "plan meals", "helping you read"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.forms import ADJECTIVE, NOUN, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.page_words import DETERMINERS, Told
from qa.language.sure_verbs import SURE, SURE_THIRD
from qa.language.tokens import block_firsts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block
    from qa.language.page_words import PageWords

_PLAIN_BEHIND = frozenset("can may will should must could might to cannot not".split())
# Behind "if you:" each point goes on with a verb as "you" takes it; behind "by:" with one in -ing.
_SUBJECTS = frozenset("you they we".split())
_ING_BEHIND = frozenset("by of without".split())
# A colon that ends its line, which a blank or another colon may stand before.
_COLON = re.compile(r":[^\S\n]*\n")
_LEADING = (*_PLAIN_BEHIND, *_SUBJECTS, *_ING_BEHIND, ":", " ")
_OBJECTS = DETERMINERS | {"you", "it", "them", "him", "her", "us", "people"}
_ALSO_PLAIN = frozenset("are have do don't don’t aren't can may will".split())
_LEAST = 3  # points, of which one alone differs


def uneven_points(page: PageWords) -> Iterator[Told]:
    """The first word of each point whose form is not what the line above the list, or all other points, ask for."""
    firsts, blocks = block_firsts(page.document), page.document.blocks
    reached = 0
    for index in sorted({*_led(page), *_in_ing(page, firsts)}):
        if index < reached or not _is_point(blocks[index]):
            continue
        first = reached = index
        while first and _is_point(blocks[first - 1]):
            first -= 1
        while reached < len(blocks) and _is_point(blocks[reached]):
            reached += 1
        above = blocks[first - 1] if first else None
        lead = page.document.text_of(above) if above and above.body and above.kind == "paragraph" else ""
        points = [
            at for block, at in zip(blocks[first:reached], firsts[first:], strict=False) if _begins(page, at, block)
        ]
        yield from _judged(page, lead, points)


def _is_point(block: Block) -> bool:
    return block.kind == "list_item" and block.body


def _begins(page: PageWords, at: int, block: Block) -> bool:
    return at < len(page.words) and page.words[at].start < block.end


def _led(page: PageWords) -> Iterator[int]:
    """The blocks behind lines that may ask for a plain verb."""
    document = page.document
    for found in _COLON.finditer(page.text):
        if document.lower.endswith(_LEADING, 0, found.start()):
            yield document.block_at(found.start()).index + 1


def _in_ing(page: PageWords, firsts: list[int]) -> list[int]:
    """The blocks that begin with a word in -ing, where these may make a list of which one point does not."""
    count = len(page.lower)
    found = [index for index, at in enumerate(firsts) if at < count and page.lower[at].endswith("ing")]
    return found if len(found) >= _LEAST - 1 else []


def _judged(page: PageWords, lead: str, points: list[int]) -> Iterator[Told]:
    if len(points) < 2:
        return
    last = lead.rstrip(": \n").rsplit(" ", 1)[-1].lower() if lead.rstrip().endswith(":") else ""
    if last in _SUBJECTS or last in _ING_BEHIND:
        yield from _behind_lead(page, last, points)
        return
    plain = last in _PLAIN_BEHIND
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


def _behind_lead(page: PageWords, last: str, points: list[int]) -> Iterator[Told]:
    """The points behind "if you:" or "by:" that begin with a verb in another form, where at least one begins as it should."""
    flags_of = [forms(page.lower[at]) for at in points]
    if last in _SUBJECTS:
        fits = [
            bool(flags & PLAIN) or page.lower[at] in _ALSO_PLAIN for at, flags in zip(points, flags_of, strict=True)
        ]
        wrong = [
            page.lower[at] in SURE_THIRD - _ALSO_PLAIN
            or (bool(flags & PROGRESSIVE) and not flags & (PLAIN | ADJECTIVE) and page.lower[at].endswith("ing"))
            for at, flags in zip(points, flags_of, strict=True)
        ]
        said = "a verb as after “you”"
    else:
        fits = [bool(flags & PROGRESSIVE) for flags in flags_of]
        wrong = [page.lower[at] in SURE and not flags & PROGRESSIVE for at, flags in zip(points, flags_of, strict=True)]
        said = "a verb in -ing"
    if any(fits):
        for at in (at for at, bad in zip(points, wrong, strict=True) if bad):
            yield Told(at, at, f"“{page.words[at].text}”: behind “{last}” each point of this list begins with {said}.")


def _form(page: PageWords, at: int) -> str:
    """The form of the verb that a point begins with, where an object shows that it is one; else ""."""
    flags, behind = forms(page.lower[at]), page.word(at + 1)
    if flags & PROGRESSIVE and not flags & ADJECTIVE and (behind in _OBJECTS or not flags & NOUN):
        return "ing"
    if flags & THIRD and (behind in _OBJECTS or not flags & PLURAL):
        return "third"
    return "plain" if flags & PLAIN and behind in _OBJECTS and not flags & PROGRESSIVE else ""
