"""Words that stand where their possessive belongs: "you body", "they appointment", "there skin", "you're hands", "it's symptoms"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import (
    ADJECTIVE,
    ADVERB,
    COUNTED,
    GRAMMAR,
    NOUN,
    PARTICIPLE,
    PLAIN,
    PLURAL,
    PROGRESSIVE,
    THIRD,
    forms,
)
from qa.language.judging import judged, looks_of
from qa.language.looks import Look
from qa.language.page_words import FUNCTION, MODALS, PREPOSITIONS, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

# Nouns that belong to a reader: parts of the body, people, and what goes with care.
OWN = frozenset(
    "body skin hair hands hand fingers finger feet foot legs leg arms arm eyes eye ears ear nose mouth teeth tooth throat heart lungs kidneys "
    "kidney liver bowels bowel bladder stomach tummy belly chest neck head brain blood bones muscles joints knees knee hips shoulder shoulders back "
    "face lips tongue gums nails toes ankle ankles wrist breasts breast womb penis vagina immune airways nerves "
    "doctor doctors gp nurse midwife pharmacist dentist specialist surgeon physiotherapist baby child children partner family families friends "
    "parents mother father carer employer symptoms condition illness treatment medicine medicines medication tablets inhaler appointment "
    "size height side fault dose risk dog cat school job income teacher daughter son wife husband brother sister health life lives diet weight age pain recovery surgery operation results wound bed home sleep urine lap meals periods chances scan pregnancy bones lungs period temperature".split()
)
_SHAKY = frozenset(
    "back head hand hands face home age pain bed sleep treatment surgery medicine medicines medication children doctors nurse".split()
)
_SURELY_OWN = OWN - _SHAKY
_JOINING = frozenset({"and", "or", "but", "so"})
# Verbs with two objects: "give you pain relief", "tell you doctors' names".
_GIVING = frozenset(
    "causing caused sending showing bringing costing getting telling asking offering calling giving give gives gave given offer offers offered tell tells told ask asks send sends show shows bring brings cost costs cause causes get gets "
    "buy teach make makes made let lets allow save lend call calls called prescribe order help helps keep keeps feel if when because that while as "
    "than and or but which who what where how until unless whether before after since once although though so can will may should do does did are "
    "were have all both for".split()
)
_TELLING = frozenset("tell tells telling ask asks asking show help helps".split())
_TOLD = frozenset(
    "doctor gp nurse midwife pharmacist dentist specialist surgeon physiotherapist partner family carer employer".split()
)
_VERBS_FOR_ONE = frozenset(
    "needs is has was can will may might does makes feels gets starts stops looks hurts becomes works uses says".split()
)
_CLAUSES = frozenset(
    "that if when because and which as while until unless so but before after since once although than where how".split()
)
# What is done to a part of the body, and never to "you": "tilt you head back".
_MOVING = frozenset(
    "tilt raise wash bend lift open close brush clean rinse dry shake rub rest lower stretch straighten clench tuck".split()
)
_LOSING = frozenset(
    "regain update lose losing improve improves reduce reduces lower lowers manage control discuss describe".split()
)
_WHERE = frozenset("back forward forwards backwards up down out gently slowly regularly often twice".split())
_REACH = frozenset(
    "be is are was were been go goes went get gets live lives stay stays come comes sit stand arrive arrives if when because that as".split()
)
_VERBS_OF_IT = frozenset("take make depend affect happen contain prevent occur begin become belong consist".split())
_OFTEN_ALONE = frozenset("children doctors parents families home back age".split())
# Behind these another clause may begin: "thinks it's flu".
_SAYING = frozenset(
    "says thinks believes knows feels means suggests shows hopes suspects decides explains seems sees finds tells insists".split()
)
_TIMES = frozenset("day night week month year time hour morning evening number sort kind side way".split())
_PLACED = PREPOSITIONS - {"than", "as", "like", "before", "after", "until", "since"}


def wrong_possessors(page: PageWords) -> Iterator[Told]:
    """Every "you", "they", "there", "you're" or "it's" that stands for "your", "their" or "its", and the other way round."""
    return judged(page, _JUDGES)


def _as(page: PageWords, at: int, word: str) -> str:
    return word.capitalize() if page.words[at].text[0].isupper() else word


def _own(page: PageWords, at: int) -> bool:
    """Whether the word at an index is a noun that belongs to somebody, at the end of its phrase."""
    word = page.word(at)
    return word in OWN and (page.ends_phrase(at) or bool(forms(page.word(at + 1)) & (THIRD | PLAIN)))


def _you(page: PageWords, at: int) -> Iterator[Told]:
    noun, before = page.word(at + 1), page.before(at)
    if not noun or noun in FUNCTION or not page.small(at + 1):
        return
    flags = forms(noun)
    if before in _PLACED and before not in ("for", "to", "with", "of", "about"):
        wrong = (flags & (NOUN | PLURAL) and not flags & (PLAIN | ADJECTIVE | ADVERB | PROGRESSIVE)) or _own(
            page, at + 1
        )
    elif before in ("for", "to", "with", "of", "about"):
        counted = bool(flags & COUNTED) and not flags & (PLAIN | ADJECTIVE | PLURAL) and page.ends_phrase(at + 1)
        wrong = (_own(page, at + 1) or (counted and noun not in _TIMES)) and noun not in _OFTEN_ALONE
    elif before in _GIVING:
        behind = page.word(at + 2)
        verb = behind in _VERBS_FOR_ONE or (noun in _SURELY_OWN and bool(forms(behind) & THIRD))
        wrong = noun in OWN and before in _CLAUSES and verb and not flags & PLAIN
        wrong = wrong or (before in _TELLING and noun in _TOLD and page.ends_phrase(at + 1))
    elif before:
        only_several = (
            flags & PLURAL
            and not flags & (THIRD | NOUN | ADJECTIVE)
            and page.ends_phrase(at + 1)
            and forms(before) & PLAIN
        )
        wrong = noun not in _SHAKY and (_own(page, at + 1) or bool(only_several))
        lost = before in _LOSING and flags & (NOUN | PLURAL) and not flags & (PLAIN | ADJECTIVE | ADVERB | PROGRESSIVE)
        wrong = (
            wrong
            or bool(lost and page.ends_phrase(at + 1))
            or (before in _MOVING and noun in OWN and (_own(page, at + 1) or page.word(at + 2) in _WHERE))
        )
    else:
        wrong = noun not in _SHAKY and _own(page, at + 1) and not forms(noun) & PLAIN
    if wrong:
        yield Told(at, at, f"“{page.said(at, at + 1)}” should be “your”.", _as(page, at, "your"))


def _they(page: PageWords, at: int) -> Iterator[Told]:
    noun, before = page.word(at + 1), page.before(at)
    if not noun or noun in FUNCTION or before in _GIVING or not before:
        return
    flags = forms(noun)
    only_noun = bool(flags & (NOUN | PLURAL)) and not flags & (PLAIN | THIRD | ADJECTIVE | ADVERB)
    if noun in _SURELY_OWN and before in _PLACED and flags & NOUN:
        only_noun = True
    if only_noun and (before in _PLACED or forms(before) & PLAIN):
        yield Told(at, at, f"“{page.said(at, at + 1)}” should be “their”.", _as(page, at, "their"))


def _there(page: PageWords, at: int) -> Iterator[Told]:
    noun, before = page.word(at + 1), page.before(at)
    if not noun or noun in FUNCTION or not page.small(at + 1):
        return
    flags = forms(noun)
    last = at + 1
    if flags & ADJECTIVE and not flags & (NOUN | ADVERB) and before in ("to", "in", "of", "with"):
        wrong = page.before_noun(last)
    elif before in _JOINING:
        following = page.word(last + 1)
        wrong = noun in _SURELY_OWN and (following in MODALS or following in ("is", "are"))
    elif before:
        wrong = (
            before not in _REACH
            and (before in _PLACED or bool(forms(before) & (PLAIN | THIRD | PROGRESSIVE)))
            and _own(page, last)
        )
    else:
        wrong = page.opens(at) and _own(page, last) and not flags & PLAIN
    if wrong:
        yield Told(at, at, f"“{page.said(at, last)}” should be “their”.", _as(page, at, "their"))


def _contracted(page: PageWords, at: int) -> Iterator[Told]:
    noun = page.word(at + 1)
    flags = forms(noun) if noun else 0
    if not noun or noun in ("home", "back", "children", "family", "sleep") or not page.small(at + 1):
        return
    if page.lower[at].startswith("who"):
        wrong = noun in OWN and not flags & (ADJECTIVE | PARTICIPLE)
        right = "whose"
    else:
        wrong = noun in OWN and not flags & ADJECTIVE
        right = "your"
    if wrong:
        yield Told(at, at, f"“{page.said(at, at + 1)}” should be “{right}”.", _as(page, at, right))


def _its(page: PageWords, at: int) -> Iterator[Told]:
    word = page.word(at + 1)
    flags = forms(word) if word else 0
    if not word or not page.small(at + 1) or word in FUNCTION:
        return
    if word in ("self", "selves"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” should be “itself”.", "itself")
    elif (
        flags & PLURAL
        and not flags & (NOUN | ADJECTIVE | ADVERB)
        and forms(page.word(at + 2)) & (PLAIN | THIRD)
        and page.word(at + 2) != "like"
    ):
        yield Told(at, at, f"“{page.said(at, at + 1)}” should be “its”.", _as(page, at, "its"))
    elif flags & NOUN and not flags & (ADJECTIVE | ADVERB | PLURAL | PROGRESSIVE | PARTICIPLE):
        before = page.before(at)
        if page.word(at + 2) in ("is", "are", "was", "has") and "that" not in page.sentence(at).split():
            yield Told(at, at, f"“{page.said(at, at + 1)}” should be “its”.", _as(page, at, "its"))
            return
        done = forms(before) & THIRD and not forms(before) & (NOUN | PLURAL) and before not in _SAYING
        if (
            done
            and before not in FUNCTION
            and page.ends_phrase(at + 1)
            and page.word(at + 2) not in ("that", "which", "who")
        ):
            yield Told(at, at, f"“{page.said(at, at + 1)}” should be “its”.", _as(page, at, "its"))
    elif word in _VERBS_OF_IT and not (flags & PARTICIPLE and page.lower[at] != "its"):
        # "It's become" is "it has become".
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” has a verb too many: “it” and the verb with -s.")


def _their(page: PageWords, at: int) -> Iterator[Told]:
    if page.joined(at + 1) and (page.opens(at) or page.before(at) in ("if", "because", "that", "when", "but")):
        yield Told(at, at, f"“{page.said(at, at + 1)}” should be “there”.", _as(page, at, "there"))


def _it(page: PageWords, at: int) -> Iterator[Told]:
    """“Skills to manage it symptoms”."""
    before = page.before(at)
    if (
        page.joined(at + 1)
        and (before in PREPOSITIONS or forms(before) & PLAIN)
        and before not in _GIVING
        and page.ends_phrase(at + 1)
    ):
        yield Told(at, at, f"“{page.said(at, at + 1)}” should be “its”.", "its")


def _noun_of(flags: int, but: int) -> bool:
    """Whether a word may be a noun and none of the other forms."""
    return bool(flags & (NOUN | PLURAL)) and not flags & (but | GRAMMAR)


# Which words to stand at and what may follow each, and who judges what is found there.
_JUDGES: Judges = (
    (
        Look(
            frozenset(("you",)),
            second=OWN,
            form=lambda flags: _noun_of(flags, PLAIN | ADJECTIVE | ADVERB | PROGRESSIVE),
        ),
        _you,
    ),
    (
        Look(frozenset(("they",)), second=OWN, form=lambda flags: _noun_of(flags, PLAIN | THIRD | ADJECTIVE | ADVERB)),
        _they,
    ),
    (
        Look(
            frozenset(("there",)),
            second=OWN,
            form=lambda flags: bool(flags & ADJECTIVE) and not flags & (NOUN | ADVERB),
        ),
        _there,
    ),
    (Look(frozenset(("you're", "you’re", "who's", "who’s")), second=OWN), _contracted),
    (
        Look(
            frozenset(("it's", "it’s")),
            second=_VERBS_OF_IT | {"self", "selves"},
            form=lambda flags: (
                bool(flags & (NOUN | PLURAL)) and not flags & (ADJECTIVE | ADVERB | PROGRESSIVE | PARTICIPLE | GRAMMAR)
            ),
        ),
        _its,
    ),
    (Look(frozenset(("it",)), second="symptoms effects complications causes".split()), _it),
    (Look(frozenset(("their",)), second="is are was were has will may can".split()), _their),
)
LOOKS = looks_of(_JUDGES)
