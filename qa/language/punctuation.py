"""Slips of punctuation: marks typed twice, blanks missing or misplaced, brackets left open."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Literal

from qa.matching.occurrences import occurrences
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["no_space", "space_before", "marks", "bracket"]

# Marks that could be a slip at all: several, one behind a blank, one before a letter.
_RUN = re.compile(r"[.,;:?!](?:[.,;:?!]+|(?<=[ \u00a0].)|(?=[^\W\d_]))")
_SPAN = re.Match.span
_WORD_BEFORE = re.compile(r"(?:(?<=[\s(“\"‘'*])|^)[A-Za-z]?[a-z]{2,}\)?$")
_WORD_AFTER = re.compile(r"(?:[A-Z]?[a-z]{2,}|Do|If|It|In|Is|We|At|On|To|As|He|My|No|So|Be|By)(?![\w@/:.-])")
_ENDING_ABBREVIATION = re.compile(
    r"(?:\b(?:rd|ave|blvd|dr|ln|etc|al|inc|ltd|vs|approx|dept|est|vol|eds?|co|jr|sr|no|st)|\.\w|\b\w)$", re.IGNORECASE
)
_ENUMERATION = re.compile(r"(?:^|[\s(])(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_DOMAINS = frozenset(
    "com org net gov edu au uk nz us ca ie info io co html htm pdf php asp aspx doc docx jpg png".split()
)
# What two marks in a row may rightly be: an ellipsis, "?!", and a point that belongs to an abbreviation before a comma.
_FINE_RUNS = re.compile(r"\.{3,}[?!,]?|[?!]{2,3}|[?!]\.{2,}")
_REACH = 30


class Slipped(NamedTuple):
    """A slip by offsets into the text, with what should stand there ("" where that is for the writer to say)."""

    kind: Kind
    start: int
    end: int
    instead: str


def slips(text: str) -> Iterator[Slipped]:
    """The slips of a text whose blocks are separated by line ends; the caller drops those outside prose."""
    for start, end in map(_SPAN, _RUN.finditer(text)):
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in (" ", "\u00a0"):
            if (not after or after.isspace()) and end - start == 1 and text[start - 2 : start - 1].isalpha():
                yield Slipped("space_before", start - 1, end, text[start:end])
        elif end - start > 1:
            yield from _marks(text, start, end, before, after)
        elif after.isalpha() and before and text[start] != ":":
            yield from _run_on(text, start, end)
    if not _all_paired(text):
        yield from _brackets(text)


def _run_on(text: str, start: int, end: int) -> Iterator[Slipped]:
    """A sentence or clause that runs into the next ("treatment.The", "fever,cough"), rather than an address."""
    one = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    two = _WORD_AFTER.match(text, end)
    if one is None or two is None or two.group().lower() in _DOMAINS or one.group().lower() == "www":
        return
    if text[end].isupper() if text[start] in ".?!" else text[end].islower():
        yield Slipped("no_space", start - len(one.group()), two.end(), f"{one.group()}{text[start]} {two.group()}")


def _marks(text: str, start: int, end: int, before: str, after: str) -> Iterator[Slipped]:
    """Two marks behind a word that don't go together: ",,", "..", "?."."""
    run = text[start:end]
    if not (before.isalnum() or before in ')”’"') or (after and not after.isspace()) or _FINE_RUNS.fullmatch(run):
        return
    if run[0] == "." and run != ".." and _ENDING_ABBREVIATION.search(text[max(0, start - 12) : start]):
        return
    yield Slipped("marks", start, end, "")


def _all_paired(text: str) -> bool:
    """Whether each bracket has its partner in its block and none stands inside a pair, as on most pages."""
    for opening, closing in ("()", "[]"):
        pairs, at = 0, text.find(opening)
        while at >= 0:
            end = text.find(closing, at)
            inner = text[at + 1 : end]
            if end < 0 or "(" in inner or "[" in inner or "]" in inner or "\n" in inner:
                return False
            pairs, at = pairs + 1, text.find(opening, end)
        if pairs != text.count(closing):
            return False
    return True


def _brackets(text: str) -> Iterator[Slipped]:
    """The first bracket of each block that has no partner; "a)" and "1)" that number points are none, nor are faces."""
    opened: list[int] = []
    skip = False
    line_end = -1
    for at in sorted(chain.from_iterable(occurrences(text, bracket) for bracket in "()[]")):
        char = text[at]
        if at > line_end:
            if not skip:
                yield from _left_open(text, opened)
            opened, skip = [], False
            line_end = text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
        if char in "([":
            opened.append(at)
        elif opened and (text[opened[-1]] == "(") == (char == ")"):
            opened.pop()
        elif not skip and not _ENUMERATION.search(text[max(0, at - 8) : at]) and text[at - 1 : at] not in (":", ";"):
            skip = True
            yield Slipped("bracket", at, at + 1, "")
    if not skip:
        yield from _left_open(text, opened)


def _left_open(text: str, opened: list[int]) -> Iterator[Slipped]:
    if opened and text[opened[0] - 1 : opened[0]] not in (":", ";"):
        yield Slipped("bracket", opened[0], opened[0] + 1, "")
