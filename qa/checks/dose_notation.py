"""Abbreviations and decimals of doses that have been misread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qa.checks.registry import CheckOptions, check
from qa.checks.support.foreign_names import is_others_text
from qa.checks.support.names import writable
from qa.checks.support.terms import sentence_text
from qa.finding import Match
from qa.language.prose import is_english
from qa.language.tokens import word_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

Kind = Literal["microgram", "leading_zero", "trailing_zero", "units", "frequency", "millilitre"]
KINDS: tuple[Kind, ...] = ("microgram", "leading_zero", "trailing_zero", "units", "frequency", "millilitre")

_UNIT = r"(?:mg|g|mcg|[µμ]g|micrograms?|milligrams?|grams?|mL|ml|milli?lit(?:re|er)s?|units?|IU|tablets?|capsules?)"
_PER_VOLUME = re.compile(r"[ \u00a0]?(?:per|/)[ \u00a0]?(?:d|m)?(?:L|l|lit)")
# What a clinician writes for how often, where a dose stands before it.
_OFTEN = {
    "qd": "once a day", "q.d.": "once a day", "od": "once a day", "o.d.": "once a day", "qod": "every second day", "q.o.d.": "every second day",
    "bd": "twice a day", "b.d.": "twice a day", "bid": "twice a day", "b.i.d.": "twice a day", "tds": "three times a day", "t.d.s.": "three times a day",
    "tid": "three times a day", "t.i.d.": "three times a day", "qid": "four times a day", "q.i.d.": "four times a day", "qds": "four times a day", "q.d.s.": "four times a day",
    "prn": "when needed", "p.r.n.": "when needed", "nocte": "at night", "mane": "in the morning", "qhs": "at bedtime", "hs": "at bedtime",
    "q4h": "every 4 hours", "q6h": "every 6 hours", "q8h": "every 8 hours", "q12h": "every 12 hours", "po": "by mouth", "p.o.": "by mouth",
}  # fmt: skip


def _any_of(forms: Iterable[str]) -> str:
    """A choice of the forms, the longest first: the same text in every process, so that its compiled form is remembered."""
    return "|".join(re.escape(form) for form in sorted(sorted(forms), key=len, reverse=True))


# The character class comes first and what must not stand before it second, so that the search skips from digit to digit.
_DOSE = re.compile(
    rf"(?P<number>[\d.](?<![\w.,].)[\d,]*(?:\.\d+)?)(?P<space>[ \u00a0]?)(?P<unit>{_UNIT}|ug|cc|iu|U)(?![\w/%'’]|\.\w|-\w)"
)
_KIND_OF_UNIT: dict[str, Kind] = {
    "mcg": "microgram", "µg": "microgram", "μg": "microgram", "ug": "microgram", "cc": "millilitre", "IU": "units", "iu": "units", "U": "units",
}  # fmt: skip
_SHORTHAND = re.compile(
    rf"\b{_UNIT}\b[ \u00a0]+(?:(?i:po|p\.o\.|orally|by mouth|iv|im|sc)[ \u00a0]+)?(?P<frequency>(?i:{_any_of(_OFTEN)}))(?![\w-])"
)
# All but words and abbreviations of other things count wherever a sentence tells how to take something.
_OTHERWISE = frozenset("qd q.d. od o.d. qod q.o.d. bd bid tid mane qhs hs po p.o.".split())
_ALWAYS = re.compile(rf"(?<![\w.-])(?P<frequency>(?i:{_any_of(_OFTEN.keys() - _OTHERWISE)}))(?![\w-])")
# One end of a range, whose unit stands behind the other: ".5 to 1 tablet".
_RANGE = re.compile(
    rf"(?P<number>[\d.](?<![\w.,].)[\d,]*(?:\.\d+)?)(?=[ \u00a0]?(?:to|or|[-–])[ \u00a0]?[\d.,]+[ \u00a0]?{_UNIT}\b)"
)
# The words that any shorthand begins with; a page without them is not searched for it.
_SHORTHAND_WORDS = frozenset(form.partition(".")[0] for form in _OFTEN)
# A trailing zero in grams is a dose where the sentence says so; food tables write 4.0 g on purpose.
_IN_GRAMS = re.compile(r"[ \u00a0]?(?:g|grams?)\b")
_TAKING = re.compile(r"\b(?:take|takes|taking|dose|doses|tablets?|capsules?|inject\w*|give|given|daily)\b")
_ENGINE = re.compile(r"\b(?:engines?|motor\w*|scooters?|vehicles?)\b", re.IGNORECASE)


class Options(CheckOptions):
    """`kinds` says what is looked for; `mcg_fine` names the profiles that write mcg."""

    kinds: tuple[Kind, ...] = KINDS
    mcg_fine: tuple[str, ...] = ("us",)


@check("dose_notation", options=Options, values=("found", "better"), variants=KINDS)
def dose_notation(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report dose abbreviations and decimals on the error-prone lists; concentrations of laboratory results are exempt."""
    if not is_english(document):
        return
    for kind, start, end, number, space in _notations(document):
        written = document.text[start:end]
        if kind not in options.kinds or (written == "mcg" and context.profile in options.mcg_fine):
            continue
        if (
            end > document.block_at(start).end
            or is_others_text(document, start, end)
            or not _is_dose(document, kind, start, end)
        ):
            continue
        better = _better(kind, written, number, context.profile)
        fix = writable(document, start, end, better if space else f" {better}")
        yield Match(document.locate(start, end), {"found": written, "better": better}, kind, (better,), fix)


def _notations(document: Document) -> Iterator[tuple[Kind, int, int, str, bool]]:
    """Every notation: its kind, projected range, the number before a unit, and whether no blank is missing before it."""
    for found in _DOSE.finditer(document.text):
        number, unit = found["number"], found["unit"]
        kind = _KIND_OF_UNIT.get(unit)
        if kind is not None and not (kind == "microgram" and _PER_VOLUME.match(document.text, found.end())):
            yield kind, *found.span("unit"), number, bool(found["space"])
        yield from _decimals(found)
    for found in _RANGE.finditer(document.text) if "." in document.text else ():
        yield from _decimals(found)
    if not _SHORTHAND_WORDS.isdisjoint(word_index(document)):
        told = {found.span("frequency") for found in _SHORTHAND.finditer(document.text)}
        told |= {found.span("frequency") for found in _ALWAYS.finditer(document.text) if _tells_how(document, found)}
        yield from (("frequency", *span, "", True) for span in sorted(told))


def _decimals(found: re.Match[str]) -> Iterator[tuple[Kind, int, int, str, bool]]:
    number = found["number"]
    if number.startswith("."):
        yield "leading_zero", *found.span("number"), number, True
    elif "." in number and number.endswith("0"):
        yield "trailing_zero", *found.span("number"), number, True


def _tells_how(document: Document, found: re.Match[str]) -> bool:
    """Whether the sentence tells how to take something, and doesn't explain the shorthand: "tds (three times a day)"."""
    if document.text.startswith((" (", " means", " stands for", "” ", '" '), found.end()):
        return False
    return _TAKING.search(sentence_text(document, found.start())) is not None


def _is_dose(document: Document, kind: str, start: int, end: int) -> bool:
    """Whether the words around a match fit a dose rather than an engine or a table of food."""
    if kind == "millilitre":
        block = document.block_at(start)
        return _ENGINE.search(document.text, block.start, block.end) is None
    if kind == "trailing_zero" and _IN_GRAMS.match(document.text, end):
        return _TAKING.search(sentence_text(document, start)) is not None
    return True


def _better(kind: Kind, written: str, number: str, profile: str) -> str:
    """What to write for a notation."""
    if kind == "leading_zero":
        return f"0{written}"
    if kind == "trailing_zero":
        return written.rstrip("0").rstrip(".")
    if kind == "frequency":
        return _OFTEN[written.lower()]
    if kind == "millilitre":
        return "mL"
    plural = "" if number == "1" else "s"
    if kind == "microgram":
        return "mcg" if profile == "us" else f"microgram{plural}"
    return f"unit{plural}" if written == "U" else f"international unit{plural}"
