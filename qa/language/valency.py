"""Words and what doesn't go with them: "referred with", "the age from 40", "interfere your sleep", "avoid sit", "for stop the bleeding"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import ADJECTIVE, ADVERB, GRAMMAR, NOUN, PARTICIPLE, PAST, PLAIN, PLURAL, PROGRESSIVE, forms
from qa.language.judging import looks_of
from qa.language.looks import Look
from qa.language.page_words import FUNCTION, MODALS, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

# Words by the preposition that is never right behind them where a noun follows.
_WRONG = {
    preposition: frozenset(words.split())
    for preposition, words in {
        "of": "diagnosed infected associated linked related vaccinated immunised immunized interfere contribute contributes respond responds "
        "participate differ differs different responsible addicted prone resistant vulnerable susceptible suitable eligible interested worried satisfied "
        "familiar covered surrounded replaced accompanied tested screened examined monitored checked treated exposed attached connected injected "
        "prior rely relies dependent compared comply adhere abstain refrain apologise belong belongs ready immune harmful helpful useful "
        "necessary essential effective difficult possible normal important safe similar caused protected get gets away reason",
        "from": "associated related cured vaccinated rely relies dependent depends depend resistant satisfied compared prior regardless afraid aware similar consist "
        "consists caused composed",
        "to": "infected rely relies dependent cope coping interfere concentrate participate differ differs aware capable regardless arrive arrives "
        "succeed",
        "for": "contributes contributed contributing associated linked rely prone capable addicted susceptible accompanied",
        "with": "refer referred refers exposed prone resistant addicted susceptible depend depends adhere eligible",
        "on": "interfere interferes contribute contributes respond responds aware addicted familiar consist concerned specialises specialise participate",
        "in": "rely relies capable insist insists",
        "at": "rely relies attention interfere participate listen",
        "than": "prior compared differ differs similar preferred superior inferior",
        "by": "depend depends consist consists",
    }.items()
}
# "The most important of these", "depends to some extent", "similar from birth".
_NOT_BEFORE = frozenset("most least more less any some by the an this".split())
_IDIOMS = frozenset(
    "course time birth average example turn general particular fact addition some most many which whom what late now life about both all "
    "either large top least once".split()
)
# Verbs that take their object behind a preposition only.
_NEEDING = frozenset(
    "interfere interferes interfering depend depends rely relies consist consists respond responds adhere cope copes coping "
    "participate refrain comply belong belongs apologise".split()
)
_OBJECTS = frozenset("a an the your their his her our my these those them him it this".split())
_AS_A_WHOLE = frozenset("same way great most best more less day night next other second whole last moment".split())
_PRONOUNS = frozenset("you him me us".split())
_GERUND = frozenset(
    "avoid avoids avoiding enjoy enjoys finish finishes consider considers practise practice involves".split()
)
_BARE = frozenset("sit stand lie eat drink drive smoke".split())
_HOLDING = frozenset("your it them".split())
_BE = frozenset("is are be been being was were gets get".split())
_CONTACTS = frozenset("avoid close direct in physical sexual any skin eye no come comes".split())
_HELPING = frozenset("can may will to also might could should".split())
_STATES = frozenset("having being knowing seeing".split())
_AGES = frozenset("over under above below before after until reach at to".split())
_FOR_BEFORE = frozenset("look looking ask asking call not need used".split())
_THINGS = frozenset(
    "stop prevent treat check help use cut make take test keep reduce clean remove protect lift change control cover relieve ease".split()
)


def odd_company(page: PageWords) -> Iterator[Told]:
    """Every word beside a preposition or a form that doesn't go with it."""
    for look, judge in _JUDGES:
        for at in page.pairs(look):
            if page.joined(at + 1) or look.alone:
                yield from judge(page, at)


def _preposition(page: PageWords, at: int) -> Iterator[Told]:
    """“You will be referred with a specialist”."""
    preposition, behind = page.lower[at + 1], page.word(at + 2)
    word = page.lower[at]
    if word not in _WRONG[preposition] or not behind or behind in _IDIOMS or not page.small(at):
        return
    if preposition == "to" and forms(behind) & PLAIN and word != "capable":
        return
    before = page.before(at)
    noun = forms(word) & NOUN and word != "reason"
    if noun or (preposition == "of" and before in _NOT_BEFORE - ({"the"} if word == "reason" else set())):
        return
    yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “{preposition}” doesn't go with “{word}”.")


def _needing(page: PageWords, at: int) -> Iterator[Told]:
    """“It can interfere your sleep”."""
    if page.word(at + 2) not in _AS_A_WHOLE and page.word(at + 3) != "way":
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks a preposition behind “{page.lower[at]}”.")


def _gerund(page: PageWords, at: int) -> Iterator[Told]:
    """“Avoid sit for long”, “enjoy take your medicine”."""
    verb, behind = page.lower[at + 1], page.word(at + 2)
    flags = forms(verb)
    sure = not flags & (NOUN | PLURAL | ADJECTIVE | ADVERB | PAST | PARTICIPLE) or (
        verb in _BARE and behind in ("for", "in", "on", "too", "down", "still")
    )
    if (
        verb not in FUNCTION
        and verb != "include"
        and page.small(at + 1)
        and (sure or behind in _HOLDING)
        and not (forms(page.lower[at]) & NOUN and page.before(at) in ("the", "a", "your", "of"))
    ):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: behind “{page.lower[at]}” a verb ends in -ing.")


def _helps(page: PageWords, at: int) -> Iterator[Told]:
    """“Exercise helps keeping your joints moving”."""
    before = page.before(at)
    if page.lower[at + 1] in _STATES or page.word(at + 2) not in _OBJECTS or before == "it":
        return
    if page.lower[at] == "helps" or before in _HELPING:
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: behind “help” the verb stands in its plain form.")


def _for(page: PageWords, at: int) -> Iterator[Told]:
    """“Press firmly for stop the bleeding”."""
    behind, before = page.word(at + 2), page.before(at)
    verb = behind in (("your", "it", "them", "the", "a", "any") if page.lower[at + 1] in _THINGS else ("your", "them"))
    verb = verb and page.joined(at)
    if verb and forms(before) & ~ADVERB and before not in _FOR_BEFORE:
        yield Told(
            at,
            at + 1,
            f"“{page.said(at, at + 1)}”: behind “{page.lower[at]}” a verb ends in -ing (or “to” is meant).",
        )


def _age(page: PageWords, at: int) -> Iterator[Told]:
    """“Women over the age from 40”."""
    if page.before(at) == "the" and page.before(at - 1) in _AGES and page.word(at + 2).isdecimal():
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” should be “age of”.")


def _result(page: PageWords, at: int) -> Iterator[Told]:
    """“Sleep problems can result of stress”."""
    if page.before(at) in MODALS or page.before(at) in ("to", "often", "also", "usually"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: something results from its cause.")


def _helping(page: PageWords, at: int) -> Iterator[Told]:
    """“A therapist can help you learning to talk”."""
    doing = page.word(at + 2)
    flags = forms(doing) if doing else 0
    if flags & PROGRESSIVE and doing.endswith("ing") and not flags & (PLAIN | ADJECTIVE) and page.word(at + 3):
        yield Told(at, at + 2, f"“{page.said(at, at + 2)}”: behind “help” the verb stands in its plain form.")


def _contact(page: PageWords, at: int) -> Iterator[Told]:
    """“Avoid contact to people who are sick”."""
    if page.before(at) in _CONTACTS and not forms(page.word(at + 2)) & PLAIN:
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: it is contact “with” somebody.")


def _past(page: PageWords, at: int) -> Iterator[Told]:
    """“It is past on through blood”, “the attack will past”."""
    behind, before = page.word(at + 1), page.before(at)
    passive = before in _BE and behind in ("on", "down", "from", "along", "through") and page.word(at + 2) != "the"
    plain = before in MODALS and (not behind or behind in FUNCTION)
    if passive or plain:
        right = "passed" if passive else "pass"
        yield Told(at - 1, at, f"“{page.said(at - 1, at)}” should be “{before} {right}”.", f"{before} {right}")


def _lose(page: PageWords, at: int) -> Iterator[Told]:
    yield Told(at, at + 1, f"“{page.said(at, at + 1)}” should be “{page.lower[at]} loose”.", f"{page.lower[at]} loose")


def _except(page: PageWords, at: int) -> Iterator[Told]:
    """“Do not except food from strangers”."""
    if page.before(at) in MODALS or page.before(at) in ("not", "to"):
        yield Told(at, at, f"“{page.said(at - 1, at)}” should be “accept”.", "accept")


def _breathes(page: PageWords, at: int) -> Iterator[Told]:
    """“Take deep breathes”."""
    before = page.before(at)
    if before in (
        "deep",
        "slow",
        "few",
        "small",
        "shallow",
        "big",
        "rescue",
        "two",
        "three",
        "several",
        "your",
        "their",
    ):
        yield Told(at, at, f"“{page.said(at - 1, at)}” should be “breaths”.", "breaths")


def _thorough(page: PageWords, at: int) -> Iterator[Told]:
    yield Told(at, at, f"“{page.said(at, at + 1)}” should be “through”.", "through")


_JUDGES: Judges = (
    (Look(frozenset().union(*_WRONG.values()), second=_WRONG), _preposition),
    (Look(_NEEDING, second=_OBJECTS), _needing),
    (Look(_GERUND, form=lambda flags: bool(flags & PLAIN)), _gerund),
    (
        Look(
            frozenset(("helps", "help", "helped")),
            form=lambda flags: bool(flags & PROGRESSIVE),
        ),
        _helps,
    ),
    (
        Look(
            frozenset(("for", "without", "of")),
            second=_THINGS,
            form=lambda flags: bool(flags & PLAIN) and not flags & (PAST | PARTICIPLE | ADVERB | GRAMMAR),
        ),
        _for,
    ),
    (Look(frozenset(("age",)), second=("from",)), _age),
    (Look(frozenset(("result", "results")), second=("of",)), _result),
    (Look(frozenset("help helps helped helping".split()), second=_PRONOUNS), _helping),
    (Look(frozenset(("contact",)), second=("to",)), _contact),
    (Look(frozenset(("past",))), _past),
    (Look(frozenset("get gets is are be comes too very becomes".split()), second=("lose",)), _lose),
    (Look(frozenset(("except",)), form=lambda flags: not flags & GRAMMAR), _except),
    (Look(frozenset(("breathes",))), _breathes),
    (Look(frozenset(("thorough",)), second=_OBJECTS), _thorough),
)
LOOKS = looks_of(_JUDGES)
