"""Phone numbers in a text: found by shape and context, so that registration numbers, doses and dates stay out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from qa.document.model import Document

    Likeness = Literal["certain", "weak", "stray"]

# Begins with a class of characters, which `re` skips to quickly, and looks behind only then; in other words
# (?<![\w.,/$€£#@:=+-])(?:\+\d{1,3}[\s\u00a0-]?)?\(?\d, and two to thirteen further digits, of which none begins the
# hours: "13 11 14 24 hours a day", "1300 224 636 9 am to 5 pm".
_CANDIDATE = re.compile(
    r"[+(\d](?<![\w.,/$€£#@:=+-].)(?:(?<=\+)\d{1,3}[\s\u00a0-]?\(?\d|(?<=\()\d|(?<=\d))"
    r"(?:(?!\s\d\d?(?:[:.]\d\d)?[\s\u00a0-]?(?:[ap]m\b|[ap]\.m|h(?:ou)?rs?\b|days?\b|/7|x\s?7))"
    r"(?:(?!\n)[\s\u00a0\u202f.()\u2010\u2011-]){0,2}\d){2,13}(?![\w/%°]|[.,]\d|-\w)"
)
_NOT_DIGIT = re.compile(r"\D+")
_CALLING = re.compile(
    r"\b(?:call|calls|calling|phone|phoning|ring|dial|tel|telephone|text|texting|sms|fax|mobile|helpline|hotline|line|number|contact|free ?call)\b"
)
_OTHER_BEFORE = re.compile(
    r"(?:\babn|\bacn|\bisbn|\bissn|\bdoi|\bbsb|\bbox|\bnct|\bactrn\w*|\bpages?|\bpp?\.?|\bitems?|\bitem numbers?|\bversion|\bform|\bpostcode|\bid|\btrial|\bno\.|\bsince|\bfrom|\bndc|\bupc|\bean|\bsku|\blot|\bbatch|\border|\brx|\bref|\breference|\bbarcode|\bfax(?: number| no\.?)?|\bfacsimile|\bcard|\bfile|\bcode|\bmodel|\$|€|£)[\s:#]*$"
)
# "Quote policy number (for example …": numbers of another kind, as they are called some words before.
_OTHER_NUMBER = re.compile(
    r"\b(?:policy|member(?:ship)?|reference|ref\.?|account|claim|order|batch|lot|licen[cs]e|serial|model|case|invoice|booking"
    r"|catalogue|product|registration|card|file|record|protocol|study|grant|approval|provider|application|part|ticket|receipt"
    r"|permit|patient|medicare)(?:\s+card)?\s+(?:numbers?|no\.?|id|code)(?:\s*(?:is|was|[:#(,]|for example|e\.?g\.?|such as|like))*\s*$"
)
_OTHER_AFTER = re.compile(
    r"\s*(?:mg|mcg|micrograms?|g|ml|mmhg|mmol|kj|kg|people|patients|adults|children|women|men|participants|cases|deaths|clinics|calls|callers|visits|%|per cent|years|hours|am\b|pm\b|on weekdays)"
)
_DATE = re.compile(r"\d{1,2}[\s.\-/]\d{1,2}[\s.\-/](?:19|20)\d\d")

_LETTERS = {letter: digit for digit, letters in {
    "2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz",
}.items() for letter in letters}  # fmt: skip

SHAPES: dict[str, tuple[re.Pattern[str], ...]] = {
    "au": (
        re.compile(r"1[38]00\d{6}"), re.compile(r"0[23478]\d{8}"), re.compile(r"13\d{4}"),
    ),
    "uk": (re.compile(r"0\d{9,10}"), re.compile(r"116\d{3}"), re.compile(r"08\d{6}")),
    "us": (re.compile(r"1?[2-9]\d{2}[2-9]\d{6}"),),
    "nz": (re.compile(r"0\d{7,9}"),),
    "ie": (re.compile(r"0\d{8,9}"), re.compile(r"1[58]\d{2}\d{6}"), re.compile(r"116\d{3}")),
}  # fmt: skip
_CODES = {"au": "61", "uk": "44", "us": "1", "nz": "64", "ie": "353"}
_LEAST_STRAY = 5
# Numbers grouped as the country's are, with a digit too many or too few to be dialled.
_MISCOUNTED: dict[str, re.Pattern[str]] = {
    "au": re.compile(
        r"(?=(?:\D*\d){9}(?:(?:\D*\d){2})?\D*$)(?:1[38]00[\s\u00a0-]|\(0[2378]\)|04\d\d[\s\u00a0-])[\d\s\u00a0-]+"
    ),
    "uk": re.compile(r"(?=(?:\D*\d){12}\D*$|(?:\D*\d){9}\D*$)\(?07[\d\s\u00a0()-]+"),
    "us": re.compile(r"(?=(?:\D*\d){10}(?:(?:\D*\d){2})?\D*$)1[\s\u00a0-]\(?[2-9]\d\d[\d\s\u00a0()-]+"),
}
# What may stand between a word for calling and its number: "call us any time on".
_ASKED_TO_CALL = re.compile(r"\b(?:call|phone|telephone|ring|dial|text|sms)\b[^.;!?\n]{0,24}$")
# Six digits beginning with 13, or 116, are phone numbers only in company.
_WEAK = re.compile(r"13\d{4}|116\d{3}|\d{3,5}|13\d{6}|08\d{6}|\d{8}")


@record
class Phone:
    """A phone number in the text, by projected offsets; `digits` in national form."""

    digits: str
    shown: str
    start: int
    end: int
    block: int
    sentence: tuple[int, int]


def national(number: str, profile: str) -> str:
    """The digits of a number in the profile's national form: no country code, for the US no leading 1."""
    digits = _NOT_DIGIT.sub("", number)
    code = _CODES.get(profile, "")
    if number.lstrip().startswith("+") and code and digits.startswith(code):
        rest = digits[len(code) :]
        return (
            rest
            if profile == "us" or (rest.startswith(("13", "18")) and len(rest) in (6, 8, 10))
            else "0" + rest.lstrip("0")
        )
    # No area code of the US begins with 1: it is the country's, in a number with a digit too few or too many as well.
    if profile == "us" and len(digits) in (10, 11, 12) and digits.startswith("1"):
        return digits[1:]
    return digits


def keyed(word: str) -> str:
    """The digits that a number written in letters dials: "13YARN" → "139276"."""
    return "".join(_LETTERS.get(char, char) for char in word.lower() if char.isalnum())


def near(left: str, right: str) -> bool:
    """Whether two numbers are a slip apart: one digit wrong, missing or too many, or two neighbours swapped."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    if len(left) != len(right):
        short, long = sorted((left, right), key=len)
        return any(long[:index] + long[index + 1 :] == short for index in range(len(long)))
    wrong = [index for index, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    if len(wrong) == 1:
        return True
    first, last = wrong[0], wrong[-1]
    return len(wrong) == 2 and last == first + 1 and left[first] == right[last] and left[last] == right[first]


def candidates(document: Document, profile: str, known: frozenset[str]) -> Iterator[tuple[str, int, int, Likeness]]:
    """Digits, range and likeness of everything that may be a phone number.

    "certain" by its shape; "weak" if it needs company; "stray" if numbers of this country don't look like it.
    """
    for match in _CANDIDATE.finditer(document.text):
        shown, start = match.group(), match.start()
        if shown.startswith("(") and ")" not in shown:
            shown, start = shown[1:], start + 1
        if _DATE.fullmatch(shown):
            continue
        digits = national(shown, profile)
        fits = digits in known or has_shape(digits, profile)
        if not fits and len(digits) < _LEAST_STRAY:
            continue
        before = document.lower[max(0, start - 48) : start]
        if (
            _OTHER_BEFORE.search(before[-24:])
            or _OTHER_NUMBER.search(before)
            or _OTHER_AFTER.match(document.lower, match.end())
        ):
            continue
        likeness: Likeness = "stray" if not fits else "weak" if _WEAK.fullmatch(digits) else "certain"
        yield digits, start, match.end(), likeness


def has_shape(digits: str, profile: str) -> bool:
    """Whether digits in national form begin, and are as many, as the country's numbers."""
    return any(shape.fullmatch(digits) for shape in SHAPES.get(profile, ()))


def is_miscounted(shown: str, profile: str) -> bool:
    """Whether a number as written begins as the country's do and has a digit too many or too few."""
    pattern = _MISCOUNTED.get(profile)
    return pattern is not None and pattern.fullmatch(shown) is not None


def is_dialled(document: Document, start: int) -> bool:
    """Whether the words right before a place ask to call what stands there."""
    return _ASKED_TO_CALL.search(document.lower, max(0, start - 40), start) is not None


def is_called(document: Document, start: int, end: int) -> bool:
    """Whether a stretch of the text speaks of calling."""
    return _CALLING.search(document.lower, start, end) is not None
