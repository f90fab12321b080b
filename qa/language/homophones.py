"""Small words that sound alike: "you're lenses", "if there pain is", "its safe", "your pregnant", "on they're clothes"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import (
    ADJECTIVE,
    ADVERB,
    GRAMMAR,
    NOUN,
    PARTICIPLE,
    PAST,
    PLAIN,
    PLURAL,
    PROGRESSIVE,
    THIRD,
    forms,
)
from qa.language.judging import judged, looks_of
from qa.language.looks import Look
from qa.language.page_words import FUNCTION, MODALS, PREPOSITIONS, Told
from qa.language.possessors import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_CONJUNCTIONS = frozenset(
    "if when because whether that unless although while as since once but and or so until though think feel sure".split()
)
_IF = frozenset("if when because whether unless although".split())
_BE = frozenset("is are was were be been being isn't aren't isn’t aren’t get got have has had".split())
# What may follow "there" where something is: verbs besides those that forms tell.
_THERE_VERBS = MODALS | frozenset(
    "is are was were isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t has have had seems seem".split()
)
# People may be what "you are": "if you're carers", "they're adults".
_PEOPLE = frozenset(
    "adults children men women people parents carers smokers friends family twins partners students teenagers residents citizens patients "
    "home fun welcome back sleep overweight part one children's human experts".split()
)
_OWNED = OWN | frozenset(
    "urine stools stool poo wee waist hearing vision sight appetite temperature pulse mood memory posture feelings thoughts drops lenses "
    "clothes shoes meals results questions lungs teeth".split()
)
_SURE_PREPOSITIONS = PREPOSITIONS - {"as", "than", "since", "until", "before", "after", "when"}
_SURE_ITS = frozenset("a an the not never been because going always usually often also likely unlikely".split())
_ITS_ADJECTIVES = frozenset(
    "safe unsafe important essential vital best better worse normal common rare possible impossible hard easy difficult helpful useful fine "
    "true unclear worth okay ok okay dangerous harmless serious severe mild bad good free painful clear unusual okay too very so time".split()
)
_ITS_BEFORE = frozenset("at of in on for to with from by its the".split())
_SURE_YOUR = frozenset("not going also never always there supposed welcome allowed unable able".split())
_YOUR_STATES = frozenset(
    "pregnant breastfeeding better asleep awake bleeding healthy diabetic allergic worried unsure sure ready tired unwell sick ill well dehydrated overweight underweight concerned "
    "unlikely likely having taking feeling experiencing using planning trying thinking looking getting going being waiting struggling finding "
    "old older young in at on over under about aged".split()
)


def mistaken_sounds(page: PageWords) -> Iterator[Told]:
    """Every "you're", "they're", "there", "their", "its" and "your" that stands for a word of the same sound."""
    return judged(page, _JUDGES)


def _as(page: PageWords, at: int, word: str) -> str:
    return word.capitalize() if page.words[at].text[0].isupper() else word


def _told(page: PageWords, at: int, right: str) -> Told:
    return (
        Told(at, at + 1, f"“{page.said(at, at + 1)}” should be “{right} {page.words[at + 1].text}”.", "")
        if not right
        else Told(at, at, f"“{page.said(at, at + 1)}” should be “{right}”.", _as(page, at, right))
    )


def _contracted(page: PageWords, at: int) -> Iterator[Told]:
    noun, before = page.word(at + 1), page.before(at)
    if not noun or noun in FUNCTION or noun in _PEOPLE or not page.small(at + 1) or _hyphened(page, at + 1):
        return
    flags = forms(noun)
    they = page.lower[at].startswith("they")
    if noun in _OWNED:
        wrong = not flags & (ADJECTIVE | PARTICIPLE) or before in PREPOSITIONS
    else:
        wrong = bool(flags & (NOUN | PLURAL)) and not flags & (ADJECTIVE | PARTICIPLE | PROGRESSIVE | ADVERB | PAST)
        wrong = wrong and (before in _SURE_PREPOSITIONS or bool(forms(before) & PLAIN))
        wrong = wrong and not (they and before in _CONJUNCTIONS)
    if wrong and before not in ("that", "if", "when", "because"):
        yield _told(page, at, "their" if they else "your")


_BEHIND_ING = PREPOSITIONS | frozenset("their a the an to too more it you".split())
# What "there" is the place of: "go there", "up there".
_WHERE_TO = frozenset("go goes going went come live lives stay sit stop out up over down here".split())


def _there(page: PageWords, at: int) -> Iterator[Told]:
    word, before = page.word(at + 1), page.before(at)
    if not word or word in FUNCTION or word in _THERE_VERBS or not page.small(at + 1) or _hyphened(page, at + 1):
        return
    flags = forms(word)
    if before in _IF:
        if flags & PROGRESSIVE and word not in ("being", "nothing") and page.word(at + 2) in _BEHIND_ING:
            yield _told(page, at, "they're")
        elif word in OWN or (
            flags & (NOUN | PLURAL | ADJECTIVE) and not flags & (PLAIN | THIRD | PAST | PARTICIPLE | ADVERB)
        ):
            yield (
                _told(page, at, "their")
                if forms(page.word(at + 2)) & (PLAIN | THIRD) or page.word(at + 2) in _BE
                else Told(at, at + 1, f"“{page.said(at, at + 1)}” should be “their”, “they're” or “there is”.")
            )
        return
    if (
        not before
        and word in OWN
        and forms(page.word(at + 2)) & (PLAIN | THIRD)
        and page.text[page.words[at].start - 2] in ",;"
    ):
        yield _told(page, at, "their")  # "…, there body attacks it"
        return
    noun_only = bool(flags & (NOUN | PLURAL)) and not flags & (ADJECTIVE | ADVERB | PLAIN | PAST)
    if not noun_only and word not in _OWNED:
        return
    verb = bool(forms(before) & (PLAIN | PROGRESSIVE | THIRD | PAST)) and before not in _BE and before not in FUNCTION
    if (verb and before not in _WHERE_TO) or (before in ("in", "of", "with", "for", "on", "about") and word in _OWNED):
        yield _told(page, at, "their")


def _their(page: PageWords, at: int) -> Iterator[Told]:
    if page.joined(at + 1):
        yield _told(page, at, "there")


def _its(page: PageWords, at: int) -> Iterator[Told]:
    word, before = page.word(at + 1), page.before(at)
    if not word or not page.small(at + 1) or _hyphened(page, at + 1) or before in _ITS_BEFORE:
        return
    wrong = word in _SURE_ITS and not (
        word in ("likely", "usually", "always", "often", "never", "also") and page.before_noun(at + 1)
    )
    if word in _ITS_ADJECTIVES:
        following = page.word(at + 2)
        wrong = (not following and page.ends_phrase(at + 1)) or following in (
            "to",
            "that",
            "if",
            "for",
            "when",
            "not",
            "or",
            "because",
            "as",
            "until",
            "late",
            "early",
            "much",
            "many",
            "important",
            "hard",
            "common",
        )
        wrong = wrong and (page.opens(at) or before in _CONJUNCTIONS or not before)
    if wrong:
        yield Told(at, at, f"“{page.said(at, at + 1)}” should be “it's”.", _as(page, at, "it's"))


def _your(page: PageWords, at: int) -> Iterator[Told]:
    word, before = page.word(at + 1), page.before(at)
    if not word or not page.small(at + 1) or _hyphened(page, at + 1):
        return
    following = page.word(at + 2)
    if word in _SURE_YOUR:
        wrong = following == "to" if word == "going" else not page.before_noun(at + 1) or word in ("not", "supposed")
    else:
        clause = page.opens(at) or before in _CONJUNCTIONS
        flags = forms(word)
        if flags & PROGRESSIVE and before == "how" and not following:
            wrong = True  # "tell us how your feeling"
        elif flags & PROGRESSIVE:
            wrong = clause and (
                following in ("a", "an", "the", "to", "any", "more", "too", "it", "this")
                or (not following and bool(flags & ADJECTIVE))
            )
        elif word in PREPOSITIONS:
            wrong = (
                clause
                and bool(following)
                and (
                    following in ("a", "the", "pain", "risk", "hospital", "home", "labour", "labor", "work", "school")
                    or following.isdigit()
                )
            )
        else:
            wrong = clause and not page.before_noun(at + 1) and page.ends_phrase(at + 1)
    if wrong:
        yield Told(at, at, f"“{page.said(at, at + 1)}” should be “you're”.", _as(page, at, "you're"))


def _hyphened(page: PageWords, at: int) -> bool:
    end = page.words[at].end
    return page.text[end : end + 1] in ("-", "‑", "/", "'", "’")


_JUDGES: Judges = (
    (
        Look(
            frozenset(("you're", "you’re", "they're", "they’re")),
            second=_OWNED,
            form=lambda flags: bool(flags & (NOUN | PLURAL)) and not flags & (ADJECTIVE | PARTICIPLE | PROGRESSIVE | ADVERB | PAST),
        ),
        _contracted,
    ),
    (
        Look(
            frozenset(("there",)),
            second=_OWNED,
            form=lambda flags: bool(flags & (NOUN | PLURAL | ADJECTIVE | PROGRESSIVE)) and not flags & GRAMMAR,
        ),
        _there,
    ),
    (Look(frozenset(("their",)), second="is are was were isn't aren't isn’t aren’t".split()), _their),
    (Look(frozenset(("its",)), second=_SURE_ITS | _ITS_ADJECTIVES), _its),
    (Look(frozenset(("your",)), second=_SURE_YOUR | _YOUR_STATES), _your),
)  # fmt: skip
LOOKS = looks_of(_JUDGES)
