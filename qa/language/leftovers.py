"""What an edit leaves behind: "there are is help", "with a you can", "the cause of is", "if you are have", "the worst than"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import (
    ADJECTIVE,
    ADVERB,
    COMPARED,
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
from qa.language.judging import looks_of
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, FUNCTION, MODALS, PREPOSITIONS, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_IS = frozenset("is are was were am".split())
_HAS = frozenset("has have had".split())
_FINITE = _IS | _HAS | MODALS | {"do", "does", "did"}
# "What it is is clear", "as good as they are can be": behind these a verb may end a clause of its own.
_OWN_CLAUSE = frozenset(
    "what who where how why which that whoever wherever whatever whether as than all everything anything thing things way if when because "
    "you they we he she it i so whose whom".split()
)
_SUBJECTS = frozenset("you they we he she".split())
_OPENING_PREPOSITIONS = PREPOSITIONS - {
    "like",
    "near",
    "inside",
    "outside",
    "around",
    "through",
    "over",
    "under",
    "on",
    "in",
    "off",
    "about",
    "by",
    "before",
    "after",
    "since",
    "until",
    "up",
}
_SHORT = 4
_PASSED = frozenset(("not", "also", "often", "usually", "still", "never"))
_DEGREES = frozenset(
    "special severe relative extreme complete absolute particular slight total usual general real serious moderate".split()
)
_LICENCES = frozenset(
    "more less fewer rather other others else different differently elsewhere another otherwise sooner prefer preferred preferable greater "
    "worse better further earlier later longer higher lower lesser twice superior inferior hardly anywhere times".split()
)


def leftovers(page: PageWords) -> Iterator[Told]:
    """Every two words of grammar that can't stand side by side, and every "than" without its comparison."""
    for look, judge in _JUDGES:
        for at in page.pairs(look):
            if page.joined(at + 1) and page.small(at + 1):
                yield from judge(page, at)


def _two_verbs(page: PageWords, at: int) -> Iterator[Told]:
    """“The results are is sent”, “there are is help”, “if you are have pain”."""
    clause = page.clause(at)
    if page.sentence(at).rstrip().endswith("?") or not clause or page.before(at) in MODALS:
        return  # "effects a person may have are mild"
    pronoun = clause[-1] in _SUBJECTS | {"it", "i", "there", "this"} and (
        len(clause) == 1 or clause[-2] in ("if", "because", "and", "but")
    )
    if len(clause) > 1 and clause[-2] in ("if", "because") and not _OWN_CLAUSE.isdisjoint(clause[:-2]):
        return
    hyphened = page.text[page.words[at + 1].end : page.words[at + 1].end + 1] == "-"
    if not hyphened and (pronoun or _OWN_CLAUSE.isdisjoint(clause)):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: one verb too many.")


def _be(page: PageWords, at: int) -> Iterator[Told]:
    """“It can be help lower your blood pressure”."""
    behind = page.word(at + 2)
    if page.before(at) in MODALS and page.lower[at + 1] == "help" and behind in ("with", "to"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “help {behind}” or “of help” is meant.")
        return
    verb = (
        behind in ("you", "your", "it", "them") or forms(behind) & (PLAIN | NOUN | ADJECTIVE | ADVERB | PLURAL) == PLAIN
    )
    if page.before(at) in MODALS and verb and behind not in FUNCTION - {"you", "your", "it"}:
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: one verb too many.")


def _article(page: PageWords, at: int) -> Iterator[Told]:
    """“Cover it with a you can use”."""
    if page.joined(at) and page.small(at) and page.word(at + 2):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: a word is missing between the two, or one is left over.")


def _phrase(page: PageWords, at: int) -> Iterator[Told]:
    """“The most common cause of is a virus”: a preposition right before the verb, and no clause of its own before it."""
    clause = page.clause(at)
    if len(clause) < 2 or page.sentence(at).rstrip().endswith("?"):
        return
    for word, behind in zip(clause, [*clause[1:], ""], strict=True):
        flags = forms(word)
        if word == "to" and forms(behind) & PLAIN:
            return
        if word in DETERMINERS or word in PREPOSITIONS:
            continue
        if (
            word in _OWN_CLAUSE
            or not flags & (NOUN | PLURAL | ADJECTIVE)
            or flags & (PAST | PROGRESSIVE)
            or (flags & (PLAIN | THIRD) and not flags & (NOUN | PLURAL))
        ):
            return
    yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: a word is missing before “{page.lower[at + 1]}”.")


def _than(page: PageWords, at: int) -> Iterator[Told]:
    """“Symptoms are worst in the morning than later”: no comparison before "than"."""
    clause = page.clause(at)
    if len(clause) < 3:
        return
    for word in clause:
        if (
            word in _LICENCES
            or (forms(word) & COMPARED and not word.endswith("st"))
            or (word.endswith(("er", "more")) and forms(word) & (ADJECTIVE | NOUN) != NOUN)
        ):
            return
    yield Told(at, at, "“than” lacks its comparison (“more”, “worse”).")


def _rarely(page: PageWords, at: int) -> Iterator[Told]:
    """“A bruise is commonly and will fade”: an adverb where an adjective belongs."""
    word = page.lower[at + 1]
    if not _manner(word):
        return
    clause = page.clause(at)
    following = page.word(at + 2)
    end = page.words[at + 1].end
    ends = (
        page.text[end : end + 1] in (".", "!")
        if not following
        else following in ("and", "or", "but") and not forms(page.word(at + 3)) & (ADVERB | PARTICIPLE)
    )
    if ends and clause and _OWN_CLAUSE.isdisjoint(clause[:-1]) and clause[-1] not in ("than", "as", "there"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “{_base(word)}” is meant, or a word is missing.")


def _base(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ily") else word[:-2]


def _manner(word: str) -> bool:
    """Whether an adverb is made from an adjective: "severely"."""
    return word.endswith("ly") and bool(forms(_base(word)) & ADJECTIVE)


def _rare(page: PageWords, at: int) -> Iterator[Told]:
    """“They are rare needed”: an adjective where an adverb belongs."""
    if page.lower[at + 1] in _PASSED:
        at += 1
    word, done = page.word(at + 1), page.word(at + 2)
    if not word or not _describing(forms(word), word):
        return
    flags = forms(done) if done else 0
    if (
        not flags & PARTICIPLE
        or flags & (NOUN | PLAIN)
        or done == "compared"
        or page.before_noun(at + 2)
        or len(done) < _SHORT
        or not page.small(at + 2)
    ):
        return
    behind = page.word(at + 3)
    if flags & ADJECTIVE and not (behind in PREPOSITIONS or not behind):
        return
    if not page.sentence(at).rstrip().endswith("?"):
        yield Told(at + 1, at + 2, f"“{page.said(at + 1, at + 2)}” should be “{_adverb(word)} {done}”.")


def _degree(page: PageWords, at: int) -> Iterator[Told]:
    """“The treatment is quick and relative painless”."""
    word, before = page.lower[at], page.before(at)
    told = before in _IS | {"be", "and", "feel", "feels", "become", "becomes"} and not page.before_noun(at + 1)
    if told:
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” should be “{_adverb(word)} {page.lower[at + 1]}”.")


def _sudden(page: PageWords, at: int) -> Iterator[Told]:
    """“It can cause suddenly pain”."""
    noun = page.word(at + 2)
    flags = forms(noun) if noun and _manner(page.lower[at + 1]) else 0
    if (
        flags & (NOUN | PLURAL)
        and not flags & (ADJECTIVE | PARTICIPLE | PROGRESSIVE | ADVERB)
        and (
            page.ends_phrase(at + 2)
            or (forms(page.word(at + 3)) & PARTICIPLE and page.word(at + 4) in ("by", "with", "from", "in"))
        )
    ) and (flags & PLURAL or not flags & PLAIN or page.lower[at] not in ("the", "a")):
        yield Told(at + 1, at + 2, f"“{page.said(at + 1, at + 2)}”: “{_base(page.lower[at + 1])} {noun}” is meant.")


def _adverb(word: str) -> str:
    if word.endswith("y"):
        return f"{word[:-1]}ily"
    return f"{word[:-1]}y" if word.endswith("le") else f"{word}ally" if word.endswith("ic") else f"{word}ly"


def _describing(flags: int, word: str) -> bool:
    return flags & ~PLAIN == ADJECTIVE and bool(forms(_adverb(word)) & ADVERB)


_JUDGES: Judges = (
    (Look(_IS | _HAS, second=(_FINITE - {"had"}) - {"did"}), _two_verbs),
    (Look(frozenset("a an the your my our these".split()), second=_SUBJECTS), _article),
    (Look(_OPENING_PREPOSITIONS, second=_IS | {"has", "can", "may", "will"}), _phrase),
    (Look(frozenset(("than",))), _than),
    (
        Look(
            frozenset(("be",)),
            form=lambda flags: flags & (PLAIN | NOUN | ADJECTIVE | PARTICIPLE | ADVERB | GRAMMAR) == PLAIN | NOUN,
        ),
        _be,
    ),
    (Look(_IS | {"be", "become", "becomes", "feel", "feels"}, form=lambda flags: flags == ADVERB), _rarely),
    (Look(_IS | {"be", "been"}, second=_PASSED, form=lambda flags: flags & ~PLAIN == ADJECTIVE), _rare),
    (Look(_DEGREES, form=lambda flags: flags & ~PAST & ~PARTICIPLE == ADJECTIVE), _degree),
    (
        Look(
            frozenset("a the cause causes have has feel get experience any some severe".split()),
            form=lambda flags: flags == ADVERB,
        ),
        _sudden,
    ),
)
LOOKS = looks_of(_JUDGES)
