"""Numbers and the nouns behind them that don't agree: "two tablet", "every days", "a women", "these symptom"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import ADJECTIVE, ADVERB, COUNTED, NOUN, PLAIN, PLURAL, THIRD, forms
from qa.language.looks import Look
from qa.language.page_words import FUNCTION, MODALS, NOT_PLURAL, PREPOSITIONS, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty".split()
)
_SEVERAL = frozenset("several many few both various these those".split())
# Counted in figures as well: "within 12 hour"; other nouns behind a figure may be labelled by it ("stage 3 cancer").
MEASURES = frozenset(
    "second minute hour day week month year dose tablet capsule drop cup glass gram kilogram litre liter quart pint ounce puff portion serving slice sachet cigarette night millilitre milligram microgram "
    "teaspoon tablespoon metre centimetre person child woman man patient adult test injection meal serve".split()
)
_LABELS = frozenset(
    "type stage grade phase level step part chapter figure table group class category day week month year schedule vitamin section page "
    "version number no age aged line room ward unit form box question about channel series".split()
)
# Singular and plural alike, or no noun behind a number.
_ALIKE = frozenset(
    "percent cent per million thousand hundred dozen pair stone foot head sheep fish deer aircraft series species means people metric more less "
    "other way half third quarter second first last one year-old old long large small new different main common least most "
    "in-law off out up down over a.m p.m am pm to work cold flu".split()
)
_SPANS = frozenset("years months weeks days hours minutes".split())
# What may stand between "every" and its noun.
_PASSED_OVER = frozenset(("second", "single", "other"))
_COUNTING = Look(
    NUMBERS | _SEVERAL,
    second=("minute", "lump"),
    form=lambda flags: bool(flags & NOUN) and not flags & (PLURAL | ADJECTIVE | ADVERB),
)
_MEASURED = Look(str.isdigit, second=MEASURES)
_EACH = Look(
    frozenset(("every", "each", "another")),
    second=_PASSED_OVER,
    form=lambda flags: bool(flags & PLURAL) and not flags & (NOUN | ADJECTIVE),
)
_ARTICLE = Look(
    frozenset(("a", "an")), form=lambda flags: bool(flags & PLURAL) and not flags & (NOUN | ADJECTIVE | ADVERB)
)
_SINGLE = Look(frozenset(("one",)), form=lambda flags: bool(flags & PLURAL) and not flags & (NOUN | ADJECTIVE | ADVERB))
LOOKS = (_COUNTING, _MEASURED, _EACH, _ARTICLE, _SINGLE)


def wrong_amounts(page: PageWords) -> Iterator[Told]:
    """Every noun whose number doesn't go with the number or determiner right before it."""
    for at in page.pairs(_COUNTING):
        yield from _several(page, at, figures=False)
    for at in page.pairs(_MEASURED):
        number = page.lower[at]
        if len(number) < 4 and number.lstrip("0") not in ("", "1"):
            yield from _several(page, at, figures=True)
    for at in page.pairs(_EACH):
        yield from _each(page, at)
    for at in page.pairs(_ARTICLE):
        yield from _one(page, at)
    for at in page.pairs(_SINGLE):
        if page.before(at) in ("than", "only", "just") and page.joined(at + 1) and page.ends_phrase(at + 1):
            yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “one” goes with one.")


def _several(page: PageWords, at: int, *, figures: bool) -> Iterator[Told]:
    noun = page.word(at + 1)
    if not noun or noun in FUNCTION or noun in _ALIKE or not page.small(at + 1) or not page.ends_phrase(at + 1):
        return
    flags = forms(noun)
    measure = noun in MEASURES
    if (
        not (flags & COUNTED or measure or noun == "time")
        or (flags & (PLURAL | ADJECTIVE | ADVERB) and noun not in ("minute", "lump"))
        or (figures and not measure)
    ):
        return
    before = page.before(at)
    if before == "aged" and noun in ("year", "month", "week", "day"):
        before = ""  # "aged 65 year and over"
    if before in _LABELS or (
        figures and page.text[page.words[at].start - 1 : page.words[at].start] in tuple(".,-–/:$£€")
    ):
        return
    if flags & PLAIN and page.lower[at] in _SEVERAL and not measure and noun != "time":
        return  # "these help", "many die"
    if measure and page.word(at + 2) in ("a", "per") and page.word(at + 3) in MEASURES and page.joined(at + 4):
        return  # "a seven day a week service"
    if page.word(at + 2) in ("or", "and") and page.lower[at] in _SEVERAL:
        return  # "several catheter or surgical procedures"
    yield Told(at, at + 1, f"“{page.said(at, at + 1)}” wants a plural.")


def _each(page: PageWords, at: int) -> Iterator[Told]:
    last = at + 1
    if page.lower[at] == "every" and page.word(last) in _PASSED_OVER:
        last += 1
    noun = page.word(last)
    flags = forms(noun) if noun else 0
    if not flags & PLURAL or flags & (NOUN | ADJECTIVE) or noun in NOT_PLURAL or not page.ends_phrase(last):
        return
    if (
        page.lower[at] == "each"
        and flags & THIRD
        and page.before(at) not in PREPOSITIONS
        and page.word(last + 1) not in MODALS
        and noun not in ("days", "weeks", "months", "years", "hours", "tablets", "doses")
    ):
        return  # "each needs"
    yield Told(at, last, f"“{page.said(at, last)}”: “{page.words[at].text}” goes with one.")


def _one(page: PageWords, at: int) -> Iterator[Told]:
    noun = page.word(at + 1)
    flags = forms(noun) if noun else 0
    if not flags & PLURAL or flags & (NOUN | ADJECTIVE | ADVERB) or noun in NOT_PLURAL or not page.small(at + 1):
        return
    if noun in ("lots", "few", "lot", "times", "teens") or not page.ends_phrase(at + 1):
        return
    if noun in _SPANS and page.word(at + 2) not in ("", "to", "of", "before", "after", "until", "for"):
        return
    if not page.small(at) and (flags & THIRD or not page.opens(at)):
        return  # "hepatitis A tests", "A stands for …"
    yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “{page.words[at].text}” goes with one.")
