"""Two sentences that only a comma joins: "Colds get better on their own, you don't need antibiotics".

No parser: both halves must show a subject and a verb, or a command, in their first words, and nothing before the comma may make
its half depend on the other ("if", "after", "the more").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.language.forms import ADJECTIVE, ADVERB, NOUN, PARTICIPLE, PAST, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.page_words import DETERMINERS, PREPOSITIONS, Told
from qa.language.tokens import sentence_bounds, word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

_PRONOUNS = frozenset("it they you we he she this these there".split())
_OPENERS = frozenset("the your a an most some many this these our".split())
_JOINERS = frozenset("however therefore".split())
_AUXILIARIES = frozenset(
    "is are was were has have had can may might will would should could must do does did isn't aren't wasn't don't doesn't didn't "
    "can't won't cannot shouldn't isn’t aren’t wasn’t don’t doesn’t didn’t can’t won’t shouldn’t".split()
)
_CONTRACTED = frozenset(
    f"{pronoun}{mark}{ending}" for pronoun in ("it", "they", "you", "we", "he", "she", "this", "there", "that")
    for mark in "'’" for ending in ("s", "re", "ll", "ve", "d")
)  # fmt: skip
_ADVERBS = frozenset(
    "also often usually always mostly sometimes never rarely only just still then now already really simply".split()
)
# A half that begins with one of these depends on the other, or is no clause at all.
_DEPENDENT = (
    PREPOSITIONS
    | frozenset(
        "if when because although though while unless once whether where wherever whenever whatever whichever whoever however even just only not no "
        "so such rather instead should had were given compared based provided assuming supposing considering thanks due prior next first second third "
        "lastly finally later today now here then and but or nor as to how what who why which that than till lest granted seeing either neither "
        "both each every any all sometimes perhaps maybe unfortunately fortunately luckily generally usually normally typically ideally similarly "
        "otherwise therefore meanwhile afterwards beforehand nowadays currently recently initially eventually clearly sadly overall "
        "remember imagine suppose say consider think let look note don't worry notice see".split()
    )
    | {"don’t"}
)
# A word before the comma that makes what follows part of the same sentence, or a sentence quoted.
_BINDING = frozenset(
    "if when because although though while unless whether whenever whatever whichever whoever who whom whose which says said say called titled "
    "more less sooner longer older chances so such either neither both".split()
)
_COMMANDS = frozenset(
    "drink take talk call keep use avoid ask eat wear wash try make speak check tell stop give get go put sit lie stay choose contact visit "
    "bring find apply remove cover limit wait hold breathe brush rinse clean follow start read store book do don't never always".split()
) | {"don’t"}
_NEGATIONS = frozenset("not isn't isn’t aren't aren’t wasn't wasn’t never don't don’t doesn't doesn’t".split())
_CANDIDATES = _PRONOUNS | _CONTRACTED | _OPENERS | _JOINERS
_NOUN_OPENERS = _OPENERS - _PRONOUNS
_AFTER_TIME = _PRONOUNS | DETERMINERS
_GOING_ON = PREPOSITIONS - {"like"}
_JOINT = re.compile(r",[ \u00a0]([a-z]+(?:['’][a-z]+)?)")
_TIMES = frozenset("time times moment day minute week month year way".split())
_MARKS = frozenset('"“”():;—–[]')
_LEAST, _MOST = 3, 22


def splices(page: PageWords) -> Iterator[Told]:
    """The words on both sides of each comma that joins two sentences, and nothing else does."""
    starts, sentences = page.document.word_starts, word_sentences(page.document)
    for found in _JOINT.finditer(page.text):
        if found[1] not in _CANDIDATES:
            continue
        at = bisect_left(starts, found.start(1))
        if not at or starts[at] != found.start(1) or page.lower[at] != found[1]:
            continue
        sentence = sentences[at]
        if sentence >= 0 and sentences[at - 1] == sentence and _splits(page, at, sentence):
            both = f"{page.words[at - 1].text}, {page.words[at].text}"
            yield Told(
                at - 1, at, f"“{both}”: a comma alone joins two sentences; end the first, or join them with a word."
            )


def _splits(page: PageWords, at: int, sentence: int) -> bool:
    first, end = sentence_bounds(page.document)[sentence]
    if not _LEAST <= at - first <= _MOST:
        return False
    whole = page.document.sentences[sentence]
    before = page.text[whole.start : page.words[at - 1].end]
    after = page.text[page.words[at].start : whole.end]
    joined = page.lower[at] in _JOINERS
    if "," in before or "." in before or "," in (after.replace(", ", "", 1) if joined else after):
        return False
    text = page.text[whole.start : whole.end]
    if text.rstrip().endswith(("?", ":")) or not _MARKS.isdisjoint(text):
        return False
    one, behind = page.lower[first:at], page.lower[at + joined : min(at + joined + 6, end)]
    if not behind or (joined and _describes(page, at + 1)) or not _stands_alone(one):
        return False
    if not _NEGATIONS.isdisjoint(one) and behind[0] in ("it", "they", "it's", "it’s", "they're", "they’re"):
        return False  # "It's not a choice, it's an illness"
    return _is_plain_clause(behind) if behind[0] in _NOUN_OPENERS else _is_clause(behind)


def _describes(page: PageWords, at: int) -> bool:
    """Whether a word describes, as in "however clean their hair is"."""
    word = page.lower[at]
    return page.joined(at) and bool(forms(word) & (ADJECTIVE | ADVERB)) and word not in _PRONOUNS


def _is_plain_clause(words: list[str]) -> bool:
    """Whether words begin with an article, a noun with an adjective at most, and an auxiliary: "the virus can"."""
    for index, word in enumerate(words[1:4], 1):
        if word in _AUXILIARIES:
            return index > 1
        if (
            not forms(word) & (NOUN | PLURAL | ADJECTIVE)
            or word in DETERMINERS
            or word.endswith("er")
            or word in ("more", "better", "best")
        ):
            return False
    return False


def _stands_alone(words: list[str]) -> bool:
    """Whether the words before a comma are a sentence by themselves."""
    first = words[0]
    if first == "please" and len(words) >= _LEAST:
        return words[1] in _COMMANDS and _stands_alone(words[1:])
    if first in _COMMANDS and len(words) > 1 and words[1] not in _AUXILIARIES:
        return _BINDING.isdisjoint(words) and not _relative(words)
    if (
        first in _DEPENDENT
        or first.endswith("ly")
        or (first.endswith("ing") and words[1] not in _AUXILIARIES)
        or not _BINDING.isdisjoint(words)
    ):
        return False
    if first in _CONTRACTED:
        return not _relative(words)
    if first == "the" and (words[1] in ("more", "less", "better", "sooner") or words[1].endswith("er")):
        return False
    if any(one in _TIMES and two in _AFTER_TIME for one, two in pairwise(words)):
        return False
    if forms(first) & (PAST | PARTICIPLE) and not forms(first) & (PLAIN | NOUN | PLURAL):
        return False
    return not _relative(words) and _is_clause(words[:8])


def _relative(words: list[str]) -> bool:
    """Whether a clause with "that" hangs in the words, so that the verb met may be its."""
    return "that" in words[:6] and words[0] != "that"


def _is_clause(words: list[str]) -> bool:
    """Whether words begin with a subject and a verb that goes with it."""
    if not words:
        return False
    if words[0] in _CONTRACTED:
        return True
    rest = words[1:]
    if words[0] in _PRONOUNS:
        while rest and (rest[0] in _ADVERBS or rest[0].endswith("ly")):
            rest = rest[1:]
        if rest and (rest[0] in _AUXILIARIES or _is_verb(rest[0], words[0])):
            return True
        if words[0] not in ("this", "these"):
            return False
    return _noun_and_verb(words)


def _noun_and_verb(words: list[str]) -> bool:
    """Whether a plain noun phrase and a verb begin the words: "the virus is", "most people get"."""
    seen = ""
    for index, word in enumerate(words):
        if word in _AUXILIARIES:
            return bool(seen)
        if word in _GOING_ON and seen and index < len(words) - 2:
            seen = ""  # the phrase goes on: "people with asthma are"
            continue
        if word in ("and", "or", "to", "which", "who", "than"):
            return False
        if seen and forms(word) & THIRD and not forms(word) & PLURAL:
            return True
        if seen and forms(seen) & PLURAL and forms(word) & PLAIN and not forms(word) & (NOUN | ADJECTIVE | PAST):
            return True
        if word not in DETERMINERS and not word.endswith("ly"):
            seen = word
    return False


def _is_verb(word: str, pronoun: str) -> bool:
    flags = forms(word)
    if pronoun in ("it", "he", "she", "this"):
        return bool(flags & (THIRD | PAST)) and not flags & (ADJECTIVE | PROGRESSIVE)
    if pronoun in ("these", "there"):
        return False
    return bool(flags & (PLAIN | PAST)) and not flags & ADJECTIVE
