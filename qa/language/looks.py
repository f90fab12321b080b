"""Where a word of one kind stands, alone or right before a word of another, found for many kinds in a few passes over a page.

What each kind asks of a word is worked out once for every different word and remembered as bits: whether the word may stand
first, and whether it may stand behind. Words that make no pair cost a few steps of loops that run inside the interpreter.
"""

from __future__ import annotations

from itertools import compress, count
from operator import and_
from typing import TYPE_CHECKING

from qa.language.forms import GRAMMAR, forms
from qa.language.page_words import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

# The words that most pages are made of, a megabyte; what comes later is worked out each time.
_REMEMBERED = 4_096
# Of numbers there is no end: those with so many digits that no list has are all taken as this one.
_LONG, _NUMBER = 3, "000"


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


class _Bits(dict[str, int]):
    """The looks that a word is something to, as bits, worked out when it is first met; equal ones are one object."""

    def __init__(self, make: Callable[[str], int], listed: Container[str]) -> None:
        super().__init__()
        self._make, self._listed = make, listed
        self._same: dict[int, int] = {}

    def __missing__(self, word: str) -> int:
        if len(word) >= _LONG and word != _NUMBER and word.isdecimal() and word not in self._listed:
            return self[_NUMBER]
        bits = self._make(word)
        made = self._same.setdefault(bits, bits)
        if len(self) < _REMEMBERED:
            self[word] = made
        return made


class Pairs:
    """Some looks made ready to be asked about all words of a page together; those that most words are something to go first."""

    def __init__(self, looks: Iterable[Look]) -> None:
        self._looks = tuple(looks)
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
        self._first, self._second = _Bits(self._as_first, self._at), _Bits(self._as_second, self._then)
        self._meant: dict[int, tuple[Look, ...]] = {}

    def _note(self, look: Look, bit: int) -> None:
        if callable(look.first):
            self._asked.append((look.first, bit))
        else:
            for word in look.first:
                self._at[word] = self._at.get(word, 0) | bit
        for word in look.second:
            self._then[word] = self._then.get(word, 0) | bit
        for ending in look.endings:
            self._endings[ending] = self._endings.get(ending, 0) | bit
        if look.form is not None:
            self._formed.append((look.form, bit))
        if look.behind is not None:
            self._judged.append((look.behind, bit))
        if look.alone:
            self._alone |= bit

    def places(self, lower: Sequence[str]) -> dict[Look, list[int]]:
        """For each look that has any, the indices of its words or of its pairs' first words, in order; `lower` are a page's words."""
        behind = [*map(self._second.__getitem__, lower), self._alone]
        del behind[0]
        bits = list(map(and_, map(self._first.__getitem__, lower), behind))
        found: dict[Look, list[int]] = {}
        meant = self._meant
        for at in compress(count(), bits):
            both = bits[at]
            for look in meant.get(both) or self._named(both):
                if look in found:
                    found[look].append(at)
                else:
                    found[look] = [at]
        return found

    def _named(self, bits: int) -> tuple[Look, ...]:
        """The looks of which these are the bits."""
        named: list[Look] = []
        left = bits
        while left:
            lowest = left & -left
            named.append(self._looks[lowest.bit_length() - 1])
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
