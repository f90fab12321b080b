"""Verbs in a form that the word before them doesn't take: "can took", "will be check", "has went", "need to losing", "by slow the loss"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.agreement_words import MASS
from qa.language.agreement_words import THIRD as THIRD_VERBS
from qa.language.forms import (
    ADJECTIVE,
    ADVERB,
    COUNTED,
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
from qa.language.page_words import DETERMINERS, FUNCTION, Told
from qa.language.sure_verbs import SURE, SURE_THIRD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_MODALS = frozenset(
    "can could may might must should would will cannot can't can’t couldn't won't won’t shouldn't shouldn’t wouldn't".split()
)
_NEGATED = frozenset("don't don’t doesn't doesn’t didn't didn’t".split())
_BE = frozenset("be been being is are was were isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t".split())
# Behind these adverbs a noun can't follow "is": "isn't fully form".
_OF_MANNER = frozenset("fully completely partly properly carefully regularly safely easily quickly slowly".split())
_HAVE = frozenset("have has had".split())
_BETWEEN = frozenset(
    "not also both always often usually never only still sometimes even just now then probably normally".split()
)
# "The can", "a free will", "what you can": the modal is a noun, or ends a clause of its own.
_NOUN_BEFORE = frozenset("a an the your his her their free good ill living last tin drink in since until of by".split())
_CLAUSE_BEFORE = frozenset(
    "you we they i he she it one who what which how that than as where whatever anyone people those".split()
)
# What "to" follows as the mark of a verb.
_TO_VERB = frozenset(
    "need needs needed want wants wanted able unable likely unlikely try tries tried trying order how wish hope ought decide decides choose "
    "refuse learn forget continue plan tend tends begin begins start starts fail fails manage manages supposed advised asked allowed".split()
)
_TO_PLAIN = frozenset("help helps you them him her".split())
_TO_ADJECTIVE = frozenset(
    "important normal possible impossible hard easy difficult safe best necessary essential ready better".split()
)
# "It is common to feeling worse"; what is "important to staying well" stands in another sense.
_TO_DO = frozenset("common normal hard difficult possible impossible safe easy better natural".split())
_WHOM = frozenset(
    "you them him her people help helps helped doctor nurse pharmacist gp dentist surgeon midwife physiotherapist".split()
)
# "Drive them to places": behind these "to" is where somebody goes.
_MOVED = frozenset(
    "drive drives take takes taking bring brings send sends refer refers direct directs link links get lead leads".split()
)
_TO_HAVE = frozenset("have has had".split())
_OBJECTS = DETERMINERS | {"you", "it", "them", "him", "us"}
# Verbs that are counted nouns as well, which no article-less "be" can stand before.
_CHECKED = frozenset(
    "check look pass update sign test monitor review repeat record remove replace treat call take give break make register book scan drain clean dress measure weigh store".split()
)
# Verbs that are nouns as well, and that no "have" goes before where an object follows: "have gain two kilograms".
_GAINED = frozenset("gain think help notice start lead increase cause use lift stop change move ask try visit".split())
_COUNTS = frozenset("two three four five six ten many several".split())
_OBJECT_OR_COUNT = _OBJECTS | _COUNTS
_MADE_NOUN = ("tion", "sion", "ment", "ness", "ity", "itis", "osis")
_OBJECT_OR_TO = _OBJECTS | {"to"}
# Verbs in -s that are nouns as well, told behind "is" by what follows: "is helps to".
_HELPS = frozenset(
    "helps causes needs stops controls damages increases raises lowers affects reduces uses starts means".split()
)
_ALREADY = frozenset("what whatever how who where which that all".split())
_EMPHASIS = frozenset("do does did thing things all what step steps aim goal way job rule best only".split())
_TAKE_FOR = frozenset(
    "ask asks asked look looks looked care cares pay pays wait waits call calls hope hopes apply applies".split()
)
_BY_NOUNS = frozenset(
    "law day night mouth hand phone post mail email age sea air way word name weight far text".split()
)
_ASKED = re.compile(
    r"^\W*(?:(?:in|to|at|for|by|on|from|with) )?(?:how|what|when|where|which|who|why|whose)\b", re.IGNORECASE
)


def wrong_forms(page: PageWords) -> Iterator[Told]:
    """Every verb whose form doesn't go with the auxiliary, "to" or preposition right before it."""
    return judged(page, _JUDGES)


def _verb_behind(page: PageWords, at: int) -> int:
    """The index of the word behind an auxiliary, adverbs passed over; -1 where none in small letters follows."""
    following = at + 1
    for _ in range(2):
        word = page.word(following)
        if word in _BETWEEN or (word.endswith("ly") and forms(word) & ADVERB):
            following += 1
    if not page.joined(following) or not page.small(following):
        return -1
    behind = page.words[following].end
    return -1 if page.text[behind : behind + 1] in ("-", "‑") else following  # "have follow-up"


def _after_modal(page: PageWords, at: int) -> Iterator[Told]:
    verb = _verb_behind(page, at)
    before = page.before(at)
    if verb < 0 or not before or before in _NOUN_BEFORE or not page.small(at):
        return
    if page.lower[verb] in ("being", "been") and verb > at + 1:
        yield Told(at, verb, f"“{page.said(at, verb)}”: behind “{page.words[at].text}” stands “be”.")
    flags = forms(page.lower[verb])
    if _no_verb(page, at, verb):
        yield Told(at, verb, f"“{page.said(at, verb)}” lacks its verb.")
        return
    wanted = PAST | PARTICIPLE | PROGRESSIVE
    if verb > at + 1 and page.lower[verb].endswith("s") and before not in _CLAUSE_BEFORE:
        wanted |= THIRD  # "can usually attends"; the verb right behind is another look's
    if _describes(flags) and _no_be(page, verb, before):
        yield Told(at, verb, f"“{page.said(at, verb)}” lacks “be”.")
        return
    if flags & PLAIN or not flags & wanted or page.lower[verb] in FUNCTION:
        return
    regular = page.lower[verb].endswith(("ed", "ing"))
    doing = (
        page.lower[verb].endswith("ing")
        and (page.word(verb + 1) in _OBJECTS or page.lower[verb] == "doing")
        and _EMPHASIS.isdisjoint(page.clause(at))
    )
    joined = before in ("it", "they") and page.before(at - 1) in ("but", "and", "because", "so")
    if regular and before in _CLAUSE_BEFORE and not (page.opens(at - 1) or joined) and not doing:
        return
    if flags & ADJECTIVE and page.before_noun(verb):
        return
    sentence = page.sentence(at)
    if sentence.rstrip().endswith("?") or _ASKED.match(sentence):
        return
    yield Told(
        at,
        verb,
        f"“{page.said(at, verb)}”: behind “{page.words[at].text}” the verb stands in its plain form, or “be” is missing.",
    )


def _no_verb(page: PageWords, at: int, verb: int) -> bool:
    """Whether only a noun stands behind a modal and "also": "partners can also depression"."""
    flags = forms(page.lower[verb])
    noun = verb == at + 2 and page.lower[at + 1] == "also" and flags & NOUN and not flags & ~(NOUN | COUNTED)
    noun = noun and (page.lower[verb] in MASS or page.lower[verb].endswith(_MADE_NOUN))  # "you can also text"
    return bool(noun) and page.ends_phrase(verb) and not page.sentence(at).rstrip().endswith("?")


def _no_be(page: PageWords, verb: int, before: str) -> bool:
    """Whether an adjective behind a modal ends its phrase: "the jaw may swollen for a week"."""
    return (
        before not in _CLAUSE_BEFORE
        and page.lower[verb] not in FUNCTION
        and page.ends_phrase(verb)
        and not page.sentence(verb).rstrip().endswith("?")
    )


def _after_do(page: PageWords, at: int) -> Iterator[Told]:
    first = at
    if page.lower[at] == "not":
        if page.before(at) not in ("do", "does", "did"):
            return
        first = at - 1
    verb = at + 1
    word = page.word(verb)
    flags = forms(word)
    if not word or flags & PLAIN or word in FUNCTION or not page.small(verb):
        return
    wrong = flags & (PAST | PARTICIPLE | PROGRESSIVE) or (
        flags & THIRD and (not flags & PLURAL or page.word(verb + 1) in _OBJECTS or _has_subject(page, first))
    )
    if wrong and not flags & ADVERB:
        yield Told(
            first, verb, f"“{page.said(first, verb)}”: behind “do”, “does” or “did” the verb stands in its plain form."
        )


def _has_subject(page: PageWords, at: int) -> bool:
    """Whether a subject stands before "doesn't", so that a word in -s behind it is no subject: "the skin doesn't drains"."""
    before = page.before(at)
    told = before in ("it", "he", "she", "they", "we", "i") or (
        bool(forms(before) & (NOUN | PLURAL)) and before not in FUNCTION
    )
    return told and not page.sentence(at).rstrip().endswith("?")


def _after_be(page: PageWords, at: int) -> Iterator[Told]:
    verb = _verb_behind(page, at)
    if verb < 0:
        return
    word = page.lower[verb]
    flags = forms(word)
    helped = word in _HELPS and page.word(verb + 1) in _OBJECT_OR_TO and page.before(at) != "there"
    if (word in THIRD_VERBS and not flags & NOUN) or helped:
        if _ALREADY.isdisjoint(page.clause(at)):
            yield Told(at, verb, f"“{page.said(at, verb)}”: one verb too many.")
        return
    if word in FUNCTION or not flags & (PLAIN | PAST) or flags & (PARTICIPLE | ADJECTIVE | ADVERB):
        return
    plain_be = page.lower[at] in ("be", "been", "being")
    checked = (plain_be and word in _CHECKED) or page.lower[verb - 1] in _OF_MANNER
    checked = checked or (verb > at + 1 and word in ("need", "use", "require", "recommend", "test", "find"))
    if flags & (NOUN | PLURAL) and word not in SURE and not (checked and page.ends_phrase(verb)):
        return
    said = _EMPHASIS.intersection(page.clause(at))
    if not plain_be and said and not (said <= {"only", "best", "all"} and page.ends_phrase(verb) and word in SURE):
        return  # "all you need to do is bring it"
    yield Told(
        at,
        verb,
        f"“{page.said(at, verb)}”: behind “{page.words[at].text}” the verb lacks its ending (-ed, -en or -ing).",
    )


def _after_have(page: PageWords, at: int) -> Iterator[Told]:
    verb = _verb_behind(page, at)
    if verb < 0 or not page.joined(at):
        return
    word = page.lower[verb]
    flags = forms(word)
    gained = word in _GAINED and page.word(verb + 1) in _OBJECT_OR_COUNT
    noun = flags & (NOUN | PLURAL) and not gained
    if word == "follow" and page.word(verb + 1) == "up" and page.word(verb + 2) not in _OBJECT_OR_COUNT:
        return  # "have follow up appointments"
    if verb > at + 1 and page.lower[verb - 1].endswith("ly") and word in SURE_THIRD:
        yield Told(
            at, verb, f"“{page.said(at, verb)}”: behind “{page.words[at].text}” stands a form such as “gone” or “seen”."
        )
        return
    if word in FUNCTION or noun or flags & (PARTICIPLE | ADJECTIVE | ADVERB) or not flags & (PLAIN | PAST):
        return
    yield Told(
        at,
        verb,
        f"“{page.said(at, verb)}”: behind “{page.words[at].text}” stands a form such as “gone”, “taken” or “seen”.",
    )


def _after_to(page: PageWords, at: int) -> Iterator[Told]:
    before, word = page.before(at), page.word(at + 1)
    if not before or not word or word in FUNCTION or not page.small(at + 1):
        return
    flags = forms(word)
    if flags & PLAIN or not flags & (PAST | PARTICIPLE | PROGRESSIVE | THIRD) or flags & ADVERB:
        return
    if flags & PROGRESSIVE and word.endswith("ing") and before in _TO_DO:
        wrong = page.before(at - 1) in ("is", "be", "it", "are", "quite", "very")
    elif flags & PROGRESSIVE and word.endswith("ing") and before in _TO_PLAIN:
        helped = page.before(at - 1).startswith(("help", "allow", "encourag", "ask", "advis"))
        wrong = helped or (before.startswith("help") and not flags & NOUN)
    elif before in _TO_ADJECTIVE:
        wrong = bool(flags & (PAST | PARTICIPLE)) and not flags & ADJECTIVE and not word.endswith("ed")
    elif before in _TO_HAVE:
        wrong = bool(flags & (PAST | PARTICIPLE)) and not (flags & ADJECTIVE and page.before_noun(at + 1))
    elif before in _TO_VERB:
        wrong = bool(flags & (PAST | PARTICIPLE | PROGRESSIVE)) or (not flags & PLURAL or page.word(at + 2) in _OBJECTS)
        if (
            flags & PROGRESSIVE
            and flags & NOUN
            and before in ("need", "needs", "start", "starts", "begin", "begins", "plan")
        ):
            wrong = page.word(at + 2) in _OBJECTS
    else:
        wrong = bool(flags & THIRD) and (
            not flags & (PLURAL | NOUN) or (before in _WHOM and not (flags & PLURAL and page.before(at - 1) in _MOVED))
        )
    if wrong:
        yield Told(
            at,
            at + 1,
            f"“{page.said(at - 1, at + 1)}”: behind “to” the verb stands in its plain form, or “be” is missing.",
        )


def _after_help(page: PageWords, at: int) -> Iterator[Told]:
    word, before = page.word(at + 1), page.before(at)
    flags = forms(word) if word else 0
    if flags & THIRD and not flags & (PLURAL | PLAIN) and (before in _MODALS or before in ("to", "also")):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: behind “help” the verb stands in its plain form.")


def _after_preposition(page: PageWords, at: int) -> Iterator[Told]:
    word = page.word(at + 1)
    flags = forms(word) if word else 0
    preposition = page.lower[at]
    if preposition == "for" and page.before(at) in _TAKE_FOR:
        return  # "the test that the doctor asks for halves it"
    if word == "follow" and page.lower[at + 2 : at + 3] == ["up"]:
        return  # "for follow-up", "for follow up information": the noun
    done = word == "do" and preposition != "of" and page.word(at + 2) in ("a", "the", "this", "it")
    if not flags & PLAIN or (word in FUNCTION and not done) or not page.small(at + 1):
        return
    if flags & (PAST | PARTICIPLE):
        return
    instead = preposition == "of" and page.before(at) == "instead" and page.word(at + 2) in _OBJECT_OR_COUNT
    only_verb = done or instead or not flags & (NOUN | PLURAL | ADJECTIVE | ADVERB)
    if preposition == "by":
        wrong = word not in _BY_NOUNS and page.word(at + 2) in _OBJECTS
    elif preposition in ("before", "after"):
        wrong = only_verb and not page.before(at).endswith("look")
    else:
        wrong = only_verb
    if wrong:
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: behind “{page.words[at].text}” a verb ends in -ing.")


def _after_conjunction(page: PageWords, at: int) -> Iterator[Told]:
    word = page.word(at + 1)
    if word and forms(word) == PAST and page.small(at + 1) and word not in FUNCTION:
        yield Told(
            at, at + 1, f"“{page.said(at, at + 1)}”: a form such as “taken” is wanted, or “it” or “you” is missing."
        )


def _describes(flags: int) -> bool:
    """Whether a word is an adjective and no verb, noun or adverb."""
    return bool(flags & ADJECTIVE) and not flags & (PLAIN | NOUN | ADVERB | PROGRESSIVE)


def _no_plain(flags: int) -> bool:
    """Whether a word may be a verb, and none in its plain form."""
    return bool(flags & (PAST | PARTICIPLE | PROGRESSIVE | THIRD)) and not flags & (PLAIN | GRAMMAR)


# Which words to stand at and what may follow each, and who judges what is found there.
_JUDGES: Judges = (
    (
        Look(_MODALS, second=_BETWEEN, endings=("ly",), form=lambda flags: _no_plain(flags) or _describes(flags)),
        _after_modal,
    ),
    (Look(_NEGATED | {"not"}, form=lambda flags: _no_plain(flags) and not flags & ADVERB), _after_do),
    (
        Look(
            _BE,
            second=_BETWEEN | THIRD_VERBS.keys() | _HELPS,
            endings=("ly",),
            form=lambda flags: bool(flags & (PLAIN | PAST)) and not flags & (PARTICIPLE | ADJECTIVE | ADVERB | GRAMMAR),
        ),
        _after_be,
    ),
    (
        Look(
            _HAVE,
            second=_BETWEEN | _GAINED,
            endings=("ly",),
            form=lambda flags: (
                bool(flags & (PLAIN | PAST)) and not flags & (NOUN | PLURAL | PARTICIPLE | ADJECTIVE | ADVERB)
            ),
        ),
        _after_have,
    ),
    (Look(frozenset(("to",)), form=lambda flags: _no_plain(flags) and not flags & ADVERB), _after_to),
    (
        Look(frozenset("when if once unless until".split()), form=lambda flags: flags == PAST),
        _after_conjunction,
    ),
    (Look(frozenset(("help",)), form=lambda flags: bool(flags & THIRD) and not flags & (PLURAL | PLAIN)), _after_help),
    (
        Look(
            frozenset("by without before after for of from about at".split()),
            second=("do",),
            form=lambda flags: bool(flags & PLAIN) and not flags & (PAST | PARTICIPLE | GRAMMAR),
        ),
        _after_preposition,
    ),
)
LOOKS = looks_of(_JUDGES)
