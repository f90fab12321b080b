"""A subject's verb behind a clause: "The rash that appears on the legs usually clear up", "Women who have had it needs a test".

From the subject's noun the words are walked through one by one: a relative clause takes one verb of its own, a phrase none. Where a
word may be taken for more than one thing, or another clause begins, the judgement ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.forms import (
    ADJECTIVE,
    ADVERB,
    COUNTED,
    NOUN,
    PARTICIPLE,
    PAST,
    PLAIN,
    PLURAL,
    PROGRESSIVE,
    THIRD,
    forms,
)
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, MODALS, PREPOSITIONS, Told
from qa.language.tokens import sentence_bounds, word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

_ONE = frozenset("is was has does isn't wasn't hasn't doesn't isn’t wasn’t hasn’t doesn’t".split())
_MANY = frozenset("are were have do aren't weren't haven't don't aren’t weren’t haven’t don’t".split())
_FINITE = _ONE | _MANY
_BEING = frozenset(("is", "was", "are", "were"))
_RELATIVES = frozenset("that who which whose".split())
_LINKS = _RELATIVES | frozenset(
    "of in for with from on at during to inside around between within under over near behind against used caused rich called known "
    "given taken made found affected treated infected damaged covered placed needed done caught left born living taking using having".split()
)
_CONJUNCTIONS = frozenset("if when because although unless but".split())
# What ends the judgement: another clause, a list, a question.
_STOPS = frozenset(
    "and or but nor if when because although unless while until since as than whether how why what where whom whoever so then not only both "
    "either neither there here i rather few before after".split()
)
_PRONOUNS = frozenset("you they we he she".split())
_OBJECTS = DETERMINERS | {"you", "it", "them", "him", "us", "people"}
# Verbs behind which another clause, or a bare verb, may follow.
_OPENING = (
    "think", "know", "sa", "feel", "felt", "believ", "mean", "ensur", "check", "suggest", "show", "find", "see", "notic", "hope", "wish",
    "expect", "suspect", "assum", "tell", "told", "ask", "make", "help", "let", "sure", "worr", "claim", "report", "indicat", "prov",
    "reali", "remember", "understand", "thought", "knew", "decid", "determin", "recommend", "watch", "hear", "rule", "confirm", "wonder",
    "learn", "guarantee", "agree", "insist", "warn", "state", "estimat", "require", "have", "had", "need",
)  # fmt: skip
_THINKING = ("think", "sa", "believ", "know", "feel", "suspect", "hope", "expect")
# Verbs that are nouns as well, told behind a noun where what follows can't go with a noun.
_SHAKY = frozenset(
    "help helps need needs cause causes increase increases decrease decreases start starts last lasts work works support supports change "
    "changes play plays drop drops rise rises open opens clear clears result results".split()
)
_LIKELY = frozenset("take make cause mean give need last takes makes causes means gives needs lasts".split())
_HEADS = frozenset("people children women men those".split())
_SINGLE = frozenset("a an each every this".split())
_ANY_ONE = frozenset("anyone everyone someone anybody everybody somebody".split())
_NOT_HEAD = w.COLLECTIVE | frozenset(
    "use-by rest amounts combination collection bunch selection choice array levels host spectrum "
    "kinds types sorts forms one each part parts section portion percent percentage".split()
)
_OPENS = _STOPS - {"and", "or", "than", "as", "rather"}
_PARTICLES = frozenset("up out down off away back on".split())
_SUBORDINATE = frozenset("when if because until unless before after while although".split())
_ASIDES = frozenset("such including like especially".split())
_REACH, _ASIDE = 18, 8
_HERE = -2  # the verb stands where the walk has come to
_NO_VERB, _VERB, _PAST, _UNSURE = range(4)
_BEFORE_HEAD = 2


def clause_verbs(page: PageWords) -> Iterator[Told]:
    """The subject's noun and its verb, behind a clause or a phrase of any length, wherever the two don't agree."""
    sentences, bounds = word_sentences(page.document), sentence_bounds(page.document)
    for head in page.pairs(_HEAD):
        start = _start(page, head)
        if start < 0 or sentences[head] < 0:
            continue
        end = bounds[sentences[head]][1]
        number = _number(page, start, head)
        if not number or page.sentence(head).endswith("?"):
            continue
        verb = _Walk(page, head, end).verb()
        bare = number == "one" and start == head and not _sure_of_bare(page, head, verb)
        if verb > head + 2 and not bare and _disagrees(page, number, verb):
            said = f"{page.words[head].text} … {page.words[verb].text}"
            yield Told(
                head,
                verb,
                f"“{said}”: the verb goes with “{page.words[head].text}”, not with what stands between them.",
            )


def _start(page: PageWords, head: int) -> int:
    """The first word of the clause whose subject ends in a noun, three words before it at most; -1 where none begins there."""
    lower, sentences = page.lower, word_sentences(page.document)
    for start in range(head, max(head - _BEFORE_HEAD - 2, -1), -1):
        if not start or sentences[start - 1] != sentences[start]:
            return start if page.opens(start) else -1
        if lower[start - 1] in _CONJUNCTIONS:
            return start
        if not page.joined(start) or lower[start - 1] in w.BREAKS:
            return -1
    return -1


def _number(page: PageWords, start: int, head: int) -> str:
    """Whether the subject is "one" or "several"; "" where that isn't sure."""
    noun, first = page.lower[head], page.lower[start]
    flags = forms(noun)
    if noun in _ANY_ONE or noun in _HEADS:
        one = noun in _ANY_ONE
        return "" if one and start < head else "one" if one else "several"
    if start == head:
        return _bare_number(page, head, flags)
    if not _describes(page, start, head):
        return ""
    if flags & PLURAL and not flags & NOUN and noun not in w.NOT_PLURAL and first not in _SINGLE:
        return "several"
    counted = flags & (COUNTED | NOUN) and not flags & PLURAL
    return "one" if counted and first in w.ONE and noun not in w.NOT_PLURAL else ""


def _bare_number(page: PageWords, head: int, flags: int) -> str:
    """The same of a noun that opens its clause."""
    noun = page.lower[head]
    if noun.endswith("ing") and flags & PROGRESSIVE:
        return "one" if page.word(head + 1) in PREPOSITIONS else ""  # "standing for long periods"
    if flags & (PLAIN | PROGRESSIVE | PAST) or noun in w.NOT_PLURAL:
        return ""
    if flags & PLURAL:
        return "" if flags & NOUN else "several"
    return "one" if not flags & ADJECTIVE and page.opens(head) else ""


def _sure_of_bare(page: PageWords, head: int, verb: int) -> bool:
    """Whether a verb tells even where its subject has no determiner: "Removal of the redirect" has none."""
    said = page.lower[verb]
    return said in _FINITE or said in _LIKELY or page.lower[head] in _ANY_ONE


def _describes(page: PageWords, start: int, head: int) -> bool:
    """Whether what stands before a subject's noun belongs to it."""
    lower, first = page.lower, page.lower[start]
    if first in ("all", "any", "no", "such", "both", "few") or first in _STOPS:
        return False
    known = forms(first) & (NOUN | ADJECTIVE | PARTICIPLE) or first in w.DETERMINERS or first.endswith(("'s", "’s"))
    if not known or (
        first not in w.DETERMINERS
        and (forms(first) & (PLAIN | PROGRESSIVE | PAST) or first in w.BREAKS or first in ("to", "not"))
    ):
        return False
    for word in lower[start + 1 : head]:
        if word in w.DETERMINERS or word in w.BREAKS:
            return False
        flags = forms(word)
        if not word.endswith(("'s", "’s")) and (not flags & (NOUN | ADJECTIVE | PARTICIPLE) or flags & ADVERB):
            return False
    # "the number dictates which"
    before = lower[head - 1]
    return not (forms(lower[head]) & THIRD and forms(before) & NOUN and before not in w.DESCRIBING)


class _Walk:
    """A way from a subject's noun to its verb, over what may stand between them."""

    def __init__(self, page: PageWords, head: int, end: int) -> None:
        self._page, self._head, self._end = page, head, end
        self._expected = 0  # verbs of relative clauses still to come
        self._relative = False
        self._aside = -1  # the word behind an aside

    def verb(self) -> int:
        """The index of the main verb; -1 where it can't be told."""
        page, at = self._page, self._head + 1
        while at < min(self._end, self._head + _REACH):
            if page.joined(at) or self._aside == at:
                word = page.lower[at]
                step = self._finite(at) if word in _FINITE else self._step(word, at)
            else:
                step = self._aside = -1 if self._expected else _aside(page, at, self._end)
            if step == _HERE:
                return at
            if step < 0:
                return -1
            at = step
        return -1

    def _step(self, word: str, at: int) -> int:
        """Where to go on behind a word; `_HERE` where it is the verb, -1 where the way ends."""
        if word in _STOPS:
            told = word == "not" and self._page.lower[at - 1] in _BEING and self._page.word(at + 1) != "only"
            return at + 1 if told else -1
        if word in _RELATIVES:
            return self._clause(at) if not self._relative else -1
        if word in MODALS or word in _PRONOUNS:
            return self._modal(at) if word in MODALS else self._pronoun(word, at)
        if word == "to":
            return self._infinitive(at)
        if word in DETERMINERS or word in PREPOSITIONS or not self._page.small(at):
            return at + 1
        return self._other(word, at)

    def _clause(self, at: int) -> int:
        self._relative, self._expected = True, 1
        return at + 1

    def _finite(self, at: int) -> int:
        if not self._expected:
            return _HERE
        self._expected -= 1
        return at + 1

    def _modal(self, at: int) -> int:
        if not self._expected or self._page.word(at + 1).startswith(_OPENING):
            return -1
        self._expected -= 1
        return at + 2

    def _pronoun(self, word: str, at: int) -> int:
        before = self._page.lower[at - 1]
        flags = forms(before)
        if before in PREPOSITIONS:
            return at + 1
        if before in _RELATIVES:
            return at + 1
        if flags & (NOUN | PLURAL) and not self._relative and not flags & (PLAIN | THIRD):
            return self._clause(at)  # "the tablets you take"
        return at + 1 if word == "you" and flags & (PLAIN | THIRD) else -1

    def _infinitive(self, at: int) -> int:
        page = self._page
        while forms(page.word(at + 1)) == ADVERB:
            at += 1
        following = page.word(at + 1)
        if following.startswith(_OPENING):
            return -1
        return at + 2 if forms(following) & PLAIN else at + 1

    def _other(self, word: str, at: int) -> int:
        kind = _kind(self._page, at, self._end)
        if kind == _UNSURE and self._page.word(at + 1) in _OBJECTS and self._due(at):
            return _HERE
        if kind == _NO_VERB:
            return at + 1
        if kind == _VERB and not self._expected:
            return _HERE
        if kind in (_VERB, _PAST) and self._expected:
            self._expected -= 1
            own = self._page.lower[at - 1] in _RELATIVES or forms(self._page.lower[at - 1]) == ADVERB
            return -1 if word.startswith(_OPENING if own else _THINKING) else at + 1
        before = self._page.lower[at - 1 - (self._page.lower[at - 1] == "not")]
        passive = before in _FINITE or before in ("be", "been")
        passive = passive or (at == self._head + 1 and self._page.word(at + 1) in PREPOSITIONS | {"to"})
        return at + 1 if kind == _PAST and forms(word) & PARTICIPLE and passive else -1

    def _due(self, at: int) -> bool:
        """Whether nothing but the verb can stand here: behind an aside, or behind "that is not treated"."""
        near = forms(self._page.lower[at - 1])
        done = self._relative and near & PARTICIPLE and not near & (ADJECTIVE | NOUN)
        return not self._expected and bool(self._aside == at or done)


def _aside(page: PageWords, at: int, end: int) -> int:
    """The word behind an aside between commas that begins at a word: ", such as citrus fruit,"; -1 where none does."""
    text, words = page.text, page.words
    if (page.lower[at] not in _ASIDES and not forms(page.lower[at]) & PARTICIPLE) or text[
        words[at - 1].end : words[at].start
    ] != ", ":
        return -1
    for index in range(at + 1, min(end, at + _ASIDE)):
        gap = text[words[index - 1].end : words[index].start]
        if gap == ", " and page.lower[index] not in ("and", "or"):
            # The verb must follow at once.
            return index if page.lower[index] in _FINITE or forms(page.lower[index]) & (PLAIN | THIRD) else -1
        if gap not in (" ", ", ") or page.lower[index] in _RELATIVES:
            return -1
    return -1


def verbless(page: PageWords, at: int, last: int) -> bool:
    """Whether nothing from a word to its sentence's last can be a verb of its own."""
    ends = page.words[last - 1].end
    if not page.word(at) or "." not in page.text[ends : ends + 2]:
        return False
    for index in range(at, last):
        word = page.lower[index]
        flags = forms(word)
        if word in _SUBORDINATE:  # what comes before a clause that runs to the end must have a verb
            return page.text.find(",", page.words[index].end, page.words[last - 1].end) < 0
        if word in _FINITE or word in MODALS or word in _OPENS or (flags & THIRD and page.word(index + 1) in _OBJECTS):
            return False
        if word not in PREPOSITIONS and flags & (PLAIN | THIRD | PAST) and not flags & (NOUN | PLURAL | ADJECTIVE):
            return False
    return True


def _kind(page: PageWords, at: int, last: int) -> int:
    """What a word is here, as far as its forms and its neighbours tell."""
    word, before = page.lower[at], page.lower[at - 1]
    flags, near = forms(word), forms(before)
    behind_noun = before == "whose" or (before in w.DETERMINERS and before not in _RELATIVES) or before in PREPOSITIONS
    if not flags & (PLAIN | THIRD | PAST) or word.endswith("ing") or word in _PARTICLES:
        return _NO_VERB
    if flags & PAST and not flags & (PLAIN | THIRD):
        return _NO_VERB if behind_noun else _PAST
    if not flags & (NOUN | PLURAL | ADJECTIVE | ADVERB) and not (flags & THIRD and forms(word[:-1]) & NOUN):
        return _VERB
    if behind_noun or (near & ADJECTIVE and not near & (NOUN | PLURAL | ADVERB)):
        return _NO_VERB
    if before in _RELATIVES or before in _PRONOUNS or _told_by_what_follows(page, at, last):
        return _VERB
    following = page.word(at + 1)
    compound = flags & (PLURAL | NOUN) and near & NOUN and not near & PLURAL
    if following in _FINITE or following in MODALS:
        return _NO_VERB if compound else _UNSURE
    sure = forms(following)
    stays = (
        flags & PLURAL
        and word not in _SHAKY
        and sure & PLAIN
        and not sure & (NOUN | ADJECTIVE | ADVERB | PAST | PARTICIPLE)
    )
    if stays and near & NOUN:
        return _NO_VERB  # "hospital stays vary"
    told = word in _SHAKY or word in _LIKELY or word.startswith(_OPENING) or following in _OBJECTS
    return _NO_VERB if flags & NOUN and near & NOUN and not near & PLURAL and not told else _UNSURE  # "blood pressure"


def _told_by_what_follows(page: PageWords, at: int, last: int) -> bool:
    """Whether a word that is a noun as well must be a verb: "falls increase with age", "breast cancer needs earlier screening"."""
    word, before, following = page.lower[at], page.lower[at - 1], page.word(at + 1)
    near = forms(before)
    if word in _SHAKY and near & (NOUN | PLURAL | ADVERB):
        preposition = following in PREPOSITIONS and following not in ("of", "for")
        if following in _OBJECTS or preposition or following.endswith("ly"):
            return True
    if word == "make" and near & NOUN and following in ("it", "you", "your", "them"):
        return True
    if word in _LIKELY and near & (NOUN | PLURAL) and verbless(page, at + 1, last):
        return True
    adverb = near & ADVERB and before.endswith("ly")
    noun = forms(word) & THIRD and near & NOUN and not near & (PLURAL | ADJECTIVE)
    return bool(adverb or noun) and verbless(page, at + 1, last)


def _disagrees(page: PageWords, number: str, verb: int) -> bool:
    said, near = page.lower[verb], page.lower[verb - 1]
    flags = forms(said)
    if near in DETERMINERS or near in PREPOSITIONS or near in ("to", "be"):
        return False
    if not forms(near) and said not in _FINITE and page.small(verb - 1):
        return False  # two words that ran together
    if number == "several":
        return said in _ONE or bool(flags & THIRD and not flags & PLAIN)
    return said in _MANY or bool(flags & PLAIN and not flags & (THIRD | PAST))


def _may_head(word: str) -> bool:
    if word in _HEADS or word in _ANY_ONE:
        return True
    flags = forms(word)
    return (
        bool(flags & (NOUN | PLURAL))
        and (not flags & ADJECTIVE or bool(flags & (COUNTED | PLURAL)) or word.endswith("ing"))
        and word not in _NOT_HEAD
        and word not in w.NOT_PLURAL
        and (not word.endswith("ing") or bool(flags & PROGRESSIVE))
    )


_HEAD = Look(_may_head, second=_LINKS | _PRONOUNS)
LOOKS = (_HEAD,)
