"""Finds the terms of a list in a document, however long the list is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from qa.document.model import WORD
from qa.language.tokens import lower_words, word_index
from qa.named import NamedTuple
from qa.startup.packed import Packed, packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
        """Take terms as written, case aside; with `plurals` a term's last word may also stand in the plural."""
        self._single: dict[str, Any] = {}
        self._longer: dict[str, Any] = {}
        self._entry: Callable[[Any], T] | None = None
        for term, entry in terms:
            words = tuple(WORD.findall(term.lower().replace("’", "'")))
            if not words:
                continue
            self._add(words, entry)
            if plurals and len(words[-1]) >= _SHORTEST_PLURAL and not words[-1].endswith("s"):
                self._add((*words[:-1], _plural(words[-1])), entry)
        for seconds in self._longer.values():
            for rows in seconds.values():
                rows.sort(key=lambda row: -len(row[0]))

    def plain(self) -> dict[str, Any]:
        """The table as plain data, where its entries are."""
        return {"single": packed(self._single), "longer": packed(self._longer)}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any], entry: Callable[[Any], T]) -> PhraseTable[T]:
        """The table of `plain()` again; `entry` makes an entry of what it was as plain data."""
        made = cls(())
        made._single, made._longer = Packed(data["single"]), Packed(data["longer"])
        made._entry = entry
        return made

    def _add(self, words: tuple[str, ...], entry: T) -> None:
        if len(words) == 1:
            self._single.setdefault(words[0], entry)
        else:
            self._longer.setdefault(words[0], {}).setdefault(words[1], []).append((words, entry))

    def find(self, document: Document) -> Iterator[Occurrence[T]]:
        """Every occurrence in the whole document, by order in it; of terms that overlap the longest wins."""
        lower, words = lower_words(document), document.words
        limit = -1
        for at in self._spots(document, lower):
            if at >= limit and (found := self._at(document, lower, at)) is not None:
                length, entry = found
                limit = at + length
                made = entry if self._entry is None else self._entry(entry)
                yield Occurrence(words[at].start, words[limit - 1].end, at, made)

    def _spots(self, document: Document, lower: list[str]) -> list[int]:
        """Where a term may begin, in order: at a term of one word, or at the first two words of a longer one."""
        index, last = word_index(document), len(lower) - 1
        found: list[int] = []
        alone = index.keys() & self._single.keys()
        for first in alone:
            found += index[first]
        for first in (index.keys() & self._longer.keys()) - alone:
            seconds = self._longer.get(first, {})
            found += [at for at in index[first] if at < last and lower[at + 1] in seconds]
        return sorted(found)

    def _at(self, document: Document, lower: list[str], at: int) -> tuple[int, Any] | None:
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


def _plural(word: str) -> str:
    """A regular noun's plural: "colectomy" gives "colectomies"."""
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"


def _broken(text: str, words: Sequence[Word]) -> bool:
    """Whether anything but blanks and hyphens stands between the words of a term."""
    return any(text[one.end : two.start].strip(_BETWEEN) for one, two in pairwise(words))
