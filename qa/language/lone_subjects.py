"""Subjects that no other look can tell from their place alone: "smoking make you", "reflux (GORD) cause", "some of the tablets makes"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.forms import ADJECTIVE, ADVERB, NOUN, PARTICIPLE, PAST, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.judging import judged, looks_of
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, FUNCTION, NOT_PLURAL, PREPOSITIONS, Told
from qa.language.sure_verbs import SURE, SURE_THIRD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_CLAUSES = frozenset("because but when if although while since that".split())
_ADVERBS = frozenset("also often usually always sometimes commonly normally generally rarely".split())
# What an activity is said to do; the verb needs an object behind it.
_ACTS = frozenset(
    "make help cause reduce increase lower improve affect prevent keep give raise relieve stop put protect trigger".split()
)
_ACTS_OF_ONE = frozenset(w.third(verb) for verb in _ACTS)
# Words in -ing behind which a verb for several may stand: no activity of their own.
_NO_ACTIVITY = frozenset("following including during being according regarding having seeing nursing using".split())
_OBJECTS = DETERMINERS | {"you", "it", "them", "people", "more", "less"}
_BEHIND_AN_ACT = frozenset("too much many your the a more less fewer enough".split())
_PARTS = frozenset("some most many all both several few two three four".split())
_OWNERS = frozenset("the these those your our their".split())
_BEFORE_PEOPLE = frozenset("which where how why when if because".split())
_ARTICLES = frozenset(("a", "an", "the", "your"))
# Forms in -ing that describe no plural behind them: "using screens" is an activity, "aching muscles" are muscles.
_DONE_TO = frozenset(
    "using taking eating drinking wearing doing getting avoiding losing keeping reading watching lifting holding".split()
)
_SEVERAL = frozenset(("are", "were", "have"))
_PHRASE = 5


def lone_subjects(page: PageWords) -> Iterator[Told]:
    """Every verb that doesn't go with an activity, a shortened name, a part of several or an item of a list before it."""
    return judged(page, _JUDGES)


def _activity(flags: int, word: str) -> bool:
    return bool(flags & PROGRESSIVE) and word.endswith("ing") and word not in _NO_ACTIVITY


def _act(page: PageWords, at: int) -> Iterator[Told]:
    """“Because crying make it worse”."""
    word, before = page.lower[at], page.before(at)
    starts = page.opens(at) or before in _CLAUSES
    if starts and _activity(forms(word), word) and page.word(at + 1) and page.word(at + 2) in _OBJECTS:
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: one thing takes a verb with -s.")


def _people(page: PageWords, at: int) -> Iterator[Told]:
    """“The age at which women reaches menopause”."""
    told = page.before(at) in _BEFORE_PEOPLE and page.joined(at + 1) and page.small(at + 1)
    if told and not page.sentence(at).rstrip().endswith("?"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: several take a verb without -s.")


def _doing(page: PageWords, at: int) -> Iterator[Told]:
    """“Wearing a splint at night help keep the wrist straight”."""
    bare = page.word(at + 1) not in _ARTICLES and page.lower[at] not in _DONE_TO
    if not page.opens(at) or bare or page.sentence(at).endswith("?"):
        return
    for verb in range(at + 2, at + 3 + _PHRASE + 1):
        word, before = page.word(verb), page.before(verb)
        if not word or (word in FUNCTION and word not in PREPOSITIONS | DETERMINERS) or not page.small(verb):
            return
        if word in SURE_THIRD or word in _ACTS_OF_ONE:
            return
        if verb == at + 2 and forms(before) & PLURAL:
            continue  # "nursing mothers help"
        if word in _ACTS and before not in FUNCTION and forms(before) & (NOUN | PLURAL | ADVERB):
            objects = page.word(verb + 1)
            help_ = word == "help" and forms(objects) & PLAIN and page.word(verb + 2) in _OBJECTS
            if objects in _OBJECTS or help_:
                yield Told(
                    verb - 1, verb, f"“{page.said(verb - 1, verb)}”: its subject is one thing and takes a verb with -s."
                )
            return


def _also(page: PageWords, at: int) -> Iterator[Told]:
    """“Eating too much salt also increase the risk”."""
    verb = page.word(at + 1)
    if not verb or page.word(at + 2) not in _OBJECTS or not page.joined(at):
        return
    clause = page.clause(at)
    if not 2 <= len(clause) <= _PHRASE + 1 or page.words[at - 1].end - page.words[at - len(clause)].start > 80:
        return
    first = at - len(clause)
    plain = not any(word in FUNCTION and word not in _BEHIND_AN_ACT | {"of", "in", "on", "at"} for word in clause[1:])
    if plain and _activity(forms(clause[0]), clause[0]) and all(page.joined(n) for n in range(first + 1, at + 1)):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: its subject is one thing and takes a verb with -s.")


def _shortened(page: PageWords, at: int) -> Iterator[Told]:
    """“Hormone therapy (HRT) replace the hormones”: the verb behind a name's short form in brackets."""
    short, verb = page.words[at], page.words[at + 1]
    if page.text[short.end : verb.start] != ") " or page.text[short.start - 1 : short.start] != "(":
        return
    if not short.text.isupper() and not short.text[:-1].isupper():
        return
    first = at - 1
    while first > at - 1 - _PHRASE and not page.opens(first) and page.joined(first):
        first -= 1
    subject = page.lower[first:at]
    if not subject or not page.opens(first) or any(word in w.BREAKS or word in w.COLLECTIVE for word in subject):
        return
    noun, said = subject[-1], page.lower[at + 1]
    flags = forms(noun)
    if flags & PLURAL and not flags & NOUN and noun not in NOT_PLURAL and noun not in w.NOT_PLURAL:
        wrong = said in SURE_THIRD
    else:
        wrong = (
            bool(flags & NOUN)
            and not flags & PLURAL
            and not noun.endswith("s")
            and short.text.isupper()
            and said in SURE
        )
    if wrong:
        yield Told(at + 1, at + 1, f"“{page.words[at + 1].text}” doesn't go with “{noun} ({short.text})”.")


def _part(page: PageWords, at: int) -> Iterator[Told]:
    """“Some of the tablets makes people sleepy”."""
    before = page.before(at)
    each = before in ("each", "one")
    if (before not in _PARTS and not each) or page.word(at + 1) not in _OWNERS:
        return
    clause = page.opens(at - 1) or page.before(at - 1) in _CLAUSES
    for last in (at + 2, at + 3):
        noun, verb = page.word(last), page.word(last + 1)
        flags = forms(noun) if noun else 0
        if not noun or noun in FUNCTION or not page.small(last):
            return
        if flags & PLURAL and each and clause and verb in ("of", "for", "in") and page.word(last + 3) in _SEVERAL:
            yield Told(at - 1, last + 3, f"“{page.said(at - 1, last + 3)}”: “{before}” takes “is” or “has”.")
        if flags & PLURAL and not flags & NOUN and each:
            several = verb in SURE or (verb in w.OBJECT_PLAIN and page.word(last + 2) in _OBJECTS)
            if clause and several:
                yield Told(at - 1, last + 1, f"“{page.said(at - 1, last + 1)}”: “{before}” takes a verb with -s.")
            return
        if flags & PLURAL and not flags & NOUN:
            third = verb in SURE_THIRD and verb != "has"
            has = verb == "has" and page.word(last + 2) != "to"
            if clause and (third or has or (verb in w.THIRD_BEFORE_OBJECT and page.word(last + 2) in _OBJECTS)):
                yield Told(last, last + 1, f"“{page.said(last, last + 1)}”: several take a verb without -s.")
            return
        if not flags & (NOUN | ADJECTIVE):
            return


def _listed(page: PageWords, at: int) -> Iterator[Told]:
    """“Friends can help, supermarkets delivers”: a plural right behind a comma, and a verb for one."""
    if at and page.text[page.words[at - 1].end : page.words[at].start] == ", " and page.small(at):
        flags = forms(page.lower[at])
        if flags & PLURAL and not flags & (NOUN | ADJECTIVE | THIRD) and page.lower[at] not in w.NOT_PLURAL:
            yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: several take a verb without -s.")


def _you_both(page: PageWords, at: int) -> Iterator[Told]:
    """“When you both feels ready”."""
    if page.before(at) in ("you", "they", "we") and page.joined(at + 1) and page.small(at + 1):
        yield Told(at - 1, at + 1, f"“{page.said(at - 1, at + 1)}”: several take a verb without -s.")


def _only_third(flags: int, word: str) -> bool:
    return word not in FUNCTION and bool(flags & THIRD) and not flags & (PLURAL | NOUN | ADJECTIVE | PAST | PARTICIPLE)


def _plain_verb(flags: int, word: str) -> bool:
    return word in SURE or (word in _ACTS and bool(flags & PLAIN))


def _no_word(word: str) -> bool:
    """Whether a word may be a shortened name."""
    return 2 <= len(word) <= 7 and not forms(word) and word not in FUNCTION


def _plural(word: str) -> bool:
    flags = forms(word)
    return bool(flags & PLURAL) and not flags & (NOUN | ADJECTIVE | ADVERB | THIRD)


_JUDGES: Judges = (
    (Look(lambda word: _activity(forms(word), word), second=_ACTS), _act),
    (
        Look(
            lambda word: word in _DONE_TO or _activity(forms(word), word),
            second=_ARTICLES,
            form=lambda flags: bool(flags & PLURAL),
        ),
        _doing,
    ),
    (
        Look(
            frozenset("people women men children".split()),
            second=SURE_THIRD - {"has", "is", "was", "does"} | {"reaches", "starts", "stops"},
        ),
        _people,
    ),
    (Look(_ADVERBS, _plain_verb), _also),
    (Look(_no_word, second=SURE | SURE_THIRD), _shortened),
    (Look(frozenset(("of",)), second=_OWNERS), _part),
    (Look(_plural, _only_third), _listed),
    (Look(frozenset(("both", "all")), lambda flags, word: word in SURE_THIRD or _only_third(flags, word)), _you_both),
)
LOOKS = looks_of(_JUDGES)
