"""Words that go in pairs, and pairs that don't fit: "both … or", "neither … or", "either … and", "the reason is because"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.forms import PLAIN, PROGRESSIVE, forms
from qa.language.looks import Look
from qa.language.page_words import DETERMINERS, PREPOSITIONS, Told
from qa.language.tokens import word_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.language.page_words import PageWords

_ARTICLES = DETERMINERS - {"these", "those", "the", "all", "both", "each", "most", "many", "some", "any", "no"}
_BEGINNING_ITEMS = PREPOSITIONS - {"of"}
_SIDES = frozenset("side sides way ear eye arm leg hand foot end breast lung kidney hip knee parent one of".split())
_REACH = 9
_BOTH, _NEITHER, _EITHER = LOOKS = tuple(Look(frozenset((word,))) for word in ("both", "neither", "either"))


def odd_pairs(page: PageWords) -> Iterator[Told]:
    """Each first word of a pair whose second word isn't the one that goes with it."""
    for at in page.pairs(_BOTH):
        second = _second(page, at, ("and", "or"))
        if (
            second >= 0
            and page.lower[second] == "or"
            and (page.word(at + 1) == "the" or _begins_item(page, at + 1))
            and not _rest_has(page, at, second, ("and",))
        ):
            yield _told(page, at, second, "and")
    for at in page.pairs(_NEITHER):
        second = _second(page, at, ("nor", "or"))
        if second >= 0 and page.lower[second] == "or" and page.word(at + 1) != "of":
            yield _told(page, at, second, "nor")
    for at in page.pairs(_EITHER):
        second = _second(page, at, ("or", "and", "nor"))
        if second < 0 or page.lower[second] == "or" or _rest_has(page, at, second + 12, ("or",)):
            continue
        if page.lower[second] == "nor" or (_begins_item(page, at + 1) and _same_kind(page, at + 1, second + 1)):
            yield _told(page, at, second, "or")


def _told(page: PageWords, at: int, second: int, right: str) -> Told:
    one, other = page.words[at].text, page.lower[second]
    return Told(at, second, f"“{one.lower()}” goes with “{right}”, not with “{other}”.")


def _second(page: PageWords, at: int, wanted: tuple[str, ...]) -> int:
    """The index of the first of the wanted words behind a word, in its sentence and before any mark; -1 without one."""
    sentences = word_sentences(page.document)
    for index in range(at + 1, min(at + _REACH, len(page.lower))):
        if sentences[index] != sentences[at] or not page.joined(index):
            return -1
        if page.lower[index] in wanted:
            return index
    return -1


def _rest_has(page: PageWords, at: int, end: int, wanted: tuple[str, ...]) -> bool:
    sentences = word_sentences(page.document)
    last = min(end + 8, len(page.lower))
    return any(page.lower[index] in wanted and sentences[index] == sentences[at] for index in range(at + 1, last))


def _begins_item(page: PageWords, at: int) -> bool:
    """Whether what the pair joins begins here: an article, a preposition, a verb; not "either side"."""
    word = page.word(at)
    if not word or word in _SIDES:
        return False
    return word in _ARTICLES or word in _BEGINNING_ITEMS or bool(forms(word) & (PLAIN | PROGRESSIVE))


def _same_kind(page: PageWords, one: int, two: int) -> bool:
    """Whether both items begin alike: two prepositions, two articles."""
    first, second = page.lower[one], page.word(two)
    return any(first in kind and second in kind for kind in (PREPOSITIONS, _ARTICLES)) or (
        first in ("pay", "take", "go", "call", "use") and bool(second)
    )
