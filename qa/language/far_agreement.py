"""A subject with a phrase behind it, and its verb: "The symptoms of asthma gets worse", "Each of these medicines have".

The subject must open its sentence or clause and be plain: a determiner, adjectives, its noun, one phrase behind "of", "in", "for"
or "with". Whatever else stands there ends the judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.forms import ADJECTIVE, ADVERB, COUNTED, NOUN, PAST, PLAIN, PLURAL, THIRD, forms
from qa.language.looks import Look
from qa.language.page_words import Told
from qa.language.tokens import word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

_LINKS = frozenset("of in for with from on during".split())
_ONE = frozenset("is was has isn't wasn't hasn't isn’t wasn’t hasn’t".split())
_MANY = frozenset("are were have aren't weren't haven't aren’t weren’t haven’t".split())
_CONJUNCTIONS = frozenset("if when because although unless".split())
_PARTS = frozenset("each one either neither".split())
_NOT_HEAD = w.COLLECTIVE | frozenset(
    "lack use-by loss rest amount amounts combination collection bunch selection choice array rate level levels host spectrum chance type form "
    "kinds types sorts forms one each part parts section portion percent percentage".split()
)
_BEFORE_HEAD = 2  # words before the subject's noun
_LONG = 6  # letters of a word that may be an illness when no list has it
_PHRASE = 4  # words behind the preposition


def far_disagreements(page: PageWords) -> Iterator[Told]:
    """The subject's noun and the verb of each sentence in which the two don't agree."""
    for start in sorted(_starts(page)):
        found = _judged(page, start)
        if found is not None:
            head, verb = found
            said = f"{page.words[head].text} … {page.words[verb].text}"
            yield Told(
                head, verb, f"“{said}”: the verb goes with “{page.words[head].text}”, not with the noun before it."
            )


def _starts(page: PageWords) -> set[int]:
    """The first word of each clause that may begin with such a subject."""
    lower, sentences = page.lower, word_sentences(page.document)
    found: set[int] = set()
    for head in page.pairs(_HEAD):
        back = head - _BEFORE_HEAD - 1
        # Most heads stand too far into their clause; these two ask that of all words at once.
        if back >= 0 and sentences[back] == sentences[head] and _CONJUNCTIONS.isdisjoint(lower[back:head]):
            continue
        for start in range(max(back + 1, 0), head + 1):
            if not start or sentences[start - 1] != sentences[start]:
                begins = page.opens(start)
            else:
                begins = lower[start - 1] in _CONJUNCTIONS
            if begins:
                found.add(start)
    return found


def _judged(page: PageWords, start: int) -> tuple[int, int] | None:
    head = _head(page, start)
    if head < 0:
        return None
    verb = _verb(page, head + 2)
    if verb < 0:
        return None
    noun, said = page.lower[head], page.lower[verb]
    flags = forms(noun)
    if noun in ("each", "one"):
        return (head, verb) if said in _MANY else None
    near = forms(page.lower[verb - 1])
    if flags & PLURAL and not flags & NOUN:
        return (
            (head, verb) if _for_one(page, said, verb) and not (said == "has" and page.word(verb + 1) == "to") else None
        )
    if flags & COUNTED or (flags & NOUN and noun in w.MASS) or (flags & NOUN and start < head):
        several = said in _MANY or (
            bool(forms(said) & PLAIN)
            and not forms(said) & (NOUN | ADJECTIVE | ADVERB | PAST)
            and page.word(verb + 1) in w.AFTER_VERB
        )
        # "the effect of drugs have": the near noun must be what drew the verb along.
        alone = (
            not flags & PLURAL and start < head and said in ("are", "were") and not near & PLURAL and bool(near & NOUN)
        )
        return (head, verb) if several and (near & PLURAL or alone) else None
    return None


def _for_one(page: PageWords, said: str, verb: int) -> bool:
    if said in _ONE or said == "does":
        return True
    if said in w.THIRD:
        return page.word(verb + 1) in w.AFTER_VERB or not page.word(verb + 1)
    flags = forms(said)
    return bool(flags & THIRD) and not flags & PLURAL and page.word(verb + 1) in w.AFTER_VERB


def _head(page: PageWords, start: int) -> int:
    """The index of the subject's noun, if a preposition follows it; -1 otherwise."""
    lower, count = page.lower, len(page.lower)
    if start >= count:
        return -1
    first = lower[start]
    if first in _PARTS:
        following = page.word(start + 2)
        return (
            start
            if first in ("each", "one")
            and page.word(start + 1) == "of"
            and following in ("the", "these", "those", "your", "our")
            else -1
        )
    determined = first in w.DETERMINERS
    if first in ("all", "any", "no", "such", "both", "few", "every", "each") or (first in w.BREAKS and not determined):
        return -1
    if not determined and forms(first) & PLAIN:
        return -1
    at = start + determined
    for index in range(at, min(at + 3, count - 1)):
        word = lower[index]
        if index > start and not page.joined(index):
            return -1
        if index > start and not page.small(index):
            return -1
        flags = forms(word)
        if page.word(index + 1) in _LINKS:
            return index if _may_head(word) else -1
        if word in w.BREAKS or word in w.DETERMINERS or not flags & (NOUN | ADJECTIVE | PLURAL) or flags & ADVERB:
            return -1
    return -1


def _verb(page: PageWords, start: int) -> int:
    """The index of the verb behind the phrase that begins at a word; -1 where something else ends it."""
    sentences = word_sentences(page.document)
    for at in range(start, min(start + _PHRASE + 2, len(page.lower))):
        word = page.lower[at]
        if not page.joined(at) or sentences[at] != sentences[start - 1] or not page.small(at):
            return -1
        if at > start and (word in _ONE or word in _MANY or word == "does"):
            return at
        if word in w.ADVERBS:
            if at == start:
                return -1
            following = at + 1
            return following if page.word(following) and not page.word(following).endswith("ing") else -1
        if (word in w.DETERMINERS and at == start) or (word in ("most", "main", "more") and at == start + 1):
            continue
        flags = forms(word)
        if at > start and word in w.THIRD and not flags & NOUN:
            return at
        if at > start and flags & (THIRD | PLAIN) and not flags & (NOUN | PLURAL | ADJECTIVE):
            return at
        unknown = not flags and len(word) > _LONG and word.isalpha()
        if word in w.BREAKS or word in w.DETERMINERS or not (unknown or flags & (NOUN | PLURAL | ADJECTIVE)):
            return -1
    return -1


def _may_head(word: str) -> bool:
    """Whether a word may be the noun that a phrase hangs on."""
    flags = forms(word)
    return (
        bool(flags & (NOUN | PLURAL))
        and (not flags & ADJECTIVE or bool(flags & (COUNTED | PLURAL)))
        and word not in _NOT_HEAD
        and word not in w.NOT_PLURAL
        and not word.endswith("ing")
    )


_HEAD = Look(lambda word: word in ("each", "one") or _may_head(word), second=_LINKS)
LOOKS = (_HEAD,)
