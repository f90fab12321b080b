"""What words mean to a table of forms: which elements they stand for, which patterns and phrases they may open.

Each element has one of some thousand bits (`marks`). What a word or a clause has of elements is so told by one number, and whether it
may have all that a pattern asks for by one operation; that it has them is then seen word by word. A sense is kept as plain values
and opened for the first text that has the word: a page has few of a table's words. The sense of a word that no form names is
that of the longest stem which it begins with.
"""

from __future__ import annotations

import marshal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.named import NamedTuple
from qa.startup.packed import Packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# A bit that is no element's: what every word has.
ALWAYS = 1
_FIRST, _BITS = 1, 1021
NUMBER = "<number>"
# How many words, as written, a table remembers the senses of before it begins anew; the words of an article are few beside it. Some
# 2 MB: a large site brings new ones for as long as one looks. Numbers from this many digits on are not remembered: few are met twice.
MOST_WORDS = 4_000
_PASSING = 3


class Pattern(NamedTuple):
    """One way to write an entry: its elements in order, their marks, whether a gap precedes each, and which is the rarest.

    `beside` are the marks of an element that stands beside the rarest one, `where` (BEHIND …) says on which side and whether with a
    gap between. `free` patterns match in any order. `number` orders the patterns of a table.
    """

    entry: int
    atoms: tuple[int, ...]
    marks: int
    gaps: tuple[bool, ...]
    rarest: int
    free: bool
    number: int
    beside: int
    where: int


# What may stand beside a pattern's rarest element: right behind it, behind it with a gap between, right before it, before it with a gap.
BEHIND, FAR_BEHIND, BEFORE, FAR_BEFORE = range(4)


class Opening:
    """The patterns of several elements whose rarest one a word or phrase may be.

    `sides` are (where, marks, patterns): patterns in the order of the marks of an element that stands there. `free` are those in
    free order, `ordered` all others.
    """

    __slots__ = ("free", "ordered", "sides")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.free = [pattern for pattern in patterns if pattern.free]
        self.ordered = [pattern for pattern in patterns if not pattern.free]
        self.sides: list[tuple[int, list[int], list[Pattern]]] = []
        for where in (BEHIND, FAR_BEHIND, BEFORE, FAR_BEFORE):
            found = [pattern for pattern in self.ordered if pattern.where == where]
            if found:
                self.sides.append((where, [pattern.beside for pattern in found], found))


class Standing(NamedTuple):
    """What words are that stand for elements.

    `opens` are those of the elements which are the rarest of patterns of several. Such a pattern can only match where a word behind
    has a mark of `behind`, or one before has one of `before`; words that a gap may skip may stand between. `alone` are
    the entries that the words are by themselves.
    """

    atoms: frozenset[int]
    behind: int
    before: int
    alone: tuple[int, ...]
    opens: tuple[int, ...]


class Reach(NamedTuple):
    """What is asked of few words: the elements of a word and of phrases that it may begin, and those which may follow its own.

    `free` tells whether one of the former belongs to a pattern in free order. `entries` has a bit for each entry that the word or such
    a phrase may be or open, at the entry's number and one.
    """

    starts: frozenset[int]
    follows: frozenset[int]
    free: bool
    entries: int


class Sense(NamedTuple):
    """What a word is here; `word` is how forms and texts are compared.

    `filler` tells that a gap may skip it. `wide` are the marks of its elements and of those of phrases that it may begin, `tail`
    with those of phrases that it may end. `phrases` gives what it may begin by the second word, packed until `begun` opens it:
    ((words behind the first, standing), …). The last but one are as in `Standing`.
    """

    word: str
    filler: bool
    wide: int
    tail: int
    phrases: dict[str, Any]
    reach: Reach
    atoms: frozenset[int]
    behind: int
    before: int
    alone: tuple[int, ...]
    opens: tuple[int, ...]


_new = tuple.__new__
_NO_PHRASES: dict[str, Any] = {}
_NONE: frozenset[int] = frozenset()
_NOTHING = Reach(_NONE, _NONE, False, 0), _NONE, 0, 0, (), ()
# Behind the last word of a row.
NO_WORD: Sense = _new(Sense, ("", False, ALWAYS, 0, _NO_PHRASES, *_NOTHING))


def normal(word: str) -> str:
    """A word as forms and texts are compared: small letters, apostrophes straight, "can't" as "cant"."""
    return word.lower().replace("’", "'").replace("n't", "nt")


def marks(elements: Iterable[int]) -> int:
    """The marks of elements."""
    found = 0
    for element in elements:
        found |= 1 << _FIRST + element % _BITS
    return found


def begun(sense: Sense, second: str) -> tuple[tuple[tuple[str, ...], Standing], ...]:
    """The phrases that a word may begin with a second word, which is one of its `phrases`."""
    known: Any = sense.phrases[second]
    found: tuple[tuple[tuple[str, ...], Standing], ...] = known
    if type(known) is bytes:
        plain = marshal.loads(known)  # noqa: S302 -- our own, from a cache with a checksum
        found = sense.phrases[second] = tuple([(further, _new(Standing, standing)) for further, standing in plain])
    return found


class Senses(dict[str, Sense]):
    """The senses of words as written, each worked out when it is first asked for."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        self._folded: dict[str, Sense] = {}

    def __missing__(self, text: str) -> Sense:
        folded = normal(text)
        if len(folded) >= _PASSING and folded.isdecimal():
            return self._table.sense(folded)
        known = self._folded.get(folded)
        if known is None:
            known = self._folded[folded] = self._table.sense(folded)
        self[text] = known
        return known


class Table:
    """Base of a table of forms: remembers what was asked of it."""

    fillers: frozenset[str]

    def __init__(self) -> None:
        self._senses = Senses(self)
        self._openings: dict[tuple[int, ...], Opening] = {}

    def plain(self, word: str) -> Any:
        """(marks of wide and of tail, phrases, reach, *standing) of a normal word, as plain values; None where it has no sense by itself."""
        raise NotImplementedError

    def patterns_of(self, atom: int) -> Iterable[tuple[Any, ...]]:
        """The patterns of several elements whose rarest one is given."""
        raise NotImplementedError

    def free(self) -> Sequence[frozenset[int]]:
        """The elements of each pattern in free order."""
        raise NotImplementedError

    def senses(self) -> Senses:
        """The senses of words by how they are written; to be asked for anew with each text, as it begins anew when it has grown long."""
        if len(self._senses) > MOST_WORDS:
            self._senses = Senses(self)
        return self._senses

    def sense(self, word: str) -> Sense:
        """What a normal word means."""
        plain = self.plain(word)
        if plain is None and word.endswith("'s"):
            # Somebody's: what that somebody is, and skipped.
            _, _, wide, tail, *rest = self.sense(word[:-2])
            return _new(Sense, (word, True, wide, tail, *rest))
        filler = word in self.fillers
        if plain is None:
            return _new(Sense, (word, filler, ALWAYS, 0, _NO_PHRASES, *_NOTHING))
        wide, tail, phrases, reach, *standing = plain
        return _new(Sense, (word, filler, wide | ALWAYS, tail, phrases or _NO_PHRASES, _new(Reach, reach), *standing))

    def opening(self, opens: tuple[int, ...]) -> Opening:
        """The patterns of several elements of which one of these is the rarest."""
        known = self._openings.get(opens)
        if known is None:
            patterns = [_new(Pattern, pattern) for atom in opens for pattern in self.patterns_of(atom)]
            known = self._openings[opens] = Opening(patterns)
        return known


class Stored(Table):
    """A table as `Forms.plain_tables` gave it; no form can be added."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self.fillers = frozenset(data["fillers"])
        self._words, self._patterns = Packed(data["words"]), Packed(data["patterns"])
        self._stems: list[str] = data["stems"]
        self._free: Sequence[frozenset[int]] = data["free"]

    @cached_property
    def _stems_from(self) -> dict[str, list[str]]:
        """The stems by their first two letters, the longest first."""
        found: dict[str, list[str]] = {}
        for stem in self._stems:
            found.setdefault(stem[:2], []).append(stem)
        return found

    def plain(self, word: str) -> Any:
        """(marks of wide and of tail, phrases, reach, *standing) of a normal word, as plain values; None where it has no sense by itself."""
        known = self._words.get(word)
        if known is None:
            stem = next((stem for stem in self._stems_from.get(word[:2], ()) if word.startswith(stem)), "")
            key = stem_key(stem, numeric=word.isdigit())
            known = self._words.get(key) if key else None
        return known

    def patterns_of(self, atom: int) -> Iterable[tuple[Any, ...]]:
        """The patterns of several elements whose rarest one is given."""
        found: Iterable[tuple[Any, ...]] = self._patterns.get(atom, ())
        return found

    def free(self) -> Sequence[frozenset[int]]:
        """The elements of each pattern in free order."""
        return self._free


def stem_key(stem: str, *, numeric: bool) -> str:
    """Under which key a table keeps the sense of words that no form names, by their stem and whether they are numbers; "" for none."""
    return (f"{stem}*" if stem else "") + (NUMBER if numeric else "")
