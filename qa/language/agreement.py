"""Subjects and verbs that don't agree: "the joint become sore", "medicines lowers the risk", "veins that is swollen".

No parser: only a subject that is a few plain words at the start of its sentence, or behind "if" or "when", and stands right before
its verb, is judged. Whatever else may stand there (a preposition, a name, a number, another verb) ends the judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.agreement_places import FALLING, LONGEST, PRONOUNS, RELATIVES, candidates, main_clause
from qa.language.forms import ADJECTIVE, COUNTED, NOUN, PLAIN, PLURAL, THIRD, forms
from qa.language.tokens import sentence_at, word_sentences
from qa.language.verb_kinds import AS_LISTED, AS_PLAIN, AS_STRICT, AS_THIRD, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.language.page_words import PageWords


class _Page:
    """A document's words, and which of them are plurals."""

    def __init__(self, page: PageWords, knows: Callable[[str], bool]) -> None:
        self.page = page
        self.words, self.lower, self.text = page.words, page.lower, page.text
        self.document, self.knows = page.document, knows
        self.joined, self._word = page.joined, page.word

    def following(self, at: int) -> str:
        return self._word(at + 1)

    def plural(self, word: str) -> bool:
        """Whether a word is a plural, as far as its form and the lexicon tell."""
        if word in w.PLURALS or (word.endswith("ics") and forms(word) & PLURAL and not forms(word) & NOUN):
            return True
        if word in w.NOT_PLURAL or len(word) < 4 or not word.isalpha() or word.endswith(("ss", "us", "is", "ics")):
            return False
        if not word.endswith("s"):
            return False
        stem = f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
        return self.knows(stem) or (word.endswith("es") and self.knows(word[:-2]))


def disagreements(words: PageWords, knows: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The projected range of each subject's last word and its verb; `knows` tells whether the lexicon has a word."""
    page = _Page(words, knows)
    for at in candidates(words):
        if page.joined(at) and page.words[at].text.islower():
            subject = at - 2 if at > 1 and page.lower[at - 1] in w.ADVERBS and page.joined(at - 1) else at - 1
            if _wrong(page, subject, at):
                first = subject - 1 if page.lower[subject] in RELATIVES else subject
                yield page.words[first].start, page.words[at].end


# Behind these "you", or "it" with an adverb, is a subject.
_SURE_BEFORE = frozenset("before after how where what and but so".split())


def _is_subject(lower: list[str], head: int, at: int) -> bool:
    return at - head > 1 or (lower[head] == "you" and lower[head - 1] in ("before", "after", "how", "where"))


def _wrong(page: _Page, head: int, at: int) -> bool:
    lower = page.lower
    if lower[head] in RELATIVES:
        return head > 1 and page.joined(head) and _relative(page, head - 1, at)
    alone = lower[head] in PRONOUNS
    if lower[head] in ("they", "we"):
        return _pronoun(page, lower[head], at)  # never an object
    if alone and head and lower[head - 1] in _SURE_BEFORE and _is_subject(lower, head, at):
        return _pronoun(page, lower[head], at)  # "before you puts", "and it usually get"
    start = -1 if not alone and lower[head] in w.BREAKS else _start(page, head, 1 if alone else LONGEST)
    behind = start > 0 and page.joined(start)
    if start < 0 or (behind and lower[start - 1] not in w.CONJUNCTIONS_PLAIN and kind_of(lower[at]) & AS_PLAIN):
        return False
    if behind and lower[start - 2 : start] == ["such", "as"]:
        return False  # things follow, and no clause: "such as a cereal bar"
    if alone:
        return _pronoun(page, lower[head], at)
    if behind and lower[start - 2 : start] == ["well", "as"]:
        return False  # "asthma as well as hay fever need"
    subject = lower[start : head + 1]
    small = all(page.words[n].text.islower() for n in range(start + (not behind), head + 1))
    return small and _is_simple(subject) and (_several(page, subject, at) or _single(page, subject, at, behind))


def _is_simple(subject: list[str]) -> bool:
    """Whether a subject is at most one determiner and words, none of them a form in -ing."""
    return all(word.isalpha() and (not word.endswith("ing") or word in w.MASS) for word in subject) and not any(
        word in w.DETERMINERS for word in subject[1:]
    )


def _start(page: _Page, head: int, longest: int) -> int:
    """The index of the subject's first word: the sentence's, or the one behind a conjunction; -1 where anything else stands before."""
    for start in range(head, max(-1, head - longest), -1):
        if not page.joined(start):
            sentence = sentence_at(page.document, page.words[start].start)
            opens = sentence is not None and page.words[start].start == sentence.start
            return start if opens or main_clause(page.page, start) else -1
        if page.lower[start - 1] in w.CONJUNCTIONS:
            return start
        if page.lower[start - 1] in w.BREAKS:
            return -1
    return -1


def _pronoun(page: _Page, pronoun: str, at: int) -> bool:
    verb = page.lower[at]
    kind = kind_of(verb)
    if pronoun in ("you", "they", "we"):
        return verb in w.SINGULAR or verb in w.PRONOUN_THIRD or kind in (AS_THIRD, AS_THIRD | AS_STRICT)
    if verb in w.PLURAL:
        return True
    return (verb in w.PRONOUN_PLAIN or kind == AS_PLAIN | AS_STRICT) and page.following(at) not in (
        "of",
        "is",
        "are",
        "can",
    )


def _several(page: _Page, subject: list[str], at: int) -> bool:
    """Whether the subject is plural and the verb one for a single thing."""
    verb = page.lower[at]
    if not page.plural(subject[-1]) or subject[0] in ("a", "an", "each", "every", "this", "that", "no"):
        return False
    flags = forms(subject[-1])
    if (flags and not flags & PLURAL and subject[-1] not in w.PLURALS) or (
        len(subject) > 1
        and flags & THIRD
        and forms(subject[-2]) & NOUN
        and subject[-2] not in w.DESCRIBING
        and not (kind_of(verb) & AS_STRICT)
        and not (kind_of(verb) & AS_LISTED or verb in w.THIRD_BEHIND_PLURAL or page.following(at) in w.ARTICLES)
    ):
        return False  # "the label includes details", "research supports concerns"
    return _goes_with_one(page, verb, at)


def _goes_with_one(page: _Page, verb: str, at: int) -> bool:
    kind = kind_of(verb)
    if verb in w.THIRD_BEHIND_PLURAL and page.following(at) in w.AFTER_VERB:
        return True
    if kind & AS_LISTED:
        before_object = verb in w.THIRD_BEFORE_OBJECT or verb in w.PRONOUN_THIRD
        return verb in w.SINGULAR or verb in w.THIRD or (before_object and page.following(at) in w.OBJECTS)
    return bool(kind & AS_THIRD) and bool(kind & AS_STRICT or page.following(at) in w.AFTER_VERB)


def _goes_with_several(page: _Page, verb: str, at: int) -> bool:
    kind = kind_of(verb)
    if kind & AS_LISTED:
        return verb in w.STRICT_PLAIN or (verb in w.OBJECT_PLAIN and page.following(at) in w.OBJECTS)
    if verb == "fall":
        return page.following(at) in FALLING
    return bool(kind & AS_PLAIN) and bool(kind & AS_STRICT or page.following(at) in w.OBJECTS)


def _single(page: _Page, subject: list[str], at: int, behind: bool) -> bool:
    """Whether the subject is one thing and the verb one for several."""
    noun, verb = subject[-1], page.lower[at]
    if len(subject) > 1 and (noun in w.PLAIN or noun in w.BEFORE_OBJECT) and page.plural(subject[-2]):
        return False  # "the glands help control"
    if not _is_one(page, subject, verb):
        return False
    if subject[0] in w.ONE and len(subject) > 1:
        if (
            noun not in w.MASS
            and not forms(noun) & COUNTED
            and not any(page.knows(each) for each in (f"{noun}s", f"{noun}es", f"{noun[:-1]}ies"))
        ):
            return False  # an adjective for people: "the frail"
    elif (
        (len(subject) > 1 and not _compound(subject))
        or not (noun in w.MASS or noun.endswith(w.MEDICAL_ENDINGS))
        or (behind and noun not in w.MASS)
    ):
        return False
    return _said_of_several(page, noun, verb, at)


def _compound(subject: list[str]) -> bool:
    """Whether two words are one thing, the second of which has no plural: "bladder cancer"."""
    first = forms(subject[0])
    return (
        len(subject) == 2 and subject[1] in w.MASS and bool(first & NOUN) and not first & (PLAIN | PLURAL | ADJECTIVE)
    )


def _is_one(page: _Page, subject: list[str], verb: str) -> bool:
    """Whether a subject ends in a noun for one thing, as far as the word lists tell."""
    noun = subject[-1]
    if any(word in w.COLLECTIVE for word in subject) or page.plural(noun) or noun in w.DETERMINERS:
        return False
    if not page.knows(noun) or (noun.endswith("s") and noun not in w.MASS and not noun.endswith(("itis", "osis"))):
        return False
    flags = forms(noun)
    # "the specific care", "a ventricular assist device": the verb is a noun behind an adjective
    return not flags or bool(flags & NOUN and not (flags & ADJECTIVE and forms(verb) & NOUN))


def _said_of_several(page: _Page, noun: str, verb: str, at: int) -> bool:
    following = page.following(at)
    if verb in w.PLURAL or (verb == "do" and following == "not"):
        return True
    person = noun in w.PERSONS or noun.endswith(("ist", "cian"))
    if person and verb in w.OF_PERSONS and (following in w.AFTER_VERB or following.endswith("ing")):
        return True
    return _goes_with_several(page, verb, at)


def _same_sentence(page: _Page, noun: int) -> list[str]:
    """The words before a noun, four at most, of its own sentence."""
    sentences = word_sentences(page.document)
    return [page.lower[n] for n in range(max(0, noun - 4), noun) if sentences[n] == sentences[noun]]


def _relative(page: _Page, noun: int, at: int) -> bool:
    """Whether what "who" or "that" stands for and the verb behind it disagree."""
    before = _same_sentence(page, noun)
    word, verb, text = page.lower[noun], page.lower[at], page.words[noun].text
    if not page.joined(noun + 1) or not text.isalpha() or (text[0].isupper() and before and page.joined(noun)):
        return False
    who = page.lower[noun + 1] == "who"
    if word in w.THIRD or (who and forms(word) & THIRD and word[:-1] not in w.PERSONS):
        return False  # "a person who knows which is best", "this shows who is at risk"
    if page.plural(word):
        if "one" in before or any(each in w.JOINS for each in before):
            return False
        return _goes_with_one(page, verb, at) or (
            bool(kind_of(verb) & AS_THIRD) and (page.lower[at - 1] == "who" or page.following(at) in w.AFTER_VERB)
        )
    articles = [n for n in range(max(0, noun - 2), noun) if page.lower[n] in ("a", "an", "every", "any")]
    if (
        not articles
        or page.lower[articles[0] - 1] in (w.JOINS if who else w.MAY_COUNT)
        or any(each in w.JOINS or each in w.COLLECTIVE for each in page.lower[articles[0] : noun + 1])
    ):
        return False
    if word.endswith("ing") or not forms(word) & NOUN or forms(word) & PLURAL:
        return False
    if verb in w.PLURAL or _goes_with_several(page, verb, at):
        return True
    if not kind_of(verb) & AS_PLAIN or verb in w.TIME_NOUNS:
        return False
    following = page.following(at)
    return (
        page.lower[at - 1] == "who"
        or following in w.AFTER_VERB
        or following.endswith("ly")
        or (verb == "do" and following == "not")
    )
