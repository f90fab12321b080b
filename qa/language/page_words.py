"""The words of a page with what looks for slips of grammar ask of them: what stands beside a word, and which forms it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.joints import behind_blanks
from qa.language.forms import ADJECTIVE, NOUN, PLURAL, forms
from qa.language.tokens import lower_words, sentence_at, word_index, word_sentences
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.document.model import Document
    from qa.language.looks import Look, Pairs

PREPOSITIONS = frozenset(
    "of in on at for with from to by into about under over between without within during after before until through around near behind "
    "against across along beside onto off than per via since as like inside outside".split()
)
# Behind one of these a noun phrase has ended.
FUNCTION = PREPOSITIONS | frozenset(
    "and or but nor so if when while because although unless until that which who whom whose where how why what you he she it they we i "
    "is are was were be been being have has had do does did can could may might will would shall should must cannot can't don't doesn't "
    "isn't aren't the a an your their his her its our my this these those not also then there too again every each some any all more most both daily twice once first today regularly carefully".split()
)
DETERMINERS = frozenset(
    "the a an your their his her its our my this these those any some every each all both no most many".split()
)

MODALS = frozenset("can could may might must should will would".split())
# Words in -s that are no plurals.
NOT_PLURAL = frozenset(
    "series species means news lens gas bus plus yes less unless always diabetes measles mumps rabies herpes shingles scabies hives".split()
)


class Told(NamedTuple):
    """A slip: the first and the last word of it by index, what is wrong, and what to write instead ("" where that isn't certain)."""

    first: int
    last: int
    problem: str
    instead: str = ""


class PageWords:
    """A document's words in lower case, each with its neighbours, and what some looks found, all at once."""

    def __init__(self, document: Document, looks: Pairs | None = None) -> None:
        self.document, self.text = document, document.text
        self.words, self.lower = document.words, lower_words(document)
        self._joined = behind_blanks(document)
        self.found = looks.places(self.lower) if looks else {}

    def at(self, wanted: Iterable[str]) -> list[int]:
        """Where any of some words stands, in order; what asks on every page has a look instead."""
        places = word_index(self.document)
        return sorted(at for word in places.keys() & wanted for at in places[word])

    def pairs(self, look: Look) -> Sequence[int]:
        """Where the words of a look, or the first words of its pairs, stand, in order."""
        return self.found.get(look, ())

    def joined(self, at: int) -> bool:
        """Whether a word follows the one before it after a single blank."""
        return self._joined[at] == 1

    def word(self, at: int) -> str:
        """The word at an index if it follows the one before it after a blank, else ""."""
        return self.lower[at] if self._joined[at] else ""

    def before(self, at: int) -> str:
        """The word before an index if only a blank stands between, else ""."""
        return self.lower[at - 1] if self._joined[at] else ""

    def opens(self, at: int) -> bool:
        """Whether a word is the first of its sentence."""
        sentence = word_sentences(self.document)[at]
        return sentence >= 0 and self.document.sentences[sentence].start == self.words[at].start

    def small(self, at: int) -> bool:
        """Whether a word is written in small letters alone."""
        return self.words[at].text.islower()

    def ends_phrase(self, at: int) -> bool:
        """Whether a noun phrase can end with a word: a mark or a word of grammar stands behind it."""
        following = self.word(at + 1)
        if not following:
            return at + 1 >= len(self.words) or self.text[self.words[at].end] not in "-‑/'’"
        return following in FUNCTION

    def before_noun(self, at: int) -> bool:
        """Whether what follows a word may be a noun or an adjective before one."""
        following = self.word(at + 1)
        return bool(following) and following not in FUNCTION and bool(forms(following) & (NOUN | PLURAL | ADJECTIVE))

    def sentence(self, at: int) -> str:
        """The text of a word's sentence, "" outside any."""
        sentence = sentence_at(self.document, self.words[at].start)
        return self.text[sentence.start : sentence.end] if sentence is not None else ""

    def clause(self, at: int) -> list[str]:
        """The words of the sentence before an index."""
        sentence = sentence_at(self.document, self.words[at].start)
        first = at
        while sentence is not None and first > 0 and self.words[first - 1].start >= sentence.start:
            first -= 1
        return self.lower[first:at]

    def said(self, first: int, last: int) -> str:
        """The text from one word to another."""
        return self.text[self.words[first].start : self.words[last].end]
