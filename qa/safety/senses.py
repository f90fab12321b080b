"""What words mean to a table of forms: which elements they stand for, and which phrases they may begin.

Words that mean the same are one sense, and all words that mean nothing are one: a sense is a letter of the alphabet that the table's
automaton reads. It is kept as plain values and opened for the first text that has the word: a page has few of a table's
words. The sense of a word that no form names is that of the longest stem which it begins with.
"""

from __future__ import annotations

import marshal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.packed import Packed
from qa.safety.automaton import Automaton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

NUMBER = "<number>"
# How many words, as written, a table remembers the senses of before it begins anew; the words of an article are few beside it: a large
# site brings new ones for as long as one looks. Numbers from this many digits on are not remembered: few are met twice.
MOST_WORDS = 4_000
_PASSING = 3
# Words over which a pattern in free order doesn't reach.
PARTING = frozenset(["and", "or", "but", "with", "without", "if", "when", "than", "not", "no", "nor", "because"])
_NONE: frozenset[int] = frozenset()


class Phrases:
    """The phrases of several words that begin with the same ones, by the word that goes on.

    Each value is packed rows ((words behind that one, elements), …), or these rows, or what `after` made of them.
    """

    __slots__ = ("_next",)

    def __init__(self, further: dict[str, Any]) -> None:
        self._next = further

    def __contains__(self, word: str) -> bool:
        return word in self._next

    def after(self, word: str) -> tuple[frozenset[int], Phrases | None]:
        """What the phrases stand for that a word, which is one of these, completes; and those that go on behind it."""
        known: Any = self._next[word]
        if type(known) is not tuple:
            rows = marshal.loads(known) if type(known) is bytes else known  # noqa: S302 -- our own, from a cache with a checksum
            behind: dict[str, Any] = {}
            for words, atoms in rows:
                if words:
                    behind.setdefault(words[0], []).append((words[1:], atoms))
            done = _NONE.union(*[atoms for words, atoms in rows if not words])
            known = self._next[word] = done, Phrases(behind) if behind else None
        found: tuple[frozenset[int], Phrases | None] = known
        return found


class Sense:
    """What a word is here. Two words of one sense are the same to every form.

    `atoms` are the elements that it stands for, `begun` those of the phrases that it may begin, `reach` both; `freed` are those of
    them which belong to a pattern in free order. `filler` tells that a gap may skip it. `word` is how forms and texts are compared,
    given only for words that go on with a phrase or part a pattern in free order.
    """

    __slots__ = ("atoms", "begun", "filler", "freed", "phrases", "reach", "word")

    def __init__(self, word: str, plain: bytes | None, freed: frozenset[int], *, filler: bool) -> None:
        self.word, self.filler = word, filler
        self.atoms = self.begun = self.reach = self.freed = _NONE
        self.phrases: Phrases | None = None
        if plain is not None:
            atoms, begun, phrases = marshal.loads(plain)  # noqa: S302 -- our own, from a cache with a checksum
            self.atoms = self.reach = frozenset(atoms)
            if phrases:
                self.begun, self.phrases = frozenset(begun), Phrases(phrases)
                self.reach = self.atoms | self.begun
            self.freed = self.reach & freed


def normal(word: str) -> str:
    """A word as forms and texts are compared: small letters, apostrophes straight, "can't" as "cant"."""
    return word.lower().replace("’", "'").replace("n't", "nt")


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
    """Base of a table of forms: remembers what was asked of it.

    `inner` are the words that stand in phrases behind the first. `free` are the elements of each pattern in free order.
    """

    fillers: frozenset[str]
    inner: AbstractSet[str]
    free: Sequence[frozenset[int]]

    def __init__(self) -> None:
        self._senses = Senses(self)
        self._alike: dict[Any, Sense] = {}

    def plain(self, word: str) -> bytes | None:
        """(elements, elements of phrases, phrases) of a normal word, packed; None where it has no sense by itself."""
        raise NotImplementedError

    def patterns_from(self) -> Mapping[int, Any]:
        """The patterns by their first element, as `Automaton` reads them."""
        raise NotImplementedError

    @cached_property
    def automaton(self) -> Automaton:
        """Reads words, and tells where patterns may end."""
        return Automaton(self.patterns_from())

    @cached_property
    def _freed(self) -> frozenset[int]:
        return _NONE.union(*self.free)

    def senses(self) -> Senses:
        """The senses of words by how they are written; to be asked for anew with each text, as it begins anew when it has grown long."""
        if len(self._senses) > MOST_WORDS:
            self._senses = Senses(self)
        return self._senses

    def sense(self, word: str) -> Sense:
        """What a normal word means."""
        plain, skipped, owner = self.plain(word), word in self.fillers, word
        while plain is None and owner.endswith("'s"):
            # Somebody's: what that somebody is, and skipped.
            owner, skipped = owner[:-2], True
            plain = self.plain(owner)
        told = word if word in self.inner or word in PARTING else ""
        key = plain, skipped, told
        known = self._alike.get(key)
        if known is None:
            known = self._alike[key] = Sense(told, plain, self._freed, filler=skipped)
        return known


class Stored(Table):
    """A table as `Forms.plain_tables` gave it; no form can be added."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__()
        self.fillers, self.inner = frozenset(data["fillers"]), frozenset(data["inner"])
        self._words: dict[str, bytes] = data["words"]
        self._patterns = Packed(data["patterns"])
        self._stems: list[str] = data["stems"]
        self.free = data["free"]

    @cached_property
    def _stems_from(self) -> dict[str, list[str]]:
        """The stems by their first two letters, the longest first."""
        found: dict[str, list[str]] = {}
        for stem in self._stems:
            found.setdefault(stem[:2], []).append(stem)
        return found

    def plain(self, word: str) -> bytes | None:
        """(elements, elements of phrases, phrases) of a normal word, packed; None where it has no sense by itself."""
        known = self._words.get(word)
        if known is None:
            stem = next((stem for stem in self._stems_from.get(word[:2], ()) if word.startswith(stem)), "")
            key = stem_key(stem, numeric=word.isdigit())
            known = self._words.get(key) if key else None
        return known

    def patterns_from(self) -> Mapping[int, Any]:
        """The patterns by their first element, as `Automaton` reads them."""
        return self._patterns


def stem_key(stem: str, *, numeric: bool) -> str:
    """Under which key a table keeps the sense of words that no form names, by their stem and whether they are numbers; "" for none."""
    return (f"{stem}*" if stem else "") + (NUMBER if numeric else "")
