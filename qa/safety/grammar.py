"""The small language in which data files say how people write a sign or an action, and the tables made of it.

A form is a row of elements separated by blanks:

- `word` matches that word in any capitals; a hyphen, slash, quote or bracket between words counts as a blank;
- `word*` matches the word and everything that begins with it;
- `two_words` matches the two words;
- `<name>` matches any entry of the set of that name (`data/phrases.yaml`); entries are words or rows of words;
- `<number>` matches a number in digits;
- `a|b` matches either, `[a|b]` either or none;
- `~` is a gap: up to eight words of the set `filler` (articles, qualifiers, body parts, "and", "or") or somebody's ("the
  student's"), with commas;
- `&` between elements lets them stand in any order, within a few words of each other and with no comma between.

`blood ~ in ~ <stool>` reads "blood in your stools" and "blood, or black blood, in her poo"; `headache* & worst|explosive`
reads "the worst headache" and "a headache that is explosive".

Each element as written is an atom. A pattern is looked for only where its rarest atom stands with the right atom beside it and all
others are somewhere in the clause, and from there to both sides: this is what makes the pass cheap.
"""

from __future__ import annotations

import marshal
from functools import cached_property
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.safety.senses import ALWAYS, BEFORE, BEHIND, FAR_BEFORE, FAR_BEHIND, NUMBER, Table, marks, normal, stem_key
from qa.startup.packed import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

# More patterns than any one atom opens.
MOST_PATTERNS = 10_000
# How often a word stands in health pages, in classes (measured by counting over 90 of them): what a pattern's rarest element is.
_EVERYDAY, _COMMON, _FILLING = 900, 120, 40
_EVERYDAY_WORDS = frozenset(
    "a an and are as at be by can for from had has have he her his if in into is it may more my no not of on one or other "
    "out she some than that the their them these they this to up was were when which who will with you your 1 2".split()
)
_COMMON_WORDS = frozenset(
    "blood body brain breast call called cancer care cause causes cells changes child children common condition control day "
    "days diet disease doctor doctors does eat effects eye fever first food foods gp health heart help high include infection "
    "kidney like long low medical medicine medicines months need normal pain patient patients people person pressure problem "
    "problems provider risk see severe should signs skin stomach stroke symptoms system take test tests time treat treatment "
    "type urine use used water weeks weight women year years".split()
)


class FormError(ConfigError):
    """A `form` names a set of phrases that does not exist, or is written in a way that can't be read."""

    form = ""


class Forms(Table):
    """A table that forms are added to: all forms of all entries, and what each word means to them."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._phrase_sets = phrases
        self.fillers = frozenset(normal(word) for word in phrases.get("filler", ()))
        self._atoms: dict[str, int] = {}
        self._costs: dict[int, int] = {}
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._rows: dict[str, list[tuple[list[str], int]]] = {}
        self._tails: dict[str, list[int]] = {}
        self._raw: dict[int, list[tuple[int, tuple[int, ...], tuple[bool, ...], bool]]] = {}

    def add(self, entry: int, forms: Iterable[str]) -> None:
        """Let every form be a way to write the entry of that number; raises FormError for a form that is wrong."""
        for form in forms:
            try:
                self._add(entry, form)
            except FormError as error:
                error.form = form
                raise

    def _add(self, entry: int, form: str) -> None:
        elements = form.split()
        free = "&" in elements
        for atoms, gaps in _spelled([element for element in elements if element != "&"]):
            numbers = tuple([self._atom(atom) for atom in atoms])
            rarest = min(numbers, key=self._costs.__getitem__)
            self._raw.setdefault(rarest, []).append((entry, numbers, tuple(gaps), free))

    def plain_tables(self) -> dict[str, Any]:
        """All that a `Stored` table needs, as plain data for a cache."""
        stems = sorted(self._stems, key=lambda stem: (-len(stem), stem))
        plain = {word: self.plain(word) for word in {*self._words, *self._rows, *self._tails}}
        for stem in stems:
            plain[stem_key(stem, numeric=False)] = self._resolved(stem, named=False, numeric=False)
            if stem.isdigit():
                plain[stem_key(stem, numeric=True)] = self._resolved(stem, named=False, numeric=True)
        words = {word: sense for word, sense in plain.items() if sense is not None}
        patterns = {atom: rows for atom in self._raw if (rows := list(self.patterns_of(atom)))}
        return {
            "fillers": sorted(self.fillers),
            "stems": stems,
            "words": packed(words),
            "patterns": packed(patterns),
            "free": self.free(),
        }

    def plain(self, word: str) -> tuple[Any, ...] | None:
        """(marks of wide and of tail, phrases, reach, *standing) of a normal word, as plain values; None where it has no sense by itself."""
        return self._resolved(word, named=True, numeric=word.isdigit())

    def patterns_of(self, atom: int) -> Iterable[tuple[Any, ...]]:
        """The patterns of several elements whose rarest one is given."""
        for place, (entry, atoms, gaps, free) in enumerate(self._raw.get(atom, ())):
            if len(atoms) > 1:
                number = atom * MOST_PATTERNS + place
                rarest = atoms.index(atom)
                beside = (0, BEHIND) if free else _beside(atoms, gaps, rarest)
                yield entry, atoms, marks(atoms), gaps, rarest, free, number, *beside

    def _atom(self, atom: str) -> int:
        """The number of an element, with which words and phrases it stands for noted on first use."""
        known = self._atoms.get(atom)
        if known is not None:
            return known
        number = self._atoms[atom] = len(self._atoms)
        cost = 0
        for entry in self._entries(atom):
            words = [normal(word) for word in entry.replace("-", " ").replace("_", " ").split()]
            cost += min(self._commonness(word) for word in words)
            if len(words) > 1:
                self._note_row(words, number)
            elif entry.endswith("*"):
                self._stems.setdefault(words[0][:-1], []).append(number)
            else:
                self._words.setdefault(words[0], []).append(number)
        self._costs[number] = cost
        return number

    def _commonness(self, word: str) -> int:
        if word in _EVERYDAY_WORDS:
            return _EVERYDAY
        if word in _COMMON_WORDS:
            return _COMMON
        return _FILLING if word in self.fillers else 1

    def _entries(self, atom: str) -> Iterator[str]:
        for part in atom.split("|"):
            if not part.startswith("<") or part == NUMBER:
                yield part
            elif part[1:-1] in self._phrase_sets:
                yield from self._phrase_sets[part[1:-1]]
            else:
                raise FormError.of(f"no set of phrases is called “{part[1:-1]}”")

    def _note_row(self, words: list[str], number: int) -> None:
        if any(word.endswith("*") for word in words):
            raise FormError.of(f"“{' '.join(words)}”: a star is for single words")
        self._rows.setdefault(words[0], []).append((words[1:], number))
        self._tails.setdefault(words[-1], []).append(number)

    def _resolved(self, word: str, *, named: bool, numeric: bool) -> tuple[Any, ...] | None:
        """The sense of a word by its stems, with `named` by the forms that name it, too."""
        stems = self._stems_from.get(word[:2], ())
        found = {number for stem, numbers in stems if word.startswith(stem) for number in numbers}
        if numeric:
            found.update(self._words.get(NUMBER, ()))
        rows, tails = (self._rows.get(word, ()), self._tails.get(word, ())) if named else ((), ())
        if named:
            found.update(self._words.get(word, ()))
        if not found and not rows and (not tails or word.endswith("'s")):
            return None
        own = marks(found)
        begins = [number for _, number in rows]
        phrases, told = self._begun(rows)
        standing = self._standing(found)
        # What is the same is one object, so that it is stored once.
        starts = standing[0].union(begins) if begins else standing[0]
        follows = frozenset[int]().union(*[self._following.get(atom, ()) for atom in found.union(tails)])
        reach = starts, follows, not self._freed.isdisjoint(starts), told | self._told(found)
        wide, tail = own | marks(begins) if begins else own, own | marks(tails) if tails else own
        return wide, tail, phrases, reach, *standing

    def _begun(self, rows: Iterable[tuple[list[str], int]]) -> tuple[dict[str, bytes], int]:
        """The phrases of a first word, given as the words behind it with their elements; and the entries that these may be or open."""
        joined: dict[tuple[str, ...], set[int]] = {}
        for further, number in rows:
            joined.setdefault(tuple(further), set()).add(number)
        by_second: dict[str, list[tuple[tuple[str, ...], tuple[Any, ...]]]] = {}
        for behind, numbers in joined.items():
            by_second.setdefault(behind[0], []).append((behind, self._standing(numbers)))
        return {second: marshal.dumps(rows) for second, rows in by_second.items()}, self._told(
            {number for _, number in rows}
        )

    def _told(self, atoms: Iterable[int]) -> int:
        """The entries that words may be or open that stand for these elements."""
        found = 0
        for atom in atoms:
            for entry, *_ in self._raw.get(atom, ()):
                found |= 1 << entry + 1
        return found

    def free(self) -> list[frozenset[int]]:
        """The elements of each pattern in free order."""
        return [frozenset(atoms) for patterns in self._raw.values() for _, atoms, _, free in patterns if free]

    @cached_property
    def _freed(self) -> frozenset[int]:
        return frozenset[int]().union(*self.free())

    @cached_property
    def _following(self) -> dict[int, set[int]]:
        """The elements that stand next to each other one in patterns, behind it."""
        found: dict[int, set[int]] = {}
        for patterns in self._raw.values():
            for _, atoms, _, free in patterns:
                for one, other in () if free else pairwise(atoms):
                    found.setdefault(one, set()).add(other)
        return found

    @cached_property
    def _stems_from(self) -> dict[str, list[tuple[str, list[int]]]]:
        """The stems with the elements that they stand for, by their first two letters."""
        found: dict[str, list[tuple[str, list[int]]]] = {}
        for stem, numbers in self._stems.items():
            found.setdefault(stem[:2], []).append((stem, numbers))
        return found

    def _standing(self, atoms: AbstractSet[int]) -> tuple[frozenset[int], int, int, tuple[int, ...], tuple[int, ...]]:
        """What words are that stand for these elements: a `Standing`, as plain values."""
        opens: dict[int, None] = {}
        alone: dict[int, None] = {}
        behind = before = 0
        for atom in sorted(atoms):
            for entry, elements, gaps, free in self._raw.get(atom, ()):
                if len(elements) == 1:
                    alone[entry] = None
                    continue
                opens[atom] = None
                if free:
                    behind |= ALWAYS
                    continue
                likely, where = _beside(elements, gaps, elements.index(atom))
                if where in (BEHIND, FAR_BEHIND):
                    behind |= likely
                else:
                    before |= likely
        return frozenset(atoms), behind, before, tuple(alone), tuple(opens)


def _beside(atoms: Sequence[int], gaps: Sequence[bool], at: int) -> tuple[int, int]:
    """The marks of one element beside that at a place, and where it stands."""
    # An element right beside it tells more than one behind a gap.
    if at + 1 < len(atoms) and (not at or not gaps[at + 1] or gaps[at]):
        return marks((atoms[at + 1],)), FAR_BEHIND if gaps[at + 1] else BEHIND
    return marks((atoms[at - 1],)), FAR_BEFORE if gaps[at] else BEFORE


def _spelled(elements: Sequence[str]) -> Iterator[tuple[list[str], list[bool]]]:
    """A form's elements with every choice of its optional ones: the atoms, and whether a gap precedes each."""
    choices = [(True, False) if element.startswith("[") else (True,) for element in elements]
    for taken in product(*choices):
        atoms: list[str] = []
        gaps: list[bool] = []
        gap = False
        for element, wanted in zip(elements, taken, strict=True):
            if element == "~":
                gap = bool(atoms)
            elif wanted:
                atoms.append(element.strip("[]"))
                gaps.append(gap)
                gap = False
        if atoms:
            yield atoms, gaps
