"""Subjects without a determiner and verbs that don't agree with them: "There is treatments", "Most case are", "who donates", "you was"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.amounts import NUMBERS
from qa.language.forms import ADJECTIVE, ADVERB, NOUN, PARTICIPLE, PAST, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.judging import judged, looks_of
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, FUNCTION, NOT_PLURAL, Told
from qa.language.sure_verbs import SURE, SURE_THIRD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.judging import Judges
    from qa.language.page_words import PageWords

_IS = frozenset("is was isn't wasn't isn’t wasn’t".split())
_ARE = frozenset("are were have aren't weren't haven't aren’t weren’t haven’t".split())
_CONJUNCTIONS = frozenset("if when because although unless while until since that whether though but and as".split())
_PASSED = frozenset("also often usually still always now currently sometimes normally generally only".split())
_COUNTS = NUMBERS | frozenset("many several various numerous".split())
_SOME = frozenset("some no any other different new".split())
_MEASURED = frozenset(
    "years months weeks days hours minutes seconds metres kilometres miles grams dollars percent degrees millilitres litres pounds kilos "
    "lots plenty loads means news series species diabetes measles mumps".split()
)
_PERSONS = frozenset(
    "people children men women adults patients parents babies carers those teenagers smokers mothers fathers girls boys others workers "
    "volunteers infants toddlers students residents".split()
)
_EACH_PERSON = frozenset("anyone someone everyone anybody somebody everybody nobody".split())
_ANY_NOUN = PLURAL | NOUN | ADJECTIVE | THIRD
# "A few tablets", "an average ten days".
_BEFORE_SEVERAL = frozenset(
    "few hundred thousand million dozen couple lot number great good further maximum minimum total many additional average mere full record whole series".split()
)
_AUXILIARIES = frozenset(
    "do does did is are was were can could may might will would shall should must have has had don't doesn't didn't why whether or".split()
)
_PRONOUNS = frozenset("they it he she we".split())
_IRREGULAR = frozenset("woman man child person tooth foot baby country body".split())
_NOT_SEVERAL = NOT_PLURAL | w.NOT_PLURAL
_FOR_ONE = frozenset("the your a this her his every each my our".split())
_NO_ADJECTIVE = FUNCTION | DETERMINERS | w.COLLECTIVE
_NO_NOUN = FUNCTION | w.COLLECTIVE
_NO_DESCRIPTION = FUNCTION | _FOR_ONE
_BEHIND_BEGINNING = w.AFTER_VERB | {"towards", "different", "up"}
_CLAUSE_BEFORE = _CONJUNCTIONS | {"than", "how", "where", "what", "why"}
_BEFORE_IT = _CONJUNCTIONS - {"that", "as", "and"}


def loose_subjects(page: PageWords) -> Iterator[Told]:
    """Every verb that doesn't go with its subject, or is missing behind it."""
    return judged(page, _JUDGES)


def _several(flags: int, word: str) -> bool:
    """Whether a word is a plural and nothing that could be one thing."""
    fits = word == "systems" or word not in _NOT_SEVERAL
    return fits and bool(flags & PLURAL) and not flags & (NOUN | ADJECTIVE)


def _one(flags: int, word: str) -> bool:
    """Whether a word is a noun for one thing, of which there may be several."""
    plain = bool(flags & NOUN) and not flags & (PLURAL | ADJECTIVE | PROGRESSIVE | ADVERB)
    return (
        plain
        and word not in w.COLLECTIVE
        and word not in w.MASS
        and (word in _IRREGULAR or bool(forms(f"{word}s") & PLURAL))
    )


def _there_is(page: PageWords, at: int) -> Iterator[Told]:
    """“There is also tablets”, “Is there side effects”."""
    last = _first_plural(page, at + 2)
    if last >= 0:
        yield Told(at, last, f"“{page.said(at, last)}”: several things take “are”.")


def _there_short(page: PageWords, at: int) -> Iterator[Told]:
    last = _first_plural(page, at + 1)
    if last >= 0 and page.lower[last - 1] not in ("some", "no", "any"):  # "there's no side effects" is how people speak
        yield Told(at, last, f"“{page.said(at, last)}”: several things take “are”.")


def _first_plural(page: PageWords, at: int) -> int:
    """The index of the noun behind "there is", if it is a plural that ends its phrase; -1 otherwise."""
    while page.word(at) in _PASSED:
        at += 1
    counted = page.word(at) in _COUNTS
    if counted or page.word(at) in _SOME:
        at += 1
    for _ in range(3):
        word = page.word(at)
        flags = forms(word) if word else 0
        if not word or word in FUNCTION or not page.small(at) or word in _MEASURED:
            return -1
        if _several(flags, word):
            return at if page.ends_phrase(at) or (page.word(at + 1) in ("available", "including", "such")) else -1
        if not flags & (ADJECTIVE | NOUN) or (flags & ADVERB and not flags & ADJECTIVE):
            return -1
        at += 1
    return -1


def _there_are(page: PageWords, at: int) -> Iterator[Told]:
    """“There are a risk of bleeding”."""
    if page.before(at) != "there" or page.word(at + 1) not in ("a", "an"):
        return
    noun = page.word(at + 2)
    ends = page.ends_phrase(at + 2) and page.word(at + 3) != "and" and page.text[page.words[at + 2].end] != ","
    if noun and _one(forms(noun), noun) and ends:
        yield Told(at - 1, at + 2, f"“{page.said(at - 1, at + 2)}”: one thing takes “is”.")


def _most(page: PageWords, at: int) -> Iterator[Told]:
    """“Most case are mild”, “most attack settle”."""
    noun, verb = page.word(at + 1), page.word(at + 2)
    if not noun or not verb or not (page.opens(at) or page.before(at) in _CONJUNCTIONS):
        return
    if forms(noun) & ADJECTIVE and not forms(noun) & ADVERB and page.word(at + 3):
        at, noun, verb = at + 1, verb, page.word(at + 3)  # "most ovarian cyst go"
    if page.lower[at] == "most" and noun in w.MASS and verb in SURE and not forms(noun) & PLAIN:
        yield Told(at, at + 1, f"“{page.said(at, at + 1)} {verb}”: “{noun}” is one thing and takes a verb with -s.")
        return
    if noun not in SURE and _one(forms(noun), noun) and (verb in _ARE or verb in SURE):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: the words before it want a plural.")


def _bare(page: PageWords, at: int) -> Iterator[Told]:
    """“Serious complication are rare”, “any remaining embryo are”: one thing that no "a" or "the" goes before, and a verb for several."""
    noun, first = page.lower[at], at - 1
    if not page.joined(at) or noun in FUNCTION or noun in SURE or not _one(forms(noun), noun) or not page.small(at):
        return
    described = forms(page.lower[first])
    if not described & (ADJECTIVE | PROGRESSIVE | PARTICIPLE) or page.lower[first] in _NO_ADJECTIVE:
        return
    counted = page.before(first) in ("any", "all", "some", "most", "other", "many", "few")
    if counted or page.opens(first) or page.before(first) in ("if", "when", "because", "although"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: the subject is one thing and the verb one for several.")


def _begins(page: PageWords, at: int) -> Iterator[Told]:
    """“The rash start as small spots”, “not every tooth need to come out”, “until the bleeding stop”."""
    noun, verb, first = page.lower[at], page.lower[at + 1], at - 1
    if noun in _NO_NOUN or noun in _BEFORE_NOUNS or not page.joined(at) or not page.small(at):
        return
    if page.before(at) not in _NO_DESCRIPTION and forms(page.before(at)) & (NOUN | ADJECTIVE):
        first -= 1
    if first < 0 or page.lower[first] not in _FOR_ONE or not page.joined(first + 1):
        return
    following = page.word(at + 2)
    ends = not following and page.ends_phrase(at + 1) and verb in ("stop", "start")
    if not ends and (following not in _BEHIND_BEGINNING or following in ("of", "that", "for")):
        return
    before = page.before(first)
    if page.opens(first) or before in ("if", "when", "because", "although", "until", "but", "not", "since"):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: the verb lacks its -s.")


def _that(page: PageWords, at: int) -> Iterator[Told]:
    """“High blood sugar that develop in pregnancy”."""
    noun = page.before(at)
    flags = forms(noun) if noun else 0
    if not (_one(flags, noun) or noun in w.MASS or noun in ("sugar", "pressure", "work")) or not (
        page.small(at - 1) or page.opens(at - 1)
    ):
        return
    nearby = page.lower[max(0, at - 6) : at - 1]
    if page.word(at + 1) == "have" and (page.word(at + 2) != "been" or not page.opens(at - 1)):
        return
    if any(
        forms(word) & PLURAL
        or word in _COUNTS
        or word in ("of", "and", "or", "these", "those", "all", "any", "that", "what")
        for word in nearby
    ):
        return
    yield Told(at - 1, at + 1, f"“{page.said(at - 1, at + 1)}”: one thing takes a verb with -s.")


def _who(page: PageWords, at: int) -> Iterator[Told]:
    """“People who donates blood”, “anyone who have”."""
    verb, before, following = page.word(at + 1), page.before(at), page.word(at + 2)
    if verb in w.ADVERBS:
        return
    flags = forms(verb)
    if before in _PERSONS:
        nearby = page.lower[max(0, at - 5) : at]
        one = "one" in nearby or "each" in nearby or "every" in nearby or "number" in nearby
        third = bool(flags & THIRD) and (not flags & PLURAL or following in w.AFTER_VERB or following in DETERMINERS)
        if third and not one:
            yield Told(at, at + 1, f"“{page.said(at - 1, at + 1)}”: several people take a verb without -s.")
    elif before in _EACH_PERSON and (verb in ("have", "are", "do", "were", "think") or verb in SURE):
        yield Told(at, at + 1, f"“{page.said(at - 1, at + 1)}”: “{before}” is one, and takes a verb with -s.")


def _article(page: PageWords, at: int) -> Iterator[Told]:
    """“A weakened immune systems”, “an enriched cereals”."""
    # Nearly every "a" ends here, before anything dearer is asked.
    if all(forms(word) & _ANY_NOUN != PLURAL for word in page.lower[at + 2 : at + 4]):
        return
    if page.word(at + 1) in _BEFORE_SEVERAL:
        return
    for last in (at + 2, at + 3):
        word = page.word(last)
        flags = forms(word) if word else 0
        if not page.small(last - 1) or page.word(last - 1) in FUNCTION or page.word(last - 1) in NUMBERS:
            return
        if not word or not page.small(last):
            return
        if _several(flags, word) and not flags & THIRD and word not in _MEASURED:
            if page.ends_phrase(last):
                yield Told(at, last, f"“{page.said(at, last)}”: “{page.lower[at]}” goes with one, and this is several.")
            return
        if not flags & (ADJECTIVE | NOUN) or (flags & PLAIN and not flags & ADJECTIVE):
            return


def _not(page: PageWords, at: int) -> Iterator[Told]:
    """“They not dangerous”: no verb before "not"."""
    before, following = page.before(at), page.word(at + 2)
    if before in _AUXILIARIES or not following or (before and before not in _CONJUNCTIONS and not page.opens(at)):
        return
    flags = forms(following)
    if following in DETERMINERS or (flags & (ADJECTIVE | PROGRESSIVE) and not flags & PLAIN):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}” lacks its verb (“is” or “are”).")


def _you_was(page: PageWords, at: int) -> Iterator[Told]:
    before = page.before(at)
    clause = page.opens(at) or before in _CLAUSE_BEFORE
    if clause and (page.lower[at] != "you" or not page.word(at + 1).startswith("is")):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “{page.lower[at]}” takes “are”, “were”, “have” or “do”.")


def _it_have(page: PageWords, at: int) -> Iterator[Told]:
    before = page.before(at)
    if (not before and page.text[max(0, page.words[at].start - 2) : page.words[at].start] != ", ") or before in (
        _CONJUNCTIONS - {"that", "as"}
    ):
        yield Told(at, at + 1, f"“{page.said(at, at + 1)}”: “{page.lower[at]}” takes a verb with -s.")


def _it_often(page: PageWords, at: int) -> Iterator[Told]:
    """“It usually clear up”: behind "it" and an adverb a verb lacks its -s."""
    before, verb = page.before(at), page.word(at + 2)
    flags = forms(verb) if verb else 0
    if before and before not in _BEFORE_IT:
        return
    if verb and verb not in FUNCTION and flags & PLAIN and not flags & (PAST | PARTICIPLE | THIRD):
        yield Told(at, at + 2, f"“{page.said(at, at + 2)}”: the verb lacks its -s.")


def _very(page: PageWords, at: int) -> Iterator[Told]:
    """“If your child very thirsty”."""
    noun, adjective = page.before(at), page.word(at + 1)
    flags = forms(noun) if noun else 0
    if (
        not flags & (NOUN | PLURAL)
        or flags & (THIRD | ADJECTIVE | ADVERB | PROGRESSIVE)
        or noun in FUNCTION
        or not forms(adjective) & ADJECTIVE
    ):
        return
    if (
        page.before(at - 1) in DETERMINERS
        and page.before(at - 2) in ("if", "when", "because")
        and (not page.word(at + 2) or page.word(at + 2) in ("and", "or", "to"))
    ):
        yield Told(at - 1, at + 1, f"“{page.said(at - 1, at + 1)}” lacks its verb (“is” or “are”).")


def _both(page: PageWords, at: int) -> Iterator[Told]:
    """“Parents and brothers is often the source”: two subjects that open their sentence."""
    if _VERBS_OF_TWO.isdisjoint(page.lower[at + 2 : at + 6]):
        return
    last = at + 1
    while (
        last < at + 4
        and page.word(last + 1)
        and _of_subject(page.lower[last + 1])
        and page.word(last + 1) not in _VERBS_OF_TWO
    ):
        last += 1
    verb = page.word(last + 1)
    if verb not in _VERBS_OF_TWO or (verb in _MAYBE_NOUNS and page.word(last + 2) not in _BEHIND_VERB):
        return
    first, listed = at - 1, False
    while first > at - 6 and first > 0 and not page.opens(first) and (page.joined(first) or _behind_comma(page, first)):
        if not page.small(first):  # "Pregnancy, Birth and Baby"
            return
        listed = listed or not page.joined(first)
        first -= 1
    if (first < at - 4 and not listed) or not page.opens(first) or not all(map(_of_subject, page.lower[first:at])):
        return
    left, right = page.lower[at - 1], page.lower[last]
    if not _of_subject(right) or right in DETERMINERS or _activity(left) or _activity(right):
        return
    several = _several(forms(left), left) or _several(forms(right), right)
    adjective = last == at + 2 and page.lower[at + 1] not in DETERMINERS and forms(page.lower[at + 1]) & ADJECTIVE
    if listed and not (last == at + 1 or adjective):
        return  # "hand, foot and mouth disease is"
    described = adjective and not forms(left) & ADJECTIVE  # "safe and effective medication is"
    alone = first == at - 1 and (last == at + 1 or bool(described)) and (left, right) not in _AS_ONE
    if listed or several or ((verb in ("does", "has", "is", "was") or verb in _WITH_OBJECT) and alone):
        yield Told(
            last,
            last + 1,
            f"“{page.said(first, last + 1)}”: two things take a verb for several (“are”, “have”, “help”).",
        )


def _behind_comma(page: PageWords, at: int) -> bool:
    return page.text[page.words[at - 1].end : page.words[at].start] == ", "


def _activity(word: str) -> bool:
    """Whether a word in -ing may be something that one does: "eating and drinking is fun"."""
    return bool(forms(word) & PROGRESSIVE) and word not in w.MASS


def _of_subject(word: str) -> bool:
    flags = forms(word)
    if word in ("many", "most", "some", "other", "your", "the", "their", "all", "several"):
        return True
    return word not in FUNCTION and bool(flags & (NOUN | PLURAL | ADJECTIVE)) and not flags & ADVERB


# Pairs that are one thing.
_AS_ONE = {tuple(pair.split()) for pair in (
    "health safety,research development,trial error,bread butter,fish chips,wear tear,give take,rest relaxation,macaroni cheese,law order,"
    "supply demand,speech language,ear nose,food drink,accident emergency,time place,name address,search rescue,drug alcohol,policy practice"
).split(",")}  # fmt: skip
_BEFORE_NOUNS = frozenset("head school bus jump good early special basic care bottle double".split())
_STARTING = frozenset("start come go get clear stop need take sound lean hurt".split())
_WITH_OBJECT = frozenset(
    "irritates weakens worsens strengthens makes helps causes reduces increases raises lowers affects plays needs supports changes covers shows gives takes".split()
)
_MAYBE_NOUNS = _WITH_OBJECT - {"makes", "gives", "takes"}
_BEHIND_VERB = w.OBJECTS | {"to", "more", "prevent", "reduce"}
_VERBS_OF_TWO = (SURE_THIRD | {"is", "was", "has", "does"} | _WITH_OBJECT) - {"uses"}
_THIRD_BEHIND = frozenset("was is has does isn't wasn't hasn't doesn't isn’t wasn’t hasn’t doesn’t".split())
_JUDGES: Judges = (
    (Look(frozenset(("there",)), second=_IS), _there_is),
    (Look(_IS, second=("there",)), _there_is),
    (Look(frozenset(("there's", "there’s")), second=_COUNTS | _SOME | _PASSED, form=lambda flags: bool(flags & (PLURAL | ADJECTIVE))), _there_short),
    (Look(frozenset(("are", "were")), second=("a", "an")), _there_are),
    (Look(frozenset(("most", "both", "some", "all")), lambda flags, word: _one(flags, word) or word in w.MASS or flags & (ADJECTIVE | ADVERB) == ADJECTIVE), _most),
    (Look(lambda word: word not in FUNCTION and _one(forms(word), word), second=("are", "were", "aren't", "weren't")), _bare),
    (Look(lambda word: forms(word) & (NOUN | PLURAL) == NOUN, second=_STARTING), _begins),
    (Look(frozenset(("that", "which")), second=SURE | {"have"}), _that),
    (Look(frozenset(("who",)), second=SURE | _ARE | {"think"}, form=lambda flags: bool(flags & THIRD)), _who),
    (Look(frozenset(("a", "an")), form=lambda flags: bool(flags & (ADJECTIVE | PARTICIPLE | NOUN))), _article),
    (Look(_PRONOUNS, second=("not",)), _not),
    (Look(frozenset(("you", "we", "they")), second=_THIRD_BEHIND), _you_was),
    (Look(frozenset(("it", "he", "she")), second=("have", "are", "don't", "don’t", "haven't", "haven’t")), _it_have),
    (Look(frozenset(("it", "he", "she")), second=_PASSED), _it_often),
    (Look(frozenset(("very", "too", "so")), form=lambda flags: bool(flags & ADJECTIVE)), _very),
    (Look(frozenset(("and",)), lambda _, word: _of_subject(word)), _both),
)  # fmt: skip
LOOKS = looks_of(_JUDGES)
