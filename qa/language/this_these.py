"""“This blisters can …”, “these rash can …”, “they usual go”: words before a noun or a verb in a form that doesn't go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.agreement_words import COLLECTIVE
from qa.language.forms import ADJECTIVE, ADVERB, COUNTED, GRAMMAR, NOUN, PAST, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.judging import judged, looks_of
from qa.language.looks import Look
from qa.language.page_words import FUNCTION, MODALS, NOT_PLURAL, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_ONE_VERBS = frozenset("is was has isn't wasn't hasn't does doesn't isn’t wasn’t doesn’t".split())
_MANY_VERBS = frozenset("are were have aren't weren't haven't do don't aren’t weren’t don’t".split())
_STATES = frozenset("pregnant sick ill diabetic asthmatic epileptic".split())
_NEVER_ALONE = frozenset("usual general normal occasional frequent typical final complete rare".split())
_CLAUSES = frozenset("if when because while until unless since although".split())
_ALL_OF_THEM = frozenset("everyone everybody someone somebody anyone anybody nobody".split())
_COMMON_PLAIN = frozenset(
    "need have want get feel know are do take experience react respond recover benefit deserve require suffer notice find cope develop".split()
)
_SUBJECTS = frozenset("it they you we he she this these".split())
_NO_NOUN = frozenset(
    "two one few last first other same next past present individual over particular right left out cases elderly".split()
)


def odd_determiners(page: PageWords) -> Iterator[Told]:
    """Each "this" before a plural, "these" or "those" before one thing, and adjective where the adverb in -ly belongs."""
    return judged(page, _JUDGES)


def _this(page: PageWords, at: int) -> Iterator[Told]:
    noun, behind = page.word(at + 1), page.word(at + 2)
    flags = forms(noun) if noun else 0
    if not flags & PLURAL or flags & (NOUN | ADJECTIVE | ADVERB) or noun in NOT_PLURAL:
        return
    verb = forms(behind) if behind else 0
    told = (
        behind in MODALS
        or behind in _MANY_VERBS
        or (behind.endswith("ly") and verb & ADVERB and forms(page.word(at + 3)) & PLAIN)
    )
    if told or (not flags & THIRD and page.ends_phrase(at + 1)):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “this” goes with one, “these” with several.")


def _these(page: PageWords, at: int) -> Iterator[Told]:
    noun, behind = page.word(at + 1), page.word(at + 2)
    flags = forms(noun) if noun else 0
    counted = flags & COUNTED or (flags & NOUN and forms(f"{noun}s") & PLURAL)
    if not counted or flags & (PLURAL | ADVERB) or noun in FUNCTION | COLLECTIVE or noun in _NO_NOUN:
        return
    if flags & ADJECTIVE and (page.lower[at] == "those" or noun.endswith(("al", "ic", "ive", "ent", "ant"))):
        return
    verb = forms(behind) if behind else 0
    third = bool(verb & THIRD) and (
        not verb & PLURAL or page.word(at + 3) in ("in", "on", "your", "the", "for", "with", "to")
    )
    if behind in MODALS or behind in _ONE_VERBS or third:
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “these” and “those” go with several.")


def _adverb(page: PageWords, at: int) -> Iterator[Told]:
    """“It usual goes in a week”."""
    word, verb = page.word(at + 1), page.word(at + 2)
    if not verb or verb in FUNCTION or not page.small(at + 1) or not forms(word) & ADJECTIVE:
        return
    flags = forms(verb)
    if not flags & (PLAIN | THIRD | PAST):
        return
    sure = forms(word) == ADJECTIVE and not flags & (NOUN | PLURAL | ADJECTIVE | PROGRESSIVE)
    if word in _NEVER_ALONE or (sure and forms(f"{word}ly") & ADVERB):
        yield Told(at + 1, at + 1, f"“{word}” lacks its -ly: “{word}ly”.", f"{word}ly")


def _no_be(page: PageWords, at: int) -> Iterator[Told]:
    """“If you pregnant, tell your doctor”."""
    if page.before(at) not in _CLAUSES or not page.joined(at + 1):
        return
    if not page.word(at + 2) or page.word(at + 2) in ("or", "and", "to", "with", "about"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks its verb (“is” or “are”).")


def _describes(flags: int, word: str) -> bool:
    """Whether a word says how somebody is, and can't be a verb."""
    return (
        bool(flags & ADJECTIVE)
        and not flags & (PLAIN | PAST | ADVERB | THIRD | PROGRESSIVE)
        and not (flags & NOUN and word not in _STATES)
        and not word.endswith("ed")
        and word not in FUNCTION
    )


def _everyone(page: PageWords, at: int) -> Iterator[Told]:
    """“Everyone need to wash their hands”."""
    verb = page.word(at + 1)
    if (
        verb in _COMMON_PLAIN
        and (page.opens(at) or page.before(at) in _CLAUSES)
        and page.word(at + 2) not in ("of", "is")
    ):
        yield Told(
            at, at + 1, f"“{page.said(at, at + 1)}”: “{page.words[at].text.lower()}” is one, and takes a verb with -s."
        )


def _much(page: PageWords, at: int) -> Iterator[Told]:
    """“How much tablets”."""
    noun = page.word(at + 1)
    flags = forms(noun) if noun else 0
    counted = flags & PLURAL and not flags & (NOUN | THIRD | ADJECTIVE)
    if (
        (counted or noun in ("people", "children", "tablets", "doses", "drinks"))
        and noun not in NOT_PLURAL
        and page.before(at) in ("how", "too", "so", "", "very", "as")
        and page.small(at + 1)
    ):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: what can be counted is “many”.")


_JUDGES: Judges = (
    (
        Look(frozenset(("this",)), form=lambda flags: bool(flags & PLURAL) and not flags & (NOUN | ADJECTIVE | ADVERB)),
        _this,
    ),
    (
        Look(frozenset(("these", "those")), form=lambda flags: bool(flags & NOUN) and not flags & (PLURAL | ADVERB)),
        _these,
    ),
    (Look(_SUBJECTS, second=_NEVER_ALONE, form=lambda flags: flags & ~GRAMMAR == ADJECTIVE), _adverb),
    (Look(frozenset(("you", "they", "it", "he", "she", "we")), _describes), _no_be),
    (Look(_ALL_OF_THEM, second=_COMMON_PLAIN), _everyone),
    (
        Look(frozenset(("much",)), second=("people", "children"), form=lambda flags: bool(flags & PLURAL)),
        _much,
    ),
)
LOOKS = looks_of(_JUDGES)
