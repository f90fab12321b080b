"""Half sentences: "Because the virus spreads easily." by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import NOUN, PAST, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, FUNCTION, Told
from qa.language.tokens import word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

_FINITE = frozenset(
    "is are was were has have had can may might will would should could must do does did isn't aren't can't don't doesn't won't "
    "isn’t aren’t can’t don’t doesn’t won’t cannot".split()
)
_LONGEST = 14
_BECAUSE = Look(frozenset(("because",)))
LOOKS = (_BECAUSE,)


def half_sentences(page: PageWords) -> Iterator[Told]:
    """Each sentence that begins with "because" and has one verb alone, behind a sentence that asked nothing."""
    sentences, places = page.document.sentences, word_sentences(page.document)
    for at in page.pairs(_BECAUSE):
        number = places[at]
        if number < 1 or sentences[number].start != page.words[at].start or page.word(at + 1) == "of":
            continue
        before, sentence = sentences[number - 1], sentences[number]
        text = page.text[sentence.start : sentence.end]
        if (
            before.block != sentence.block
            or not text.endswith(".")
            or not {",", ":", ";", "–", "—", "(", '"', "“"}.isdisjoint(text)
        ):
            continue
        if page.text[before.start : before.end].rstrip().endswith(("?", ":", "…")):
            continue
        last = at
        while last + 1 < len(places) and places[last + 1] == number:
            last += 1
        if last - at <= _LONGEST and _verbs(page, at + 1, last) == 1:
            yield Told(at, last, f"“{page.words[at].text} …” is half a sentence; join it to the one before it.")


def _verbs(page: PageWords, first: int, last: int) -> int:
    """How many verbs a stretch may hold, those behind "to" and behind an auxiliary aside."""
    count, bound = 0, False
    for at in range(first, last + 1):
        word = page.lower[at]
        if word in ("not", "be", "been"):
            continue
        if word in _FINITE:
            count += not bound
            bound = True
            continue
        if word in FUNCTION or page.lower[at - 1] in DETERMINERS or word == "up":
            bound = False
            continue
        flags = forms(word)
        if flags & (PLAIN | THIRD | PAST) and not flags & PROGRESSIVE and not bound and page.lower[at - 1] != "to":
            count += 1
        bound = bound and word.endswith("ly")
        if flags & (NOUN | PLURAL) and not flags & PLAIN:
            bound = False
    return count
