"""Questions whose verb forgets its "do": "How does asthma affects you?", "Did you took your tablets?", "What is the symptoms?"."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.forms import ADJECTIVE, ADVERB, COUNTED, NOUN, PARTICIPLE, PAST, PLAIN, PLURAL, THIRD, forms
from qa.language.page_words import DETERMINERS, PREPOSITIONS, Told
from qa.language.tokens import sentence_bounds, sentence_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document
    from qa.language.page_words import PageWords

_TURNED = frozenset("do does did can could will should may might would must don't doesn't don’t doesn’t".split())
_ASKING = frozenset("what how when where why who which".split())
_PRONOUNS = frozenset("i you it they we i he she this that these".split())
_AUXILIARIES = _TURNED | {"has", "have", "had"}
_LAST_SUBJECT = 4
_OPENING = 5  # words in which a question's auxiliary stands


def odd_questions(page: PageWords) -> Iterator[Told]:
    """The verb of each question that doesn't go with the auxiliary before its subject, and "what is" before a plural."""
    lower, bounds = page.lower, sentence_bounds(page.document)
    for sentence in _asked(page.document):
        first, end = bounds[sentence]
        opening = lower[first : min(first + _OPENING, end)]
        if not _AUXILIARIES.isdisjoint(opening):
            turned = (at for at, word in enumerate(opening) if word in _AUXILIARIES and _asks(opening[:at]))
            for at in islice(turned, 1):
                yield from _turned(page, first + at)
        if opening[:1] == ["what"]:
            yield from _what(page, first)


def _asked(document: Document) -> Iterator[int]:
    """The sentences that end with a question mark, by index."""
    text, sentences = document.text, document.sentences
    at = text.find("?")
    while at >= 0:
        sentence = sentence_index(document, at)
        if sentence >= 0 and sentences[sentence].end == at + 1:
            yield sentence
        at = text.find("?", at + 1)


def _asks(before: list[str]) -> bool:
    """Whether an auxiliary behind these words opens a question, or follows its "how", "what medicine" and the like."""
    return not before or (before[0] in _ASKING and not any(word in ("is", "are") for word in before))


def _turned(page: PageWords, at: int) -> Iterator[Told]:
    verb = _verb(page, at)
    if verb < 0:
        return
    word, flags = page.lower[verb], forms(page.lower[verb])
    if page.lower[at] in ("has", "have", "had"):
        if flags & PAST and not flags & (PARTICIPLE | PLAIN | ADJECTIVE | NOUN):
            yield Told(
                at, verb, f"“{page.said(at, verb)}”: behind “{page.lower[at]}” stands a form such as “gone” or “taken”."
            )
        return
    third = word in ("is", "has", "was") or (
        flags & THIRD and not flags & PLAIN and (not flags & PLURAL or word in w.THIRD or _ends(page, verb))
    )
    past = page.lower[at].startswith("d") and flags & PAST and not flags & (PLAIN | ADJECTIVE | NOUN)
    if third or past:
        yield Told(at, verb, f"“{page.said(at, verb)}”: behind “{page.lower[at]}” the verb stands in its plain form.")


def _ends(page: PageWords, verb: int) -> bool:
    """Whether a verb ends the question behind a subject that is whole without it: "Does the test hurts?"."""
    return not page.word(verb + 1) and page.lower[verb - 1] not in ("these", "those", "your", "the", "any")


def _verb(page: PageWords, at: int) -> int:
    """The index of the word behind a question's subject; -1 where the subject isn't plain."""
    first = page.word(at + 1)
    if first in _PRONOUNS and first not in ("this", "that", "these"):
        return at + 2 if page.word(at + 2) else -1
    noun = False
    for index in range(at + 1, min(at + 2 + _LAST_SUBJECT, len(page.lower))):
        word = page.word(index)
        flags = forms(word) if word else 0
        if not word or word in PREPOSITIONS or word in ("and", "or", "who", "which", "that") or not page.small(index):
            return -1
        if noun and word in w.THIRD:
            return index
        if (
            noun
            and flags & (THIRD | PLAIN | PAST)
            and not (flags & PLURAL and page.word(index + 1))
            and not flags & ADJECTIVE
        ):
            return index
        if word not in DETERMINERS and not flags & (NOUN | PLURAL | ADJECTIVE):
            return -1
        noun = noun or bool(flags & (NOUN | PLURAL))
    return -1


def _what(page: PageWords, at: int) -> Iterator[Told]:
    """“What is the symptoms of flu?”, “What are the cause of flu?”."""
    verb, last = page.word(at + 1), at + 3
    if (
        verb not in ("is", "are", "was", "were")
        or page.word(at + 2) not in ("the", "your", "its", "their", "some")
        or not page.opens(at)
    ):
        return
    while (
        last < at + 5
        and page.word(last)
        and forms(page.word(last)) & ADJECTIVE
        and not forms(page.word(last)) & COUNTED
    ):
        last += 1
    noun = page.word(last)
    flags = forms(noun) if noun else 0
    behind = page.word(last + 1)
    if behind not in ("", "of", "for", "in", "and"):
        return
    several = flags & PLURAL and not flags & (NOUN | ADJECTIVE)
    single = (flags & COUNTED or noun in ("cause", "use", "effect", "benefit")) and not flags & (
        PLURAL | ADJECTIVE | ADVERB
    )
    if (verb in ("is", "was") and several) or (verb in ("are", "were") and single and behind == "of"):
        yield Told(at + 1, last, f"“{page.said(at + 1, last)}”: one takes “is”, several take “are”.")
