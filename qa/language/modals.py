"""“It may leads to …”: a verb with -s right behind “can”, “may” or “should”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.looks import Look
from qa.language.sure_verbs import SURE_THIRD
from qa.language.tokens import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document
    from qa.language.page_words import PageWords

_MODALS = frozenset(
    "can may might should must could would will cannot can't can’t won't won’t shouldn't shouldn’t".split()
)
# Behind these the modal ends a clause of its own ("as much as you can helps") or is none ("a can holds").
_NOT_AFTER = frozenset(
    "you we they i one people person he she body in since last until a the each your tin drink every free good ill living strong of by "
    "how when where why what who which and or but if then so nor neither only as than that his her".split()
)
_NEGATIVE = frozenset("cannot can't can’t won't won’t shouldn't shouldn’t".split())
_PRONOUNS = frozenset("they we you he she".split())
_PERSONS = frozenset("person people you they he she".split())
_OWN_CLAUSE = frozenset("what as all how that which who than where whatever anything everything".split())
_DETERMINERS = frozenset("the a an your their his her its our it them you".split())
_NO_VERB = frozenset(
    "always perhaps sometimes besides nowadays afterwards upwards downwards forwards backwards towards inwards outwards overseas this "
    "his its as us yes thus plus minus bias canvas lens gas indoors outdoors upstairs downstairs hence nonetheless nevertheless "
    "ours yours hers theirs whereas unless across".split()
)
_ASKED = re.compile(
    r"^\W*(?:(?:in|to|at|for|by|on|from|with) )?(?:how|what|when|where|which|who|why|whose)\b", re.IGNORECASE
)


def modal_slips(page: PageWords) -> Iterator[tuple[int, int]]:
    """The projected range of each modal and the verb with -s behind it; questions are left alone, since they turn the order round."""
    document, words, lower, text = page.document, page.words, page.lower, page.text
    for at in page.pairs(_PAIR):
        if (
            not 0 < at < len(words) - 1
            or (
                lower[at - 1] in _NOT_AFTER
                and lower[at] not in _NEGATIVE
                and not _opening(document, at)
                and not _has_object(lower, at)
            )
            or not _verb_with_s(words[at + 1].text)
        ):
            continue
        before, one, two = words[at - 1], words[at], words[at + 1]
        if text[one.end : two.start] != " " or text[before.end : one.start] != " " or one.text[0].isupper():
            continue
        sentence = sentence_at(document, one.start)
        if sentence is None or before.start < sentence.start:
            continue
        whole = text[sentence.start : sentence.end]
        if not whole.rstrip().endswith("?") and not _ASKED.match(whole):
            yield one.start, two.end


def _has_object(lower: list[str], at: int) -> bool:
    """Whether the modal goes on behind "and" and its verb has an object: "and can damages the ear"."""
    if lower[at + 1] in SURE_THIRD and lower[at - 1] in _PRONOUNS:  # "they can includes"
        return _OWN_CLAUSE.isdisjoint(lower[max(0, at - 8) : at])
    if at + 2 >= len(lower) or lower[at + 2] not in _DETERMINERS:
        return False
    return lower[at - 1] in ("and", "or", "but") or (
        lower[at - 1] in _PERSONS and _OWN_CLAUSE.isdisjoint(lower[max(0, at - 8) : at])
    )


def _opening(document: Document, at: int) -> bool:
    """Whether the modal's subject is a pronoun that opens the sentence: "You may has", and not "as much as you can helps"."""
    before = document.words[at - 1]
    if before.text in ("they", "we", "he", "she", "it") and document.text[before.start - 2 : before.start] in (
        ": ",
        "; ",
    ):
        return True
    if before.text not in ("You", "They", "We", "He", "She", "It") or document.words[at].text == "May":
        return False
    sentence = sentence_at(document, before.start)
    return sentence is not None and sentence.start == before.start


def _verb_with_s(word: str) -> bool:
    if not word.islower() or not word.isalpha() or word in _NO_VERB:
        return False
    return word.endswith("s") and (
        word in ("is", "has", "was", "does", "goes") or (len(word) > 3 and not word.endswith(("ss", "us", "is")))
    )


_PAIR = Look(_MODALS, lambda _, word: _verb_with_s(word))
LOOKS = (_PAIR,)
