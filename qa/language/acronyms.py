"""Finds acronyms and the words that they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.tokens import capitals
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

# Two to six capitals, with a small plural -s or an inner small letter ("PhD", "mRNA" are none).
_ACRONYM = re.compile(r"(?P<letters>[A-Z]{2,6})(?:s|['’]s)?(?![\w@#/+&-]|\.[\w])")
_NOT_BEFORE = frozenset("&@#./’'+-_")
_WORDS = re.compile(r"[A-Za-z][\w’']*")
_PARTS = re.compile(r"[A-Za-z][A-Za-z’']*")
_SENTENCE_END = re.compile(r"[.!?;:]\s")
_SMALL = frozenset("of the and for in on to a an by with or at".split())
_ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})[A-C]?")  # "type II", "stage IIA"
_POSTCODE = re.compile(r",? \d{4,5}\b")  # behind the letters of a state
_CITED = re.compile(r"[A-Z][a-z]+ $")  # "Siegel JD, Rhinehart E"
# "Dana Lim, DPM": what stands behind a person's name.
_POST_NOMINAL = re.compile(r"\b[A-Z][\w’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+,? (?:[A-Z]{2,6},? )*$(?<=, )")
_WINDOW = 12  # words before a bracket that may hold what the acronym stands for
_SHOUTED = 3  # capital words in a row
# Letters that are spoken of as letters, or dialled: "the letters PHOS", "13 SICK".
_NAMED = re.compile(r"(?:\bletters?|\bprefix|\bsuffix|\b1(?:3|300|8|800))[ \u00a0][“\"‘']?$")


class Acronym(NamedTuple):
    """An acronym in a text: its letters without an ending, and where they stand."""

    letters: str
    start: int
    end: int


def acronyms(document: Document) -> Iterator[Acronym]:
    """Every acronym of a document's text; words shouted in a row, Roman numerals and parts of compounds are none."""
    text, starts = document.text, document.word_starts
    for found in filter(None, (_ACRONYM.match(text, starts[at]) for at in capitals(document))):
        letters, before = found.group("letters"), text[found.start() - 1 : found.start()]
        if before.isalnum() or before in _NOT_BEFORE:
            continue
        if _ROMAN.fullmatch(letters) or _is_shouted(text, found.start(), found.end()):
            continue
        if len(letters) == 2 and (_POSTCODE.match(text, found.end()) or _is_cited(text, found.start(), found.end())):
            continue
        if _POST_NOMINAL.search(text[max(0, found.start() - 60) : found.start()]):
            continue
        if _NAMED.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        yield Acronym(letters, found.start(), found.start() + len(letters))


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the word stands among words in capitals ("DO NOT drive"), rather than alone."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[max(line_start, start - 30) : start].split()
    after = text[end : min(line_end if line_end >= 0 else len(text), end + 30)].split()
    run = 1
    for word in reversed(before):
        if not _all_capitals(word):
            break
        run += 1
    for word in after:
        if not _all_capitals(word):
            break
        run += 1
    return run >= _SHOUTED or (
        run > 1 and any(_all_capitals(word) and len(word) > 5 for word in (before[-1:] + after[:1]))
    )


def _is_cited(text: str, start: int, end: int) -> bool:
    """Whether two capitals are an author's initials in a list of names."""
    return text[end : end + 1] in (",", ".") and _CITED.search(text[max(0, start - 20) : start]) is not None


def _all_capitals(word: str) -> bool:
    bare = word.strip(".,:;!?()[]\"'“”‘’*")
    return len(bare) > 1 and bare.isupper() and bare.isalpha()


def expanded(letters: str, text: str) -> bool:
    """Whether a text says what an acronym stands for.

    Accepted: the acronym alone in brackets, or at the head of brackets behind words that begin with its first letter; its
    meaning in brackets behind it, in small letters ("LDL (bad) cholesterol"); "ABC stands for", "a b c, or ABC"; or, anywhere,
    words that spell it out.
    """
    if re.search(rf"\(\s*[“\"‘]?{letters}s?[”\"’]?\s*\)", text) or re.search(
        rf"\b{letters}s?\b(?: [a-z]+)? \([a-z]", text
    ):
        return True
    # "A PCR test, which looks for the virus itself", "an ECG, a tracing of the heart": it is told what it does, if not what it stands for.
    if re.search(
        rf"\b{letters}s?(?: (?:test|scan|study|machine|score))?, (?:which (?:looks|measures|records|shows|checks|tests|uses|tells)|an? (?!\w+,)\w+)\b",
        text,
    ):
        return True
    for found in re.finditer(rf"\(\s*(?:[^()]{{0,60}}?\b)?{letters}s?\b[^()]*\)", text):
        before = _WORDS.findall(text[max(0, found.start() - 120) : found.start()])[-_WINDOW:]
        if any(word[:1].upper() == letters[0] for word in before):
            return True
    behind = rf"\b{letters}s?\b[”\"’]?(?:,? (?:stands for|is short for|short for|means|or|which stands for)|\s*[(—–:=-]|,? (?:also )?known as)\s*[“\"‘]?(?:the |an? )?"
    for found in re.finditer(behind, text):
        following = _WORDS.match(text, found.end())
        if following is None:
            continue
        word = following.group()
        if word[:1].upper() == letters[0] and (
            not word.isupper() or text[following.end() : following.end() + 1] == "-"  # "B-type natriuretic peptide"
        ):
            return True
    if _named_after(letters, text):
        return True
    return re.search(_spelt(letters), text, re.IGNORECASE) is not None


def _named_after(letters: str, text: str) -> bool:
    """Whether words that may be what the letters stand for are followed by "or ABC", "known as ABC", "– ABC for short"."""
    known_as = (
        rf"(?P<other>,? or|called|known as|abbreviated(?: to| as)?|shortened to)(?: the| an?)? [“\"‘]?{letters}s?\b"
        rf"|[,–—(-] ?(?:the )?[“\"‘]?{letters}s?[”\"’]? for short\b"
    )
    for found in re.finditer(known_as, text):
        least = 2 if (found.group("other") or "").endswith("or") else 1
        if _begins(text[max(0, found.start() - 80) : found.start()], letters, least):
            return True
    return False


def _begins(before: str, letters: str, least: int) -> bool:
    """Whether the words right before "or ABC" could be what it stands for: `least` of their initials are its letters, in order."""
    near = _PARTS.findall(_SENTENCE_END.split(before)[-1])[-len(letters) - 3 :]
    initials = [
        word[0].upper() for word in near if word.lower() not in _SMALL and not (len(word) > 1 and word.isupper())
    ]
    if letters[0] not in initials:
        return False
    if least == 1:
        return True
    rest = iter(initials[initials.index(letters[0]) + 1 :])
    return any(letter in rest for letter in letters[1:])


def _spelt(letters: str) -> str:
    """A pattern for consecutive words (or parts of hyphenated ones) that begin with the letters, small words between."""
    small = "|".join(_SMALL)
    between = rf"[\w’']*(?:\s*\([^()\n]*\))?(?:[\s-]+(?:(?:{small})\s+)*)"
    return r"\b" + between.join(re.escape(letter) for letter in letters) + r"[\w’']+"
