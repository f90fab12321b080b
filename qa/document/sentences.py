"""Sentence boundaries inside one block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A run of terminators with its closing quotes or brackets, followed by a blank: a candidate boundary. The first is written
# by itself, so that the search skips from one to the next.
# The number of a footnote may stand behind a word's full stop: "most remain undiagnosed.2 The disease …".
# So may the next sentence, whose blank was forgotten: "in your arteries as you age.Older age …".
_END = re.compile(
    r"[.!?…][.!?…]*[\"'”’)\]]*(?:(?<=[a-z][a-z]\.)[0-9]{1,2}(?:[,–-][0-9]{1,2})*(?=\s+[A-Z]))?(?:(?=\s)|(?<=[a-z][a-z]\.)(?=[A-Z][a-z]* [a-z]))"
)
_LAST_WORD = re.compile(r"([\w.&]+)$")

# Abbreviations that a sentence goes on after. Those that also end sentences (etc., a.m., p.m.) split before a capital.
_NEVER = frozenset(
    "dr mr mrs ms mx prof assoc rev hon st mt no nos fig figs vs v eg ie e.g i.e cf al approx ca viz incl dept "
    "tel ph ext vol ed eds pp p para sec ref refs max min temp wt ht st jr sr gen col sgt capt lt".split()
)
_SOMETIMES = frozenset("etc a.m p.m am pm inc ltd co pty corp u.s u.k a.k.a hr hrs min mins sec jan feb mar apr "
                       "jun jul aug sep sept oct nov dec mg kg ml".split())  # fmt: skip


def split_blocks(text: str, blocks: Iterable[tuple[int, int, int]]) -> Iterator[Sentence]:
    """Yield the sentences of blocks given as (index, start, end) in order; see `split_block`.

    A text's terminators are looked for once, whatever the number of its blocks.
    """
    marks = [found.span() for found in _END.finditer(text)]
    marks.append((len(text), len(text)))
    at = 0
    for index, start, end in blocks:
        while marks[at][0] < start:
            at += 1
        first = at
        # A mark that ends its block needs no boundary: the blank behind it is the line's end.
        while marks[at][1] < end:
            at += 1
        if first < at:
            for begin, stop in _between(text, start, end, marks[first:at]):
                yield Sentence(begin, stop, index)
        elif start < end and not (text[start].isspace() or text[end - 1].isspace()):
            yield Sentence(start, end, index)
        else:
            for begin, stop in _trimmed(text, start, end):
                yield Sentence(begin, stop, index)


def split_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the projected ranges of the sentences in `text[start:end]`, blanks trimmed; empty blocks yield nothing.

    A boundary is a terminator followed by a blank, unless an abbreviation, an initial or a list number precedes it or a
    small letter follows. Decimals, times and addresses hold no blank after their points and so never split.
    """
    return _between(text, start, end, (found.span() for found in _END.finditer(text, start, end)))


def _between(text: str, start: int, end: int, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences between those of the marks that end one."""
    begin = start
    for stop, after in marks:
        if not _continues(text, begin, stop, after, end):
            yield from _trimmed(text, begin, after)
            begin = after
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _continues(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    """Whether the sentence goes on past the terminator at `stop`."""
    rest = text[after : min(end, after + 40)].lstrip().lstrip("\"'“‘([")
    if not rest:
        return False
    following = rest[0]
    if text[stop] != ".":
        return following.islower()
    found = _LAST_WORD.search(text, max(begin, stop - 24), stop)
    if found is None:
        return following.islower()
    word = found.group(1)
    folded = word.lower().strip(".")
    if folded in _NEVER and not (folded in ("no", "v", "p", "al") and following.isupper() and word.islower()):
        return folded != "no" or following.isdigit()
    if folded in _SOMETIMES or "." in word.strip("."):
        return not following.isupper()
    if len(word) == 1 and word.isupper() and word != "I":
        # "H. pylori": a species' name goes on in small letters
        return following.islower() or (following.isupper() and _is_initial(text, begin, found.start(1)))
    if word.isdigit() and found.start(1) == begin:
        return True
    return following.islower()


def _is_initial(text: str, begin: int, at: int) -> bool:
    """A single capital is an initial after a capitalised word or at the sentence's start, not in "vitamin D."."""
    before = text[begin:at].split()
    return not before or before[-1][:1].isupper()
