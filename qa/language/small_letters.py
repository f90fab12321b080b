"""Capitals left out: "on a monday", "australian adults", a sentence that begins with a small letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.language.forms import forms
from qa.language.looks import Look
from qa.language.page_words import FUNCTION, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

# Names that are no other word in small letters; "may", "march", "august" and "french" (fries) are.
_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "january february april june july september october november december christmas easter ramadan diwali "
    "australia australian australians australasia england scotland ireland wales britain british european europeans europe africa african africans "
    "asia asian asians america american americans canada canadian india indian japan japanese germany german italy italian spain spanish vietnam vietnamese "
    "greece greek sydney melbourne brisbane canberra tasmania tasmanian queensland victorian zealand auckland london dublin "
    "medicare medicaid centrelink parkinson's parkinson’s alzheimer's alzheimer’s crohn's crohn’s hodgkin's hodgkin’s huntington's huntington’s "
    "english arabic mandarin cantonese muslim muslims christian christians jewish hindu buddhist".split()
)
_MONTHS = frozenset("may march august".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_NAMED, _DATED = LOOKS = Look(_NAMES), Look(_MONTHS, lambda _, word: word.isdecimal())
# "it. then": a full stop, one blank and a small letter; what stands before is looked at then.
_SMALL_START = re.compile(r"\. [a-z]")
_BEFORE = re.compile(r"[a-z]{3}$|\b(?:19|20)\d\d$")
_ABBREVIATED = frozenset(
    "approx etc incl excl tel min max prof temp tsp tbsp ext dept esp fig vol spp var inc ltd ave avg hrs mins secs est assoc govt med gen "
    "pop misc cont refs eds ibid resp abbr cert reg mob par sec tab cap caps inj oint tabs susp soln staph strep haem h".split()
)
_OWN_SMALL = frozenset("headspace healthdirect beyondblue eheadspace healthlink".split())


def missing_capitals(page: PageWords) -> Iterator[Told]:
    """Every name of a day, month, country or people in small letters, and every sentence that begins with one."""
    for at in page.pairs(_NAMED):
        if page.small(at) and _free(page, at):
            right = page.words[at].text.capitalize()
            yield Told(at, at, f"“{page.words[at].text}” takes a capital: “{right}”.", right)
    for at in page.pairs(_DATED):
        before, behind = page.before(at), page.word(at + 1)
        if (
            page.small(at)
            and _YEAR.fullmatch(behind)
            and (_DAY.fullmatch(before) or before in ("in", "until", "since", "from", "by", "of"))
        ):
            right = page.words[at].text.capitalize()
            yield Told(at, at, f"“{page.words[at].text}” takes a capital: “{right}”.", right)
    yield from _sentences(page)


def _free(page: PageWords, at: int) -> bool:
    """Whether a word stands free, and isn't part of an address, a file's name or a name with a hyphen."""
    word = page.words[at]
    before, after = page.text[word.start - 1 : word.start], page.text[word.end : word.end + 2]
    return (
        before not in ("/", "@", "#", ".", "-", "_", ":")
        and after[:1] not in ("/", "@", "_", "-")
        and not (after[:1] == "." and after[1:].isalpha())
    )


def _sentences(page: PageWords) -> Iterator[Told]:
    starts, text = page.document.word_starts, page.text
    for found in _SMALL_START.finditer(text):
        start = found.end() - 1
        at = bisect_left(starts, start)
        if at >= len(starts) or starts[at] != start or not at or not _BEFORE.search(text, max(0, start - 8), start - 2):
            continue
        word, before = page.lower[at], page.lower[at - 1]
        if len(word) < 2 or before in _ABBREVIATED or word in _OWN_SMALL or not _free(page, at):
            continue
        if not (page.small(at - 1) or before.isdigit()) or not (forms(before) or before.isdigit()):
            continue
        if forms(word) or word in FUNCTION:
            right = page.words[at].text.capitalize()
            yield Told(at, at, f"A sentence begins with the small letter of “{page.words[at].text}”: “{right}”.", right)
