"""Finds the terms of a list in a document, however long the list is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from qa.document.model import WORD
from qa.language.tokens import lower_words, word_index
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.document.model import Document, Word

T = TypeVar("T")

_BETWEEN = " \u00a0-‐‑"
_SHORTEST_PLURAL = 4


class Occurrence(NamedTuple, Generic[T]):
    """A term in a document: projected offsets, the index of its first word, and what the list says about it."""

    start: int
    end: int
    at: int
    entry: T


class PhraseTable(Generic[T]):
    """Terms by their first word; a document costs one look-up for each word that begins a term and occurs in it."""

    def __init__(self, terms: Iterable[tuple[str, T]], *, plurals: bool = True) -> None:
        """Take terms as written, case aside; with `plurals` a term's last word may also end in -s."""
        self._single: dict[str, T] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for term, entry in terms:
            words = tuple(WORD.findall(term.lower().replace("’", "'")))
            if not words:
                continue
            self._add(words, entry)
            if plurals and len(words[-1]) >= _SHORTEST_PLURAL and not words[-1].endswith("s"):
                self._add((*words[:-1], words[-1] + "s"), entry)
        for seconds in self._longer.values():
            for rows in seconds.values():
                rows.sort(key=lambda row: -len(row[0]))
        self._firsts = frozenset((*self._single, *self._longer))

    def _add(self, words: tuple[str, ...], entry: T) -> None:
        if len(words) == 1:
            self._single.setdefault(words[0], entry)
        else:
            self._longer.setdefault(words[0], {}).setdefault(words[1], []).append((words, entry))

    def has(self, word: str) -> bool:
        """Whether a lower-case word is a term by itself."""
        return word in self._single

    def find(self, document: Document) -> Iterator[Occurrence[T]]:
        """Every occurrence in the whole document, by order in it; of terms that overlap the longest wins."""
        lower, words = lower_words(document), document.words
        limit = -1
        for at in self._spots(document, lower):
            if at >= limit and (found := self._at(document, lower, at)) is not None:
                length, entry = found
                limit = at + length
                yield Occurrence(words[at].start, words[limit - 1].end, at, entry)

    def _spots(self, document: Document, lower: list[str]) -> list[int]:
        """Where a term may begin, in order: at a term of one word, or at the first two words of a longer one."""
        index, last = word_index(document), len(lower) - 1
        found: list[int] = []
        for first in self._firsts.intersection(index):
            if first in self._single:
                found += index[first]
            else:
                seconds = self._longer[first]
                found += [at for at in index[first] if at < last and lower[at + 1] in seconds]
        return sorted(found)

    def _at(self, document: Document, lower: list[str], at: int) -> tuple[int, T] | None:
        """The longest term that begins with the word at an index, with its length in words."""
        words = document.words
        seconds = self._longer.get(lower[at])
        if seconds is not None and at + 1 < len(lower):
            for term, entry in seconds.get(lower[at + 1], ()):
                last = at + len(term)
                if tuple(lower[at:last]) == term and not _broken(document.text, words[at:last]):
                    return len(term), entry
        entry_alone = self._single.get(lower[at])
        return None if entry_alone is None else (1, entry_alone)


def _broken(text: str, words: Sequence[Word]) -> bool:
    """Whether anything but blanks and hyphens stands between the words of a term."""
    return any(text[one.end : two.start].strip(_BETWEEN) for one, two in pairwise(words))
