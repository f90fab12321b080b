"""Nouns alone: "Iron help your body", "you may need walking stick", "two in three adult", "many different kind of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.amounts import NUMBERS
from qa.language.clause_verbs import verbless
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
    forms,
)
from qa.language.judging import judged, looks_of
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, FUNCTION, Told
from qa.language.tokens import sentence_bounds, word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_NEEDING = frozenset(
    "need needs wear wears wearing get gets getting have has having try buy bring see ask visit choose".split()
)
_COMMANDS = frozenset("use put carry apply bring pack".split())
# Counted nouns that often stand without an article all the same.
_UNCOUNTED = frozenset(
    "nothing something anything everything someone anyone everyone everybody hormone stool sex power hope cause reason access "
    "mother father mum dad baby trouble space room weight practice turn part".split()
)
_VERBS = frozenset(
    "help cause move need affect make increase reduce protect keep control support use attack start work lower stop".split()
)
# Verbs that stand behind a noun far more often than they end one: "bunion form", "loss mean".
_LIKELY = frozenset(
    "cause move make form take last mean start stop hurt ache come go give keep grow feel look need let".split()
)
_ONE = frozenset("a an the your this that his her its our their each every".split())
_CLAUSES = frozenset("if when because although unless until".split())
_HAPPENING = frozenset("is has was are can may will does".split())
_AROUND = frozenset("with using around until for in on under".split())
_COMMANDING = frozenset("to and or should must can may not then please".split())
_LONGEST = 4
_OBJECTS = frozenset("your you the a an people them it our us their this his her most many some".split())
_ADVERBS = frozenset(
    "usually often sometimes also mainly mostly commonly normally rarely generally typically always".split()
)


# Counted nouns that no preposition, command or "if" has right before it in health prose: "see doctor", "in tube", "until wound has".
_BODY = frozenset(
    "bladder abdomen pancreas rectum urethra anus bowel stomach tongue wrist ankle elbow knee shoulder thigh heel toe finger thumb fingertip eyelid "
    "eyebrow forehead cheek chin jaw neck armpit breast nipple groin waist scalp skull womb uterus cervix vagina penis scrotum testicle ovary "
    "gallbladder liver spleen airway windpipe throat brain artery nerve tendon ligament joint gland cornea retina eardrum nose eye ear hip lip "
    "blister bruise lump bump mole wart cyst tumour tumor ulcer scar wound bite gallstone sore rash parasite germ bacterium child".split()
)
_THINGS = frozenset(
    "catheter needle tube stent machine computer stethoscope mask splint bandage towel cloth blanket pillow mirror chair bucket basin bowl spoon "
    "toothbrush comb mouthpiece inhaler puffer nebuliser pad sling wheelchair walker tablet capsule syringe bottle sachet container bag button "
    "surgeon nurse doctor dentist pharmacist dietitian physiotherapist psychologist psychiatrist counsellor specialist therapist physician "
    "radiologist cardiologist midwife obstetrician urologist dermatologist ophthalmologist optometrist clinician technician carer caregiver employer "
    "neighbour room bathroom kitchen bedroom laboratory ambulance helmet seatbelt sample swab leaflet booklet appointment mosquito area "
    "surface spot piece packet operation layer cushion knife fork plate sink fridge freezer oven microwave supermarket lamp website envelope "
    "drawer shelf cupboard floor carpet rug ladder sofa mattress nappy pram kettle saucepan jug tray sock shoe glove sleeve".split()
)
_NEVER_BARE = _BODY | _THINGS
_COMMANDED = frozenset(
    "hold wash see visit apply remove insert press clean cover touch choose contact ask use wear call".split()
)
_BEFORE_BARE = frozenset(
    "in on at over under with from of into onto inside around through near behind against across along without about for to before after".split()
)
# "The type of doctor", "by choice of surgeon".
_KINDS = frozenset(
    "out short plenty type types kind kinds sort sorts form forms loss degree amount level levels name names choice change lack shortage number risk".split()
)
# A sentence without any of these is in the manner of a telegram, which leaves articles out.
_TELLING = frozenset("the a an your you is are can may should will it this these".split())
_DETERMINED = DETERMINERS | {"one", "another", "either", "neither", "half", "enough"}


def bare_nouns(page: PageWords) -> Iterator[Told]:
    """Every noun that lacks its article, and every verb behind a lone noun that lacks its -s."""
    return judged(page, _JUDGES)


def _alone(page: PageWords, at: int) -> Iterator[Told]:
    """“Iron help your body”, “Cataract usually develop slowly”, “A bunion form when bones move”."""
    if not page.joined(at + 1):
        return
    start = _subject_start(page, at)
    if start < 0:
        return
    verb = at + 2 if page.lower[at + 1] in _ADVERBS else at + 1
    said, behind = page.word(verb), page.word(verb + 1)
    flags = forms(said) if said else 0
    if not flags & PLAIN or flags & (PAST | PARTICIPLE) or said in FUNCTION or said in w.NO_VERB:
        return
    if (flags & ADJECTIVE and said not in _LIKELY) or not page.small(verb) or not behind:
        return
    if said in _VERBS and behind in _OBJECTS and start == at and page.opens(at):
        told = True
    else:
        sure = not flags & (NOUN | PLURAL | ADVERB) or verb > at + 1 or said in _LIKELY
        sentences = word_sentences(page.document)
        end = sentence_bounds(page.document)[sentences[at]][1]
        told = sure and (page.lower[start] in _ONE or not forms(page.lower[start]) & (PLAIN | PAST))
        told = told and ((said == "mean" and behind == "that") or verbless(page, verb + 1, end))
    if told and page.sentence(at).rstrip().endswith("."):
        yield Told(at, verb, f"“{page.said(at, verb)}”: one thing takes a verb with -s.")


def _subject_start(page: PageWords, at: int) -> int:
    """The first word of the subject that ends in a noun, three words before it at most; -1 where it isn't the whole of a clause's."""
    for start in range(at, at - _LONGEST, -1):
        word = page.lower[start]
        if start < at:
            determiner = word in _ONE
            if not determiner and (
                word in FUNCTION or word in w.COLLECTIVE or not forms(word) & (NOUN | ADJECTIVE | PROGRESSIVE)
            ):
                return -1
        if page.opens(start) or page.before(start) in _CLAUSES:
            return start
        if not page.joined(start) or word in _ONE:
            return -1
    return -1


def _behind(page: PageWords, at: int) -> Iterator[Told]:
    """“Wear it over nose while you sleep”, “Hold packet of peas”, “until sore has healed”."""
    word, last = page.lower[at], at + 1
    if page.word(last) not in _NEVER_BARE:
        last += 1  # "in elastic bandage"; "for overactive bladder" names an illness
        between = page.word(at + 1)
        adverb = between.endswith("ly") or between in _DETERMINED or between in NUMBERS
        if word not in _BEFORE_BARE or word == "to" or adverb or page.word(last) not in _THINGS:
            return
    noun, behind = page.word(last), page.word(last + 1)
    if not page.joined(at + 1) or not page.small(last) or not (_ends(page, last) or behind == "aged") or behind == "to":
        return
    if word in _BEFORE_BARE:
        twin = (
            page.before(at) == noun
            or (word == "with" and noun == "child")
            or (word == "to" and ("from" in page.lower[max(0, at - 4) : at] or forms(noun) & PLAIN))
        )
        if twin or page.before(at) in _KINDS or (not behind and page.text[page.words[last].end] not in ".;"):
            return
    elif word in _CLAUSES:
        if behind in _HAPPENING:
            yield Told(at, last, f"“{page.said(at, last)}” lacks its article.")
        return
    elif not (page.opens(at) or page.before(at) in _COMMANDING):
        return
    said = page.sentence(at).lower().split()
    told = word in _COMMANDED and behind in _AROUND  # "Wash area with soap"
    if page.sentence(at).rstrip().endswith(".") and (told or not _TELLING.isdisjoint(said)):
        yield Told(at, last, f"“{page.said(at, last)}” lacks its article.")


def _needs(page: PageWords, at: int) -> Iterator[Told]:
    """“You may need walking stick”, “try having warm bath”."""
    for last in (at + 1, at + 2):
        word = page.word(last)
        flags = forms(word) if word else 0
        if not word or word in FUNCTION or word in _DETERMINED or not page.small(last) or not page.joined(at):
            return
        if flags & COUNTED and not flags & (PLURAL | ADJECTIVE | ADVERB) and not (flags & PLAIN and last == at + 1):
            if not word.endswith(("ing", "tion", "ment", "ity")) and word not in _UNCOUNTED and _ends(page, last):
                yield Told(at, last, f"“{page.said(at, last)}” lacks its article.")
            return
        if not flags & (ADJECTIVE | PROGRESSIVE) or flags & (PLURAL | ADVERB):
            return


def _commanded(page: PageWords, at: int) -> Iterator[Told]:
    """“Use shower chair until you feel steady”, “Carry copy of it”."""
    if not page.opens(at):
        return
    for last in (at + 1, at + 2):
        word = page.word(last)
        flags = forms(word) if word else 0
        if not word or word in FUNCTION or word in _DETERMINED or not page.small(last):
            return
        counted = flags & COUNTED or word == "pack"
        counted = counted and not flags & (PLURAL | ADJECTIVE | ADVERB) and word not in _UNCOUNTED
        if counted and not word.endswith(("ing", "tion", "ment", "ity")) and _ends(page, last):
            if last > at + 1 or page.word(last + 1) in ("of", "until", "when", "if"):
                yield Told(at, last, f"“{page.said(at, last)}” lacks its article.")
            return
        if not flags & (ADJECTIVE | NOUN) or flags & (PLURAL | ADVERB):
            return


def _ends(page: PageWords, at: int) -> bool:
    """Whether a noun phrase ends with a word, and no address or name does."""
    end = page.words[at].end
    free = page.text[end : end + 1] not in ("_", ":") and not page.text[end + 1 : end + 2].isalpha()
    return (
        page.ends_phrase(at)
        and page.word(at + 1) not in ("and", "or")
        and (free or page.text[end : end + 1] in (" ", "\u00a0"))
    )


def _single(flags: int, word: str) -> bool:
    return (
        bool(flags & NOUN)
        and not flags & (PLURAL | ADJECTIVE | ADVERB | PROGRESSIVE | PAST)
        and word not in FUNCTION
        and word not in w.COLLECTIVE
        and (not word.endswith("s") or word.endswith(("itis", "osis", "betes", "ss")))
    )


_JUDGES: Judges = (
    (
        Look(
            lambda word: _single(forms(word), word),
            second=_ADVERBS,
            form=lambda flags: bool(flags & PLAIN) and not flags & (PAST | GRAMMAR),
        ),
        _alone,
    ),
    (
        Look(
            _BEFORE_BARE | _CLAUSES | _COMMANDED,
            second=_NEVER_BARE,
            form=lambda flags: bool(flags & ADJECTIVE) and not flags & (PROGRESSIVE | GRAMMAR),
        ),
        _behind,
    ),
    (Look(_COMMANDS, form=lambda flags: bool(flags & (NOUN | ADJECTIVE))), _commanded),
    (Look(_NEEDING, form=lambda flags: bool(flags & (COUNTED | ADJECTIVE | PROGRESSIVE))), _needs),
)
LOOKS = looks_of(_JUDGES)
