"""Where a verb may stand that doesn't agree with its subject: which words stand beside it, and whether a clause begins before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language import agreement_words as w
from qa.language.looks import Look
from qa.language.tokens import sentence_at, word_sentences
from qa.language.verb_kinds import AS_PLAIN, AS_STRICT, AS_THIRD, kind_of

if TYPE_CHECKING:
    from qa.language.page_words import PageWords

PRONOUNS = frozenset(("you", "they", "we", "it", "he", "she"))
RELATIVES = frozenset(("that", "who", "which"))
_SUBJECTS = PRONOUNS | RELATIVES
LONGEST = 4  # words of a subject
# No subject ends in these.
_NEVER = (w.BREAKS | w.DETERMINERS) - PRONOUNS - RELATIVES
_ENDS = _NEVER | PRONOUNS | RELATIVES
# Verbs that tell by themselves, and words behind a verb that tell with it.
_TELLING = w.SINGULAR | w.THIRD.keys() | w.PLURAL | w.STRICT_PLAIN | {"do"}
_AFTER = w.AFTER_VERB | w.OBJECTS
FALLING = ("out", "off", "over", "down", "asleep")
_SEVERAL = w.PLURALS | {"you", "they", "we"}


def candidates(page: PageWords) -> list[int]:
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
    back = at - LONGEST - 2
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
        if main_clause(page, start):
            return True
        if lower[start - 1] in w.CONJUNCTIONS:
            return True
        if lower[start] in _ENDS:
            return False
    return False


def main_clause(page: PageWords, start: int) -> bool:
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
    (Look(RELATIVES, lambda _, word: word in w.ADVERBS or bool(kind_of(word))), 0),
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
    (Look(frozenset(("fall",)), second=FALLING), _may_be_one),
)
LOOKS = (*(look for look, _ in (*_BEHIND_SUBJECTS, *_TELLING_WITH)), *_BEHIND_NOUNS)
