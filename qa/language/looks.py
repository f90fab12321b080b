"""Where a word of one kind stands, alone or right before a word of another, found for many kinds in a few passes over a page.

What each kind asks of a word is worked out once for every different word and remembered as bits: whether the word may stand
first, and whether it may stand behind. Words that make no pair cost a few steps of loops that run inside the interpreter.
"""

from __future__ import annotations

from array import array
from itertools import compress, count
from operator import and_
from typing import TYPE_CHECKING, Any

from qa.language.forms import GRAMMAR, forms
from qa.language.page_words import FUNCTION
from qa.language.word_memory import SHORT_NUMBER, WordMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    # Words to stand at, words that follow, endings of words that follow.
    Listed = tuple[Iterable[str], Iterable[str], Iterable[str]]

# Of numbers there is no end: those with so many digits that no list has are all taken as this one.
_NUMBER = "000"


class Look:
    """Something that looks at words, or at pairs of words, all in lower case.

    `first` are the words to stand at, or tells whether a word is one. Behind it stands one of the words `second` or one with an
    ending of `endings`, or one of which `form` tells, by its forms alone (with `GRAMMAR` for a word of grammar), or `behind`, by its
    forms and its spelling, that it is worth a closer look; where nothing is asked of it, any word or none. What tells must not
    tell long numbers apart. `form` is asked once for all words of the same forms.
    """

    __slots__ = ("behind", "endings", "first", "form", "second")

    def __init__(
        self,
        first: frozenset[str] | Callable[[str], bool],
        behind: Callable[[int, str], bool] | None = None,
        second: Iterable[str] = (),
        endings: Iterable[str] = (),
        form: Callable[[int], bool] | None = None,
    ) -> None:
        self.first, self.behind, self.form = first, behind, form
        self.second, self.endings = frozenset(second), tuple(endings)

    @property
    def alone(self) -> bool:
        """Whether nothing is asked of the word behind."""
        return self.behind is None and self.form is None and not self.second and not self.endings


class _Bits(WordMemory):
    """The looks that a word is something to, as bits, worked out when it is first met; equal ones are one object."""

    def __init__(
        self, make: Callable[[str], int], listed: Container[str], known: Iterable[tuple[str, int]] = ()
    ) -> None:
        super().__init__(lambda word: self._same.setdefault(bits := make(word), bits), known)
        self._listed = listed
        self._same: dict[int, int] = {}

    def __missing__(self, word: str) -> int:
        if len(word) > SHORT_NUMBER and word.isdecimal() and word not in self._listed:
            if _NUMBER not in self:
                self[_NUMBER] = self._make(_NUMBER)
            return self[_NUMBER]
        return super().__missing__(word)


class Pairs:
    """Some looks made ready to be asked about all words of a page together; those that most words are something to go first.

    `listed` are further pairs that are plain data, the words, those that follow and the endings of such: they are found under their numbers.
    With a `table`, what `plain` gave for the same looks and lists, nothing of that is worked out anew.
    """

    def __init__(
        self, looks: Iterable[Look], listed: Iterable[Listed] = (), table: Mapping[str, Any] | None = None
    ) -> None:
        self._looks = tuple(looks)
        self._keys: Sequence[Look | int] = self._looks
        self._at: dict[str, int] = {}
        self._then: dict[str, int] = {}
        self._endings: dict[str, int] = {}
        self._asked: list[tuple[Callable[[str], bool], int]] = []
        self._judged: list[tuple[Callable[[int, str], bool], int]] = []
        self._formed: list[tuple[Callable[[int], bool], int]] = []
        self._of_form: dict[int, int] = {}
        self._alone = 0
        for number, look in enumerate(self._looks):
            self._note(look, 1 << number)
        if table is None:
            self._list(listed)
        else:
            self._at, self._then, self._endings = table["at"], table["then"], table["endings"]
            self._keys = (*self._looks, *range(table["listed"]))
        known = _known(table["words"]) if table else ((), ())
        self._first = _Bits(self._as_first, self._at, known[0])
        self._second = _Bits(self._as_second, self._then, known[1])
        self._meant: dict[int, tuple[Look | int, ...]] = {}

    def _note(self, look: Look, bit: int) -> None:
        """Note what a look asks by itself."""
        if callable(look.first):
            self._asked.append((look.first, bit))
        if look.form is not None:
            self._formed.append((look.form, bit))
        if look.behind is not None:
            self._judged.append((look.behind, bit))
        if look.alone:
            self._alone |= bit

    def _list(self, listed: Iterable[Listed]) -> None:
        """Note which words and endings are listed."""
        lists = [*map(_lists, self._looks), *listed]
        for number, parts in enumerate(lists):
            for part, table in zip(parts, (self._at, self._then, self._endings), strict=True):
                for word in part:
                    table[word] = table.get(word, 0) | 1 << number
        self._keys = (*self._looks, *range(len(lists) - len(self._looks)))

    def plain(self, words: Iterable[str]) -> dict[str, Any]:
        """All that these looks and lists are, and what these words are to them, as plain data for a cache."""
        words = sorted(words)
        known = frozenset(words)
        bits: dict[int, int] = {}
        numbers = [
            array("H", [bits.setdefault(made(word), len(bits)) for word in words]).tobytes()
            for made in (self._as_first, self._as_second)
        ]
        return {
            "at": {word: bit for word, bit in sorted(self._at.items()) if word not in known},
            "then": {word: bit for word, bit in sorted(self._then.items()) if word not in known},
            "endings": self._endings,
            "listed": len(self._keys) - len(self._looks),
            "words": {"words": " ".join(words), "bits": list(bits), "numbers": numbers},
        }

    def places(self, lower: Sequence[str]) -> dict[Look | int, list[int]]:
        """For each look and list that has any, the indices of its words or of its pairs' first words, in order; `lower` are a page's words."""
        behind = [*map(self._second.__getitem__, lower), self._alone]
        del behind[0]
        bits = list(map(and_, map(self._first.__getitem__, lower), behind))
        found: dict[Look | int, list[int]] = {}
        meant = self._meant
        for at in compress(count(), bits):
            both = bits[at]
            for look in meant.get(both) or self._named(both):
                if look in found:
                    found[look].append(at)
                else:
                    found[look] = [at]
        return found

    def _named(self, bits: int) -> tuple[Look | int, ...]:
        """The looks and lists of which these are the bits."""
        named: list[Look | int] = []
        left = bits
        while left:
            lowest = left & -left
            named.append(self._keys[lowest.bit_length() - 1])
            left ^= lowest
        looks = self._meant[bits] = tuple(named)
        return looks

    def _as_first(self, word: str) -> int:
        bits = self._at.get(word, 0)
        for asked, bit in self._asked:
            if asked(word):
                bits |= bit
        return bits

    def _as_second(self, word: str) -> int:
        bits = self._then.get(word, 0) | self._alone
        for ending, bit in self._endings.items():
            if word.endswith(ending):
                bits |= bit
        flags = forms(word)
        for judged, bit in self._judged:
            if judged(flags, word):
                bits |= bit
        if word in FUNCTION:
            flags |= GRAMMAR
        formed = self._of_form.get(flags)
        if formed is None:
            formed = self._of_form[flags] = sum(bit for told, bit in self._formed if told(flags))
        return bits | formed


def _lists(look: Look) -> Listed:
    """The words that a look lists."""
    return () if callable(look.first) else look.first, look.second, look.endings


def _known(table: Mapping[str, Any]) -> tuple[Iterable[tuple[str, int]], Iterable[tuple[str, int]]]:
    """The words of a table of `plain`, each with its bits as a first word and as a second."""
    words, bits = table["words"].split(), table["bits"]
    first, second = (
        zip(words, map(bits.__getitem__, array("H", numbers)), strict=True) for numbers in table["numbers"]
    )
    return first, second
