"""Characters that readers can't see, or that look like another."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.document.model import Span
from qa.finding import Edit, Fix, Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_BIDI = "\u202a-\u202e\u2066-\u2069"
_MARKS = "\u200e\u200f\u061c"
_ZERO = "\u200b\u200c\u200d\u2028\u2029\u2060-\u2064\ufeff\u180e\u034f\u115f\u1160\u3164\uffa0"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_BROKEN = "\ufffd\ufffe\uffff\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_SUSPECT = re.compile(f"[\u00ad{_BIDI}{_MARKS}{_ZERO}{_PRIVATE}{_BROKEN}\U000e0001-\U000e007f]")
# Letters of other scripts that are drawn like Latin ones (Unicode TR 39), and the ones they are taken for.
_TWINS = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwABEKMHOPCTXYIJSoABEZHIKMNOPTYX",
        strict=True,
    )
)
_TWIN = re.compile(f"[{''.join(_TWINS)}]")
_WORD = re.compile(r"[^\W\d_]+")
_ENTITY = re.compile(r"&(?:#(\d{3,7})|#x([0-9a-f]{3,6})|ZeroWidthSpace);", re.IGNORECASE)
_HIDDEN_ENTITY = re.compile(f"[\u200b\u2060\ufeff{_BIDI}]")
_KINDS = (
    ("bidi", re.compile(f"[{_BIDI}{_MARKS}]")),
    ("line-separator", re.compile("[\u2028\u2029]")),
    ("zero-width", re.compile(f"[{_ZERO}\U000e0001-\U000e007f]")),
    ("soft-hyphen", re.compile("\u00ad")),
    ("private-use", re.compile(f"[{_PRIVATE}]")),
)


class Options(CheckOptions):
    """`allow_soft_hyphens`: whether soft hyphens, which only show at the end of a line, are accepted."""

    allow_soft_hyphens: bool = False


@check(
    "hidden_characters",
    options=Options,
    values=("code", "character", "count", "word", "meant"),
    variants=("bidi", "zero-width", "line-separator", "soft-hyphen", "private-use", "broken", "lookalike"),
)
def hidden_characters(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """Each line's hidden characters, one match for each kind, in the whole source; and words with a letter's double in them.

    Left alone: joiners in emoji and in scripts that need them, marks beside right-to-left letters, a byte order mark at
    the start, and words written wholly in another script.
    """
    text = document.source.text
    if document.kind != "captured" and "&" in text:
        yield from _entities(text)
    if text.isascii():
        return
    found = [match.start() for match in _SUSPECT.finditer(text) if not _needed(text, match.start())]
    breaks = [index for index, char in enumerate(text) if char == "\n"] if found else []
    for (_, variant), places in groupby(found, key=lambda at: (bisect_left(breaks, at), _kind(text[at]))):
        if variant != "soft-hyphen" or not options.allow_soft_hyphens:
            yield _hidden(text, variant, list(places))
    if _TWIN.search(text):
        yield from _lookalikes(text)


def _entities(text: str) -> Iterator[Match]:
    """Hidden characters written as entities of HTML."""
    for match in _ENTITY.finditer(text):
        decimal, hexadecimal = match.groups()
        number = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0x200B
        if number > 0x10FFFF or not _HIDDEN_ENTITY.match(char := chr(number)):
            continue
        values = {
            "code": f"U+{number:04X}",
            "character": unicodedata.name(char, "").lower(),
            "count": 1,
            "word": "",
            "meant": "",
        }
        fix = Fix("Remove it", "unsafe", (Edit(match.start(), match.end(), ""),))
        yield Match(Span(*match.span()), values, _kind(char), fix=fix)


def _lookalikes(text: str) -> Iterator[Match]:
    """Words with both Latin letters and doubles of Latin letters in them."""
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or not _TWIN.search(word):
            continue
        meant = "".join(_TWINS.get(char, char) for char in word)
        if any("a" <= char.lower() <= "z" for char in word) and meant.isascii():
            edits = (Edit(match.start(), match.end(), meant),)
            code = ", ".join(sorted({f"U+{ord(char):04X}" for char in word if char in _TWINS}))
            values = {"word": word, "meant": meant, "code": code, "character": "", "count": 1}
            fix = Fix(f"Write “{meant}” in Latin letters", "unsafe", edits)
            yield Match(Span(*match.span()), values, "lookalike", suggestions=(meant,), fix=fix)


def _hidden(text: str, variant: str, places: list[int]) -> Match:
    first = places[0]
    values = {
        "code": f"U+{ord(text[first]):04X}",
        "character": unicodedata.name(text[first], "an unnamed character").lower(),
        "count": len(places),
        "word": "",
        "meant": "",
    }
    # A character that shows nothing can go; one that stood for a letter or a symbol needs a person.
    fix = None
    if variant in ("bidi", "zero-width", "soft-hyphen"):
        fix = Fix("Remove it", "unsafe", tuple(Edit(at, at + 1, "") for at in places))
    return Match(Span(first, first + 1), values, variant, fix=fix)


def _kind(char: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.match(char)), "broken")


def _needed(text: str, at: int) -> bool:
    """Whether a character does its proper work where it stands."""
    char = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char == "\ufeff":
        return at == 0
    if char == "\u200b":
        return all(char > "\u0e00" and unicodedata.category(char)[0] in "LM" for char in (before, after))
    if char in "\u200d\u200c":
        return not (_plain(before) and _plain(after))
    if char in "\u200e\u200f\u061c" or re.match(f"[{_BIDI}]", char):
        around = text[max(0, at - 40) : at + 40]
        return any(unicodedata.bidirectional(other) in ("R", "AL") for other in around)
    return "\U000e0020" <= char <= "\U000e007f" and ord(before or "\0") > 0x1F000


def _plain(char: str) -> bool:
    """A character of Latin text, or none: joiners have nothing to join there."""
    return not char or ord(char) < 0x0300 or char.isspace()
