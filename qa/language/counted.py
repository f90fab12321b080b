"""Nouns told by words that count further back: "a few minor side effect", "one of the most common trigger", "less people"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.amounts import MEASURES, NUMBERS
from qa.language.forms import ADJECTIVE, ADVERB, COUNTED, NOUN, PAST, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.judging import judged, looks_of
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, FUNCTION, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_LOOSE = frozenset("several many few various".split())
# Nouns told behind a number and words that describe them.
_DESCRIBED = frozenset(
    "day week month hour minute year cut hole tube stitch incision piece bruise lump spot blister needle pillow wound scar mole swab effect symptom sign test medicine tablet type way reason step visit session treatment option factor cause problem complication vaccine "
    "injection appointment disease infection condition person child woman man patient doctor nurse hospital clinic organ muscle joint bone scan "
    "exercise food meal drink glass trigger risk question service group vitamin".split()
)
_MANY_IN_ONE = frozenset(
    "following next above latter family team group staff public crew community group range series kind lot".split()
)
_PEOPLE = frozenset("people children women men adults patients doctors babies".split())
_PEOPLE_ONE = frozenset(
    "person adult child woman man patient baby girl boy teenager student australian pregnancy birth case".split()
)
_GROUPS = frozenset("team group number range variety list series couple hundreds thousands millions dozens".split())
_DIFFERING = frozenset("different main other common rare".split())
_WEIGHED = frozenset(
    "days weeks months years hours minutes seconds kilos kilograms grams miles metres kilometres dollars calories kilojoules carbohydrates fats news "
    "series means species diabetes ones".split()
)
_NO_COUNT_BEHIND = DETERMINERS | {"a", "per", "or", "of", "age", "aged"}


def odd_counts(page: PageWords) -> Iterator[Told]:
    """Every noun that wants a plural, and every "less" that wants to be "fewer"."""
    return judged(page, _JUDGES)


def _described(page: PageWords, at: int) -> Iterator[Told]:
    """“A few minor side effect”: a number, a word or two that describe, and a noun for one."""
    if page.lower[at] in NUMBERS and page.before(at) in _NO_COUNT_BEHIND:
        return
    for last in (at + 2, at + 3):
        word, noun = page.word(last - 1), page.word(last)
        if not noun or not word or not _describes(forms(word), word) or not page.small(last - 1):
            return
        if noun in _DESCRIBED and page.small(last) and _ends(page, last):
            if page.text[page.words[last].end : page.words[last].end + 2] != " (":  # "many heart disease (CHD) risks"
                yield Told(at, last, f"“{page.said(at, last)}” wants a plural.")
            return


def _describes(flags: int, word: str) -> bool:
    """Whether a word may stand between a number and its noun."""
    return bool(flags & (ADJECTIVE | NOUN)) and word not in MEASURES and word not in FUNCTION


def _ends(page: PageWords, at: int) -> bool:
    return page.ends_phrase(at) and page.word(at + 1) not in ("and", "or")


def _one_of(page: PageWords, at: int) -> Iterator[Told]:
    """“One of the most common trigger”."""
    if not page.joined(at + 1) or page.word(at + 2) not in (
        "the",
        "your",
        "these",
        "our",
        "their",
        "his",
        "her",
        "my",
        "its",
    ):
        return
    last = at + 3
    while last < at + 6 and (page.word(last) in ("most", "main") or forms(page.word(last)) & (ADJECTIVE | ADVERB)):
        last += 1
    # A noun that describes the next one: "one of the side effects".
    if page.word(last) in ("side", "risk", "blood", "health", "heart") and page.word(last + 1):
        last += 1
    noun = page.word(last)
    flags = forms(noun) if noun else 0
    if flags & NOUN and not flags & (PLURAL | ADJECTIVE) and forms(page.word(last + 1)) & (NOUN | ADJECTIVE) == NOUN:
        last += 1  # "one of the most common food allergen"
        noun = page.word(last)
        flags = forms(noun)
    single = (
        flags & COUNTED or noun in _DESCRIBED or (last > at + 3 and noun not in FUNCTION and forms(f"{noun}s") & PLURAL)
    )
    if not single or flags & (PLURAL | ADJECTIVE | ADVERB) or noun in _MANY_IN_ONE or not page.small(last):
        return
    if _ends(page, last):
        yield Told(at, last, f"“{page.said(at, last)}”: “one of” wants a plural.")


def _less(page: PageWords, at: int) -> Iterator[Told]:
    """“Less people”: a plural that can be counted wants "fewer"."""
    noun = page.word(at + 1)
    flags = forms(noun) if noun else 0
    if page.before(at) in ("no", "more", "or", "much", "is", "are", "costs", "cost"):
        return
    counted = flags & PLURAL and not flags & (NOUN | THIRD | ADJECTIVE) and page.ends_phrase(at + 1)
    if (noun in _PEOPLE or counted) and noun not in _WEIGHED:
        instead = "Fewer" if page.words[at].text[0].isupper() else "fewer"
        yield Told(at, at, f"“{page.said(at, at + 1)}”: what can be counted is “fewer”.", instead)


def _group(page: PageWords, at: int) -> Iterator[Told]:
    """“A team of health professional”, “a number of test”."""
    for last in (at + 2, at + 3):
        noun = page.word(last)
        flags = forms(noun) if noun else 0
        if not noun or noun in FUNCTION or not page.small(last):
            return
        alone = flags & COUNTED and not flags & (PLURAL | ADVERB | PROGRESSIVE | PAST)
        alone = alone and (not flags & ADJECTIVE or (last > at + 2 and not forms(page.word(last - 1)) & ADJECTIVE))
        if alone and _ends(page, last) and page.words[last].text.isalpha():
            if not page.text.startswith((" (", "-"), page.words[last].end):
                yield Told(last, last, f"“{page.said(at, last)}” wants a plural.")
            return
        if not flags & (NOUN | ADJECTIVE) or flags & PLURAL or noun in _PEOPLE:
            return


def _kinds(page: PageWords, at: int) -> Iterator[Told]:
    """“Many different kind of”."""
    before, first = page.before(at), at - 1
    if before in _DIFFERING:
        before, first = page.before(first), first - 1
    if before in NUMBERS or before in _LOOSE or before in ("these", "those", "all"):
        yield Told(at, at, f"“{page.said(first, at)}” wants a plural.", f"{page.lower[at]}s")


def _one_in(page: PageWords, at: int) -> Iterator[Told]:
    """“Two in three adult”, “one in 10 child”."""
    before, noun = page.before(at), page.word(at + 2)
    if (
        (before in NUMBERS or before == "one" or before.isdecimal())
        and noun in _PEOPLE_ONE
        and page.ends_phrase(at + 2)
    ):
        yield Told(at - 1, at + 2, f"“{page.said(at - 1, at + 2)}” wants a plural.")


# Which words to stand at and what may follow each, and who judges what is found there.
_JUDGES: Judges = (
    (Look(NUMBERS | _LOOSE, _describes), _described),
    (Look(frozenset(("one",)), second=("of",)), _one_of),
    (Look(_GROUPS, second=("of",)), _group),
    (Look(frozenset(("kind", "type", "sort")), second=("of",)), _kinds),
    (Look(frozenset(("in", "of")), lambda _, word: word in NUMBERS or word.isdecimal()), _one_in),
    (
        Look(
            frozenset(("less",)),
            lambda flags, word: (
                word not in _WEIGHED
                and (word in _PEOPLE or (bool(flags & PLURAL) and not flags & (NOUN | THIRD | ADJECTIVE)))
            ),
        ),
        _less,
    ),
)
LOOKS = looks_of(_JUDGES)
