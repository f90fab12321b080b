"""What kind of word must stand at a place, told by its neighbours: a verb behind "can", a noun between "the" and "of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import ADJECTIVE, ADVERB, NOUN, PLAIN, PLURAL, THIRD, forms
from qa.language.page_words import MODALS, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.language.page_words import PageWords

# Between a helping verb and its verb.
_ADVERBS = frozenset("also often even still just only not never always then both sometimes soon ever please".split())
_MODALS = MODALS | frozenset(("can't", "cannot", "won't", "couldn't", "shouldn't", "wouldn't", "mustn't"))
_NEGATED = frozenset(("don't", "doesn't", "didn't"))
_ASKING = frozenset("what how when where why which and or but".split())
# What "to" and a verb follow, and what "to" and a noun follow.
_TAKES_VERB = frozenset(
    "want wants wanted need needs needed able unable try tries trying tried how hard harder difficult easy easier help helps helped likely "
    "unlikely best safe unsafe important possible impossible time way ways ability start starts started begin begins began continue continues "
    "tend tends learn learning struggle struggles struggling allow allows have has had fail fails seem seems appear appears hope plan decide "
    "used not where when what free ready willing chance efforts".split()
)
_TAKES_NOUN = frozenset(
    "due related relating linked next close closer similar exposed exposure lead leads led leading according addition allergic respond responds "
    "response damage injury change changes harm prior thanks access attention compared added attached limited resistant sensitive contrast "
    "back heel toe head front reaction reactions secondary relevant equal up down key answer from".split()
)
_OWNED = frozenset("the a an your their his her its our my this these those".split())
_OBJECTS = _OWNED | frozenset(
    "it them you any some each all both him us me how people children everyone anyone".split()
)
_HELPED = frozenset("you them him her us me people patients children babies someone".split())
_HELPS = frozenset("help helps helped helping let lets make makes made making".split())
_SUBJECTS = frozenset("i we they who".split())
_CLAUSE = frozenset(
    "if when while as because before after until that where how what and or so unless once whether than".split()
)
# Behind these a noun phrase has begun; "some", "this" and "her" may stand alone before a verb.
_BEGINS_NOUN = frozenset("the a an your their my his its our no every".split())
_BEFORE_NOUN = frozenset("of for with without about".split())
_DESCRIBES = frozenset(
    "medical professional legal dietary further specific general expert practical helpful good great big deep long short slow bad first last "
    "large small strong weak negative positive harmful adverse lasting left right thick clear sticky yellow green nasal sore dry broken "
    "hard soft new same full single".split()
)
_ENDS_NOUN = frozenset("contains contain holds has may can should must will was were is are comes lasts".split())
_LINKS = frozenset(
    "is are was were be been being feel feels felt feeling get gets getting got become becomes becoming look looks looked looking seem "
    "seems stay stays very too so really extremely sound sounds went turn turns turned".split()
)
_ENDS_STATE = frozenset(
    "and or but to when if because after for with in on as at that enough during until while even afterwards again all".split()
)


def verb(page: PageWords, at: int) -> bool:
    """Whether a verb must stand here in its plain form, as behind "can", "to", "don't", "helps you", "they", or as an order."""
    start, negated = _behind_adverbs(page, at)
    before = _plain(page.before(start))
    if before in _SUBJECTS:
        return True
    if before == "you" and (_plain(page.before(start - 1)) in _CLAUSE or page.opens(start - 1)):
        return True
    flags = forms(before)
    if flags & PLURAL and (start < at or (not flags & (NOUN | THIRD) and page.word(at + 1) in _OWNED)):
        return True  # "tablets effect your sleep", "cuts usually heel"
    return _infinitive(page, at, start, before, negated=negated)


def infinitive(page: PageWords, at: int) -> bool:
    """The same behind helping verbs alone, where a form of the past can't stand either."""
    start, negated = _behind_adverbs(page, at)
    return _infinitive(page, at, start, _plain(page.before(start)), negated=negated)


def noun(page: PageWords, at: int) -> bool:
    """Whether a noun must stand here: "the … of", "your …,", "for …" with nothing behind that it could belong to."""
    following = page.word(at + 1)
    if not (page.ends_phrase(at) or following.isdigit() or following in _ENDS_NOUN):
        return False
    before = _plain(page.before(at))
    if before in _BEGINS_NOUN or before in _BEFORE_NOUN or (before == "each" and page.opens(at - 1)):
        return True
    describes = before in _DESCRIBES or (bool(before) and forms(before) == ADJECTIVE)
    return describes and _plain(page.before(at - 1)) not in ("the", "")


def end(page: PageWords, at: int) -> bool:
    """Whether the phrase ends here, so that no adjective that only stands before nouns can be meant."""
    return page.ends_phrase(at) and page.word(at + 1) not in ("and", "or")


def state(page: PageWords, at: int) -> bool:
    """Whether an adjective must stand here: behind "feel", "are" or "very" with no noun to follow."""
    following = page.word(at + 1)
    if not (page.ends_phrase(at) if not following else following in _ENDS_STATE):
        return False
    start, _ = _behind_adverbs(page, at)
    return _plain(page.before(start)) in _LINKS


SLOTS: dict[str, Callable[[PageWords, int], bool]] = {
    "verb": verb,
    "infinitive": infinitive,
    "noun": noun,
    "end": end,
    "state": state,
}


def _infinitive(page: PageWords, at: int, start: int, before: str, *, negated: bool) -> bool:
    following = page.word(at + 1)
    if before in _NEGATED or (negated and before in ("do", "does", "did")):
        return True
    if before in _MODALS:
        subject = _plain(page.before(start - 1))
        asked = not subject or subject in _ASKING or page.sentence(at).rstrip().endswith("?")
        # "How can relief be found": the subject stands behind its helping verb. "In May relief came."
        turned = asked and (page.before_noun(at) or following == "be" or bool(forms(following) & PLAIN))
        return following in _OBJECTS or not (turned or subject in PREPOSITIONS)
    if before == "to":
        taker = _plain(page.before(start - 1))
        return taker not in _TAKES_NOUN and (taker in _TAKES_VERB or following in _OBJECTS)
    if before in _HELPED:
        return _plain(page.before(start - 1)) in _HELPS
    return not before and page.opens(start) and following in _OWNED


def _behind_adverbs(page: PageWords, at: int) -> tuple[int, bool]:
    """Where adverbs right before a word begin, and whether "not" is one of them."""
    negated = False
    for _ in range(3):
        before = page.before(at)
        flags = forms(before) if before.endswith("ly") else 0
        if before not in _ADVERBS and not (flags & ADVERB and not flags & ADJECTIVE):
            break
        negated = negated or before == "not"
        at -= 1
    return at, negated


def _plain(word: str) -> str:
    return word.replace("’", "'")
