"""Small words left out: "asked not eat", "ask your pharmacist show you", "before you outside", "any medicines you taking"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.clause_verbs import verbless
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
from qa.language.page_words import DETERMINERS, FUNCTION, Told
from qa.language.sure_verbs import SURE
from qa.language.tokens import sentence_bounds, word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_FINITE = frozenset("have has is are was were can may will do does".split())
_COUNTS = frozenset("two three four five six seven eight nine ten twelve".split())
_CLAUSES = frozenset("if when because although unless before after until while once since".split())
_DETERMINED = frozenset("your the their his her its my our this these".split())
# "The fact that taking it helps".
_THAT_CLAUSES = frozenset(
    "fact evidence idea belief chance risk proof hope news sign view feeling claim finding theory advice thought".split()
)
_ARTICLES = frozenset(("a", "an", "the"))
# Nouns that are verbs right behind "when" and before "your" or "a": "when press a glass".
_DONE = frozenset(
    "press turn touch use feel take get have cough stop see drink eat lie wear move lift notice swallow".split()
)
_BEFORE_TO = frozenset(
    "struggling struggle struggles trying unable able going hoping frightening embarrassed difficult hard easy easier harder important supposed ready".split()
)
_STATES = _BEFORE_TO - frozenset("struggling struggle struggles trying unable".split())
_BE = frozenset("is are was were be been too feel".split())
_PRONOUNS = frozenset(("you", "they", "we"))
_PLACES = frozenset("your a an the my in at on outside inside under near off from with without unsure".split())
_BEFORE_NOT = frozenset(
    "asked told advised warned encouraged try tries trying important best careful decide decided choose prefer".split()
)
_ASKING = frozenset(
    "ask asks asked asking tell tells told telling allow allows allowed encourage encourages remind want wants get".split()
)
_PERSONS = frozenset(
    "doctor nurse gp pharmacist midwife dentist surgeon specialist partner friend child carer family team someone somebody physiotherapist "
    "dietitian psychologist optometrist employer".split()
)
_OWNERS = frozenset("your a the their his her our my another".split())
_LETTING = frozenset(
    "ask asks allow allows allowed encourage encourages want wants enable enables remind reminds".split()
)
_THEM = frozenset(("you", "them", "him", "people", "patients", "children"))
_OBJECTS = DETERMINERS | {"you", "it", "them", "him", "us"}
_QUESTIONS = frozenset("how what why where".split())
# "Two sips water": what is measured follows "of".
_MEASURES = frozenset(
    "sips glass glasses cup cups bottle bottles bowl piece pieces slice slices teaspoon teaspoons tablespoon tablespoons handful plenty lots "
    "amount amounts litre litres pint pints drops jug".split()
)
_MEASURED = frozenset(
    "water milk fluid fluids juice tea coffee alcohol beer wine bread fruit vegetables cheese meat toast cake chocolate blood salt sugar oil "
    "rest sleep exercise food vinegar".split()
)


def missing_words(page: PageWords) -> Iterator[Told]:
    """Every place where "to", "of", "are" or a verb is missing."""
    return judged(page, _JUDGES)


def _not(page: PageWords, at: int) -> Iterator[Told]:
    """“You may be asked not eat”."""
    before = page.before(at)
    if before in _BEFORE_NOT:
        yield Told(at - 1, at + 1, f"“{page.said(at - 1, at + 1)}” lacks “to”.")


def _asked(page: PageWords, at: int) -> Iterator[Told]:
    """“Ask your pharmacist show you”, “tell someone call”."""
    last = at + 1 if page.word(at + 1) in ("someone", "somebody") else at + 2
    verb = page.word(last + 1)
    if page.word(last) not in _PERSONS or not verb or (page.before(at) in ("and", "to") and page.lower[at] == "get"):
        return
    flags = forms(verb)
    if not flags & PLAIN or verb in FUNCTION or flags & (PAST | ADVERB):
        return
    if page.word(last + 2) in _OBJECTS and (not flags & NOUN or page.word(last + 2) in ("you", "your", "it", "them")):
        yield Told(at, last + 1, f"“{page.said(at, last + 1)}” lacks “to”.")


def _let(page: PageWords, at: int) -> Iterator[Told]:
    """“It allows you live well”."""
    verb = page.word(at + 2)
    flags = forms(verb) if verb else 0
    only_verb = flags & PLAIN and not flags & (NOUN | PLURAL | ADJECTIVE | ADVERB | PAST | PARTICIPLE)
    only_verb = only_verb or (flags & PLAIN and page.word(at + 3) in ("you", "your", "it", "them"))
    if only_verb and verb not in FUNCTION and page.small(at + 2):
        yield Told(at, at + 2, f"“{page.said(at, at + 2)}” lacks “to”.")


def _suggested(page: PageWords, at: int) -> Iterator[Told]:
    """“We suggest you to see a doctor”."""
    verb = page.word(at + 3)
    if page.word(at + 2) == "to" and forms(verb) & PLAIN and page.before(at) not in ("a", "the", "to"):
        yield Told(at, at + 3, f"“{page.said(at, at + 3)}”: without “to” (“{page.lower[at]} you {verb}”).")


def _no_verb(page: PageWords, at: int) -> Iterator[Told]:
    """“If you unsure”, “before you outside”: no verb behind the subject."""
    if page.before(at) not in _CLAUSES or not page.small(at + 1):
        return
    word, before = page.word(at + 1), page.before(at)
    if not word or (word in _ARTICLES and before in ("before", "after")):
        return
    if (word == "with" and before in ("before", "after")) or (
        before == "after" and page.before(at - 1).startswith("look")
    ):
        return  # "we look after you from the start"
    yield Told(at, at + 1, f"“{page.said(at - 1, at + 1)}” lacks its verb.")


def _taking(page: PageWords, at: int) -> Iterator[Told]:
    """“Any medicines you taking”, “how you feeling”."""
    before = page.before(at)
    flags = forms(before) if before else 0
    several = flags & PLURAL and not flags & (THIRD | NOUN | ADJECTIVE)
    if several or before in _QUESTIONS | {"says", "sure", "that"} or (before in _CLAUSES and page.word(at + 2)):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks “are”.")


def _scratching(page: PageWords, at: int) -> Iterator[Told]:
    """“Try not scratching”."""
    if page.before(at) in _BEFORE_NOT - {"important", "best", "careful"}:
        yield Told(at - 1, at + 1, f"“{page.said(at - 1, at + 1)}”: “not to” and the plain verb are meant.")


def _instead(page: PageWords, at: int) -> Iterator[Told]:
    """“Pat the skin instead rubbing it”."""
    if page.joined(at) and page.word(at + 2):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks “of”.")


def _more(page: PageWords, at: int) -> Iterator[Told]:
    """“If you gain more two kilograms”."""
    before = page.before(at)
    if (
        page.joined(at + 1)
        and forms(page.word(at + 2)) & PLURAL
        and before
        and before not in DETERMINERS | _COUNTS | {"one", "few", "or"}
    ):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks “than”.")


def _too(page: PageWords, at: int) -> Iterator[Told]:
    """“Too young be vaccinated”."""
    verb = page.word(at + 2)
    flags = forms(verb) if verb else 0
    only_verb = flags & PLAIN and not flags & (NOUN | ADJECTIVE | ADVERB | PAST | PARTICIPLE | PLURAL)
    if verb in ("be", "have", "ask") or (only_verb and verb not in FUNCTION):
        yield Told(at, at + 2, f"“{page.said(at, at + 2)}” lacks “to”.")


def _until(page: PageWords, at: int) -> Iterator[Told]:
    """“Until have finished the course”."""
    if page.joined(at + 1) and page.small(at + 1) and not page.sentence(at).rstrip().endswith("?"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks its subject (“it”, “you”).")


def _of(page: PageWords, at: int) -> Iterator[Told]:
    """“Small sips water”."""
    if page.joined(at + 1) and (page.word(at + 2) == "often" or not page.before_noun(at + 1)):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks “of”.")


def _to(page: PageWords, at: int) -> Iterator[Told]:
    """“Any cream you to use”."""
    before, verb = page.before(at), page.word(at + 2)
    flags = forms(before) if before else 0
    alone = flags & (NOUN | PLURAL) and not flags & (THIRD | PAST | PROGRESSIVE) and before not in FUNCTION
    if alone and page.before(at - 1) in DETERMINERS and forms(verb) & PLAIN and verb not in FUNCTION:
        yield Told(at, at + 2, f"“{page.said(at, at + 2)}” lacks its verb, or has a “to” too many.")


def _postponed(page: PageWords, at: int) -> Iterator[Told]:
    """“So that your stools soft”: no verb between a subject and its adjective."""
    first = at - 1
    if page.before(at) not in _DETERMINED or not page.small(at) or page.before(first) not in _CLAUSES | {"that", "so"}:
        return
    end = page.words[at + 1].end
    ends = (
        page.text[end : end + 1] in (".", ",")
        if not page.word(at + 2)
        else page.word(at + 2) in ("and", "or", "if", "when")
    )
    if ends and page.before(first - 1) not in ("as", "not", "on", "than"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks its verb (“is” or “are”).")


def _causing(page: PageWords, at: int) -> Iterator[Told]:
    """“The activity that causing the pain”."""
    noun, verb = page.before(at), page.word(at + 1)
    flags = forms(noun) if noun else 0
    if (
        not flags & (NOUN | PLURAL)
        or flags & (ADVERB | PROGRESSIVE)
        or noun in _THAT_CLAUSES
        or page.before(at - 1) not in DETERMINERS
    ):
        return
    sentences = word_sentences(page.document)
    end = sentence_bounds(page.document)[sentences[at]][1]
    if page.word(at + 2) in _OBJECTS and verb.endswith("ing") and verbless(page, at + 2, end):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks “is” or “are”.")


def _before_to(page: PageWords, at: int) -> Iterator[Told]:
    """“If your child is struggling breathe”, “it can be frightening see”."""
    before = page.before(at)
    if page.lower[at] in _STATES and before not in _BE:
        return
    if page.joined(at + 1) and page.small(at + 1) and not page.sentence(at).rstrip().endswith("?"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks “to”.")


def _nobody(page: PageWords, at: int) -> Iterator[Told]:
    """“The rash does not fade when press a glass against it”."""
    behind = page.word(at + 2)
    if forms(page.word(at + 1)) & NOUN and page.lower[at + 1] not in _DONE:
        return
    sure = behind in ("your", "it", "them", "a", "an", "you") or (behind.isdecimal() and page.lower[at] == "once")
    if (
        sure
        and page.small(at + 1)
        and page.joined(at + 1)
        and page.lower[at] not in ("before", "after", "since", "while")
    ):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks its subject (“it”, “you”).")


def _noun_alone(word: str) -> bool:
    flags = forms(word)
    return (
        bool(flags & (NOUN | PLURAL))
        and not flags & (PLAIN | THIRD | PAST | ADJECTIVE | ADVERB | PROGRESSIVE)
        and word not in FUNCTION
    )


def _doing(flags: int) -> bool:
    return bool(flags & PROGRESSIVE)


def _only_adjective(flags: int) -> bool:
    return bool(flags & ADJECTIVE) and not flags & (
        PLAIN | THIRD | PAST | PARTICIPLE | PROGRESSIVE | NOUN | ADVERB | PLURAL
    )


_JUDGES: Judges = (
    (
        Look(
            frozenset(("not",)),
            form=lambda flags: bool(flags & PLAIN) and not flags & (PAST | PARTICIPLE | ADVERB | ADJECTIVE | GRAMMAR),
        ),
        _not,
    ),
    (Look(_ASKING, second=_OWNERS | {"someone", "somebody"}), _asked),
    (Look(_LETTING, second=_THEM), _let),
    (Look(frozenset("suggest suggests suggested recommend recommends recommended".split()), second=_THEM), _suggested),
    (Look(_PRONOUNS, second=_PLACES, form=_only_adjective), _no_verb),
    (Look(_PRONOUNS, form=_doing), _taking),
    (Look(_PRONOUNS, second=("to",)), _to),
    (Look(_noun_alone, form=_only_adjective), _postponed),
    (
        Look(frozenset(("that",)), form=lambda flags: bool(flags & PROGRESSIVE) and not flags & (ADJECTIVE | NOUN)),
        _causing,
    ),
    (
        Look(_BEFORE_TO, second=SURE | {"be", "walk", "ask", "swallow", "sleep", "stand", "move", "talk", "use"}),
        _before_to,
    ),
    (
        Look(
            _CLAUSES - {"though"},
            form=lambda flags: bool(flags & PLAIN) and not flags & (PAST | PARTICIPLE | ADJECTIVE | ADVERB | GRAMMAR),
        ),
        _nobody,
    ),
    (Look(_MEASURES, second=_MEASURED), _of),
    (Look(frozenset(("not",)), form=_doing), _scratching),
    (Look(frozenset(("instead",)), form=_doing), _instead),
    (Look(frozenset("more less fewer longer older younger later".split()), second=_COUNTS), _more),
    (Look(frozenset(("too",)), form=lambda flags: bool(flags & ADJECTIVE)), _too),
    (Look(frozenset("until unless because although".split()), second=_FINITE), _until),
)
LOOKS = looks_of(_JUDGES)
