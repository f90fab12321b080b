"""Subjects and verbs that don't agree: "the joint become sore", "medicines lowers the risk", "veins that is swollen".

No parser: only a subject that is a few plain words at the start of its sentence, or behind "if" or "when", and stands right before
its verb, is judged. Whatever else may stand there (a preposition, a name, a number, another verb) ends the judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.forms import ADJECTIVE, COUNTED, NOUN, PLAIN, PLURAL, THIRD, forms
from qa.language.looks import Look
from qa.language.tokens import sentence_at, word_sentences
from qa.language.verb_kinds import AS_LISTED, AS_PLAIN, AS_STRICT, AS_THIRD, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.language.page_words import PageWords

_PRONOUNS = frozenset(("you", "they", "we", "it", "he", "she"))
_RELATIVES = frozenset(("that", "who", "which"))
_SUBJECTS = _PRONOUNS | _RELATIVES
_LONGEST = 4  # words of a subject
# No subject ends in these.
_NEVER = (w.BREAKS | w.DETERMINERS) - _PRONOUNS - _RELATIVES
_ENDS = _NEVER | _PRONOUNS | _RELATIVES
# Verbs that tell by themselves, and words behind a verb that tell with it.
_TELLING = w.SINGULAR | w.THIRD.keys() | w.PLURAL | w.STRICT_PLAIN | {"do"}
_AFTER = w.AFTER_VERB | w.OBJECTS
_FALLING = ("out", "off", "over", "down", "asleep")
_SEVERAL = w.PLURALS | {"you", "they", "we"}


class _Page:
    """A document's words, and which of them are plurals."""

    def __init__(self, page: PageWords, knows: Callable[[str], bool]) -> None:
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
    for at in _candidates(words):
        if page.joined(at) and page.words[at].text.islower():
            subject = at - 2 if at > 1 and page.lower[at - 1] in w.ADVERBS and page.joined(at - 1) else at - 1
            if _wrong(page, subject, at):
                first = subject - 1 if page.lower[subject] in _RELATIVES else subject
                yield page.words[first].start, page.words[at].end


def _candidates(page: PageWords) -> list[int]:
    """Where a verb stands that could disagree: behind a pronoun, "who" or "that", or near where a clause begins."""
    lower = page.lower
    found: set[int] = set()
    last = len(lower) - 1
    for look, agreeing in _BEHIND_SUBJECTS:
        for at in page.pairs(look):
            verb = at + 2 if at + 1 < last and lower[at + 1] in w.ADVERBS else at + 1
            if (kind := kind_of(lower[verb])) and not kind & agreeing:
                found.add(verb)
    near = [at + 1 for look in _BEHIND_NOUNS for at in page.pairs(look)]
    for look, may_be_subject in _TELLING_WITH:
        near += [at for at in page.pairs(look) if at and may_be_subject(lower[at - 1])]
    found.update(at for at in near if _begins_before(page, at))
    return sorted(found)


def _tells(verb: str) -> bool:
    """Whether a disagreement with a noun can be told by a verb, whatever follows."""
    return verb in _TELLING or bool(kind_of(verb) & AS_STRICT)


def _tells_with(_: int, following: str) -> bool:
    """Whether it can be told by the word behind the verb."""
    return following in _AFTER or following.endswith("ing")


def _begins_before(page: PageWords, at: int) -> bool:
    """Whether a clause begins at most so many words before an index, with nothing behind its first word that ends a subject."""
    lower, sentences = page.lower, word_sentences(page.document)
    back = at - _LONGEST - 2
    # Most words stand too far into their clause; these ask that of all words between at once.
    if (
        back >= 0
        and sentences[back] == sentences[at - 1]
        and w.CONJUNCTIONS.isdisjoint(lower[back : at - 1])
        and page.text.find(",", page.words[back].end, page.words[at].start) < 0
    ):
        return False
    for start in range(at - 1, max(-1, back), -1):
        if not start or sentences[start - 1] != sentences[start]:
            return page.opens(start)
        if _main_clause(page, start):
            return True
        if lower[start - 1] in w.CONJUNCTIONS:
            return True
        if lower[start] in _ENDS:
            return False
    return False


def _main_clause(page: PageWords | _Page, start: int) -> bool:
    """Whether a main clause begins at a word: only a comma stands before it, and the sentence began with "if" or "when"."""
    if page.text[page.words[start - 1].end : page.words[start].start] != ", ":
        return False
    sentence = sentence_at(page.document, page.words[start].start)
    if sentence is None or "," in page.text[sentence.start : page.words[start - 1].end]:
        return False
    return page.text[sentence.start : sentence.start + 9].lower().startswith(_FRONTED)


_FRONTED = (
    "in ",
    "during ",
    "after ",
    "over ",
    "with ",
    "if ",
    "when ",
    "because ",
    "although ",
    "unless ",
    "once ",
    "while ",
)


def _plain_and_noun(verb: str) -> bool:
    """Whether a word may be a verb for several things, and something else as well."""
    kind = kind_of(verb)
    return bool(kind) and not kind & AS_THIRD and not _tells(verb)


def _may_be_several(word: str) -> bool:
    """Whether a subject of several things may end in a word, or in the word before it if this is an adverb."""
    return word not in _NEVER and (word in w.ADVERBS or word[-1] == "s" or word in w.PLURALS)


def _may_be_one(word: str) -> bool:
    """Whether a subject of one thing may end in a word, or in the word before it if this is an adverb."""
    if word in w.ADVERBS:
        return word not in _NEVER
    if word in _NEVER or word in _SEVERAL:
        return False
    return word[-1] != "s" or word in w.MASS or word.endswith(("itis", "osis"))


# Which words may stand before a verb that disagrees with them, and the kinds of verbs that don't go with each.
_BEHIND_SUBJECTS = (
    (
        Look(
            frozenset(("you", "they", "we")),
            lambda _, word: word in w.ADVERBS or bool((kind := kind_of(word)) and not kind & AS_PLAIN),
        ),
        AS_PLAIN,
    ),
    (
        Look(
            frozenset(("it", "he", "she")),
            lambda _, word: word in w.ADVERBS or bool((kind := kind_of(word)) and not kind & AS_THIRD),
        ),
        AS_THIRD,
    ),
    (Look(_RELATIVES, lambda _, word: word in w.ADVERBS or bool(kind_of(word))), 0),
)
_BEHIND_NOUNS = (
    Look(_may_be_several, lambda _, verb: bool(kind_of(verb) & AS_THIRD) and _tells(verb)),
    Look(_may_be_one, lambda _, verb: bool((kind := kind_of(verb)) and not kind & AS_THIRD) and _tells(verb)),
)
# Verbs that tell with what follows them, and the nouns that don't go with them.
_TELLING_WITH = (
    (Look(lambda verb: bool(kind_of(verb) & AS_THIRD) and not _tells(verb), _tells_with), _may_be_several),
    (Look(_plain_and_noun, second=w.OBJECTS), _may_be_one),
    (Look(lambda verb: verb in w.OF_PERSONS and _plain_and_noun(verb), _tells_with), _may_be_one),
    (Look(frozenset(("fall",)), second=_FALLING), _may_be_one),
)
LOOKS = (*(look for look, _ in (*_BEHIND_SUBJECTS, *_TELLING_WITH)), *_BEHIND_NOUNS)


# Behind these "you", or "it" with an adverb, is a subject.
_SURE_BEFORE = frozenset("before after how where what and but so".split())


def _is_subject(lower: list[str], head: int, at: int) -> bool:
    return at - head > 1 or (lower[head] == "you" and lower[head - 1] in ("before", "after", "how", "where"))


def _wrong(page: _Page, head: int, at: int) -> bool:
    lower = page.lower
    if lower[head] in _RELATIVES:
        return head > 1 and page.joined(head) and _relative(page, head - 1, at)
    alone = lower[head] in _PRONOUNS
    if lower[head] in ("they", "we"):
        return _pronoun(page, lower[head], at)  # never an object
    if alone and head and lower[head - 1] in _SURE_BEFORE and _is_subject(lower, head, at):
        return _pronoun(page, lower[head], at)  # "before you puts", "and it usually get"
    start = -1 if not alone and lower[head] in w.BREAKS else _start(page, head, 1 if alone else _LONGEST)
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
            return start if opens or _main_clause(page, start) else -1
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
        return page.following(at) in _FALLING
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
