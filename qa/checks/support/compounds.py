"""Compounds that one page writes in two ways: "pre-assessment" and "preassessment", "bed-wetting" and "bed wetting"."""

from __future__ import annotations

import re
from itertools import compress, count
from operator import add
from typing import TYPE_CHECKING

from qa.checks.support.occurrence import Occurrence
from qa.document.overlaps import links_over
from qa.language.forms import ADJECTIVE, NOUN, PLAIN, PLURAL, PROGRESSIVE, THIRD, forms
from qa.language.page_words import FUNCTION, PageWords
from qa.language.tokens import word_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qa.checks.support.scopes import Scoped
    from qa.document.model import Document

_HYPHEN = re.compile("[-‑]")
_BEFORE_HYPHEN, _BEHIND_HYPHEN = re.compile(r"(?<![\w'’./@#-])[a-z]{2,}\Z"), re.compile(r"[a-z]{2,}(?![\w'’/@-])")
_LONGEST_PART = 40  # letters
_WORD_BEHIND = re.compile(r" ([a-z]+)")
# A verb and its particle are written open, the noun made of them is not: "follow up with us", "your follow-up".
_PARTICLES = frozenset("up off in out down on over through back by away around about under to into off-label".split())
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten twelve twenty thirty forty fifty sixty seventy eighty ninety first second third half".split()
)
# Behind these an open pair is the same word: "self care", "non smokers"; "over weight" and "re test" are other slips.
_PREFIXES = frozenset("self non anti multi semi ex pre post mid co ultra extra micro mini sub inter intra".split())
# With and without their hyphen they are two words: "re-cover", "re-sign".
_TWO_WORDS = frozenset(
    "recover resign reform resort release recreation represent repress resent reserve remark coop".split()
)
_SHORTEST_PART = 3  # letters
_VERBS_TOO = frozenset("beat beats falls fall".split())  # "your heart beats faster"
_UNLIKE = frozenset("some any every no all may over under out up down in on with al be to a".split())


def apart(document: Document, options: Scoped) -> Iterator[Occurrence]:
    """Two nouns side by side that are one word elsewhere on the page: "gall bladder", "gallbladder"."""
    page = PageWords(document)
    index, listed = word_index(document), set(_listed(options))
    found: dict[str, list[tuple[int, int]]] = {}
    written_as_one = map(index.__contains__, map(add, page.lower, page.lower[1:]))
    for at in compress(count(), written_as_one):
        one, two = page.lower[at], page.lower[at + 1]
        word = one + two
        if word in listed or min(len(one), len(two)) < _SHORTEST_PART or two in _PARTICLES:
            continue
        if one in FUNCTION or one in _UNLIKE or one in _NUMBERS or not page.joined(at + 1) or not page.small(at + 1):
            continue
        known = forms(word) & (NOUN | PLURAL) and two not in _VERBS_TOO  # "heartdisease" has lost its blank
        if known and forms(one) & NOUN and forms(two) & (NOUN | PLURAL) and _in_prose(document, page.words[at].start):
            found.setdefault(word, []).append((page.words[at].start, page.words[at + 1].end))
    for word, places in found.items():
        for start, end in (*places, *((page.words[at].start, page.words[at].end) for at in index[word])):
            yield Occurrence(f"apart {word}", document.lower[start:end], start, end, preferred=end - start == len(word))


def _listed(options: Scoped) -> Iterator[str]:
    """The terms that the rule lists itself, in one word."""
    terms: Mapping[str, tuple[str, ...]] = getattr(options, "terms", {})
    for term, others in terms.items():
        yield from (form.replace(" ", "").replace("-", "") for form in (term, *others))


def hyphens(document: Document, _options: Scoped) -> Iterator[Occurrence]:
    """Every writing of the compounds that stand with a hyphen somewhere on the page, where another writing stands too.

    Before a noun a compound may take a hyphen that it doesn't need elsewhere ("long-term care", "in the long term"), so that an
    open pair counts only where the hyphened one stands in the same place, or is no adjective.
    """
    lower = document.lower
    if "-" not in lower and "‑" not in lower:
        return
    written: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for one, two, start, end in _hyphened(lower):
        plain = document.text[start + 1 : end].islower()  # not "PLATE-lets", which says how to say it
        if plain and one not in _NUMBERS and _in_prose(document, start):
            written.setdefault((one, two), []).append((start, end))
    if not written:
        return
    page = PageWords(document)
    for (one, two), places in written.items():
        # "Follow up" is a verb; "followup" is the noun again.
        others = list(_closed(page, one, two))
        if two not in _PARTICLES:
            others += _open(page, one, two, places)
        if not others:
            continue
        key = f"hyphen {one}-{two}"
        for start, end in places:
            yield Occurrence(key, f"{one}-{two}", start, end)
        for start, end in others:
            yield Occurrence(key, lower[start:end], start, end)


def _hyphened(lower: str) -> Iterator[tuple[str, str, int, int]]:
    """Two words with a hyphen between them, and where they stand; looked for from the hyphens, which are few."""
    for hyphen in _HYPHEN.finditer(lower):
        two = _BEHIND_HYPHEN.match(lower, hyphen.end())
        at = hyphen.start()
        one = _BEFORE_HYPHEN.search(lower, max(0, at - _LONGEST_PART), at) if two else None
        if one and two:
            yield one.group(), two.group(), one.start(), two.end()


def _in_prose(document: Document, at: int) -> bool:
    block = document.block_at(at)
    return block.body and block.kind != "code" and not links_over(document, at, at + 1)


def _closed(page: PageWords, one: str, two: str) -> Iterator[tuple[int, int]]:
    word = one + two
    for at in () if word in _TWO_WORDS else page.at((word,)):
        if _in_prose(page.document, page.words[at].start):
            yield page.words[at].start, page.words[at].end


def _open(page: PageWords, one: str, two: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first = forms(one)
    if one in _UNLIKE or one in FUNCTION or two in FUNCTION:  # "job-or school-related problems"
        return
    if not (one in _PREFIXES or first & NOUN or not first):
        yield from _before_the_same(page, one, two, places)
        return
    if (
        one not in _PREFIXES
        and first & (ADJECTIVE | PLAIN)
        and not forms(two) & PROGRESSIVE
        and two not in ("free", "based", "related")
    ):
        yield from _before_the_same(page, one, two, places)
        return
    free = [end for _, end in places if not _behind(page, end) & (NOUN | PLURAL)]
    for at in page.at((one,)):
        # A capital on the second word is a name's: "the African Health Care Setting".
        if page.word(at + 1) != two or not page.small(at + 1) or not _in_prose(page.document, page.words[at].start):
            continue
        start, end = page.words[at].start, page.words[at + 1].end
        following = _behind(page, end)
        attributive = following & (NOUN | PLURAL) and not following & (PLAIN | THIRD)
        if one in _PREFIXES or attributive or (free and forms(two) & (NOUN | PLURAL | PROGRESSIVE)):
            yield start, end


def _before_the_same(page: PageWords, one: str, two: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Open pairs before the noun that the hyphened one stands before: "open angle glaucoma", "open-angle glaucoma"."""
    nouns = {found[1] for _, end in places if (found := _WORD_BEHIND.match(page.document.lower, end))} - FUNCTION
    for at in page.at((one,)) if nouns else ():
        if page.word(at + 1) == two and page.small(at + 1) and page.word(at + 2) in nouns and page.joined(at + 2):
            start, end = page.words[at].start, page.words[at + 1].end
            if forms(page.word(at + 2)) & (NOUN | PLURAL) or not forms(page.word(at + 2)):
                yield start, end


def _behind(page: PageWords, end: int) -> int:
    """The forms that the word behind an offset may be; 0 for a word of grammar or none."""
    found = _WORD_BEHIND.match(page.document.lower, end)
    return 0 if found is None or found[1] in FUNCTION else forms(found[1])
