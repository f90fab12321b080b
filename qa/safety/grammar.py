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

Each element as written is an atom. A pattern is looked for only where its rarest atom stands with the right atom beside it, and
from there to both sides: this is what makes the pass cheap.
"""

from __future__ import annotations

from functools import cached_property
from itertools import count, product
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.named import NamedTuple
from qa.packed import Packed, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

MAX_SKIPS = 8
# How many words, as written, a table remembers the meanings of before it begins anew; the words of an article are few beside it. Some
# 5 MB: a large site brings new ones, numbers above all, for as long as one looks.
MOST_WORDS = 8_000
# How many of them may be numbers of three digits and more; few are met twice, so these are forgotten early, and words are not.
MOST_NUMBERS = 500
# How many clauses a table remembers what stands in; lead-ins with their items recur from page to page, the rest are met once.
MOST_CLAUSES = 1_000
# More patterns than any one atom opens.
MOST_PATTERNS = 10_000
_NUMBER = "number"
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


class Pattern(NamedTuple):
    """One way to write an entry: its atoms in order, whether a gap precedes each, and which of them is the rarest.

    `free` patterns match in any order. `number` orders the patterns of a table: that of its rarest atom, times MOST_PATTERNS, and its
    place among those with that atom.
    """

    entry: int
    atoms: tuple[int, ...]
    gaps: tuple[bool, ...]
    rarest: int
    free: bool
    number: int


class Opening:
    """The patterns of several elements whose rarest one a word or phrase may be, by an element beside it.

    `behind` and `before` give the patterns by an atom that must begin right behind it, or end right before it; `far_behind`
    and `far_before` those for which it may stand behind a gap. `free` are the patterns in free order. `lasts` are the atoms that
    end those of them which go on behind their rarest element.
    """

    __slots__ = ("before", "before_atoms", "behind", "behind_atoms", "far_before", "far_behind", "free", "lasts")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.behind: dict[int, list[Pattern]] = {}
        self.far_behind: dict[int, list[Pattern]] = {}
        self.before: dict[int, list[Pattern]] = {}
        self.far_before: dict[int, list[Pattern]] = {}
        self.free: list[Pattern] = []
        lasts: set[int] = set()
        for pattern in patterns:
            if pattern.free:
                self.free.append(pattern)
                lasts.update(pattern.atoms)
                continue
            if pattern.rarest + 1 < len(pattern.atoms):
                lasts.add(pattern.atoms[-1])
            at, atoms, gaps = pattern.rarest, pattern.atoms, pattern.gaps
            # An element right beside it tells more than one behind a gap.
            ahead = at + 1 < len(atoms) and (not at or not gaps[at + 1] or gaps[at])
            beside, gap = (atoms[at + 1], gaps[at + 1]) if ahead else (atoms[at - 1], gaps[at])
            (self.behind if ahead else self.before).setdefault(beside, []).append(pattern)
            if gap:
                (self.far_behind if ahead else self.far_before).setdefault(beside, []).append(pattern)
        self.behind_atoms, self.before_atoms = frozenset(self.behind), frozenset(self.before)
        self.lasts = frozenset(lasts)


class Phrase(NamedTuple):
    """A row of words that stands for atoms: its words behind the first, its atoms, what it opens and is by itself."""

    further: tuple[str, ...]
    atoms: frozenset[int]
    opening: Opening | None
    alone: tuple[int, ...]


class Meaning(NamedTuple):
    """What a word is here.

    `atoms` are those it stands for; `phrases` are those that it may begin, by their second word. `opening` are the patterns
    whose rarest word it may be, `alone` the entries that it is a form of by itself. `wide` adds the atoms of the phrases that
    it may begin to `atoms`, `tail` those of the phrases that it may end.
    """

    atoms: frozenset[int]
    filler: bool
    phrases: dict[str, tuple[Phrase, ...]]
    opening: Opening | None
    alone: tuple[int, ...]
    word: str
    wide: frozenset[int]
    tail: frozenset[int]


_NOTHING: frozenset[int] = frozenset()
_NO_PHRASES: dict[str, tuple[Phrase, ...]] = {}
_numbers = count()


class Forms:
    """All forms of all entries, and what each word means to them."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._phrases = phrases
        self._fillers = frozenset(normal(word) for word in phrases.get("filler", ()))
        self._atoms: dict[str, int] = {}
        self._costs: list[int] = []
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._rows: dict[str, list[tuple[list[str], int]]] = {}
        self._tails: dict[str, list[int]] = {}
        self._raw: dict[int, list[tuple[int, list[int], list[bool], bool]]] = {}
        self._opens: dict[int, tuple[Pattern, ...]] = {}
        self._memory: dict[str, Meaning] = {}
        self._folded: dict[str, Meaning] = {}
        self._passing = 0
        self._clauses: dict[tuple[str, str], tuple[tuple[int, int, int], ...]] = {}
        self._shared: dict[frozenset[int], Meaning] = {}
        # Tells tables apart for as long as the process runs, as an address would not.
        self.number = next(_numbers)
        self.heads: set[str] = set()
        self.firsts: set[str] = set()

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
            numbers = [self._atom(atom) for atom in atoms]
            rarest = min(numbers, key=self._costs.__getitem__)
            self._raw.setdefault(rarest, []).append((entry, numbers, gaps, free))

    def plain(self) -> dict[str, Any]:
        """All tables as plain data, for a cache."""
        return {
            "fillers": sorted(self._fillers),
            "stems": self._stems,
            **{name: packed(table) for name, table in self._tables()},
        }

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Forms:
        """The tables of `plain()` again; no further form can be added."""
        made = cls({})
        made._fillers = frozenset(data["fillers"])
        made._stems = data["stems"]
        made._words, made._rows, made._tails, made._raw = (Packed(data[name]) for name, _ in made._tables())
        return made

    def _tables(self) -> Iterable[tuple[str, dict[Any, Any]]]:
        """The tables of which a page asks for little."""
        return ("words", self._words), ("rows", self._rows), ("tails", self._tails), ("patterns", self._raw)

    def meaning(self, word: str) -> Meaning:
        """What a word, as written, means here."""
        known = self._memory.get(word)
        return self._learn(word) if known is None else known

    def meanings(self, words: Sequence[tuple[str, int, int]]) -> list[Meaning]:
        """What each word means here."""
        self._bound()
        known, learn = self._memory.get, self._learn
        return [known(word[0]) or learn(word[0]) for word in words]

    def learnt(self, words: set[str]) -> dict[str, Meaning]:
        """What words mean by word, with `heads` and `firsts` filled in for all of them.

        `heads` are the words that are an entry by themselves or may open a pattern, `firsts` those that may begin a phrase.
        """
        self._bound()
        for word in words.difference(self._memory):
            self._learn(word)
        return self._memory

    def _bound(self) -> None:
        """Begin anew where much is remembered; tables are replaced, not emptied: whoever was given the old one may still read it."""
        if len(self._memory) > MOST_WORDS:
            self._memory, self._folded, self.heads, self.firsts, self._passing = {}, {}, set(), set(), 0
        elif self._passing > MOST_NUMBERS:
            self._forget_numbers()

    def _forget_numbers(self) -> None:
        """Leave out the numbers, most of which are met once."""
        self._memory, self._folded = (
            {word: made for word, made in table.items() if not _is_passing(word)}
            for table in (self._memory, self._folded)
        )
        self.heads, self.firsts = (
            {word for word in words if not _is_passing(word)} for words in (self.heads, self.firsts)
        )
        self._passing = 0

    def clauses(self) -> dict[tuple[str, str], tuple[tuple[int, int, int], ...]]:
        """What was found in clauses: entries with their ranges in the clause, by the lead-in's and the clause's text; to be added to."""
        if len(self._clauses) >= MOST_CLAUSES:
            self._clauses = {}
        return self._clauses

    def _learn(self, word: str) -> Meaning:
        folded = normal(word)
        made = self._folded.get(folded)
        if made is None:
            made = self._folded[folded] = self._resolve(folded)
            self._passing += _is_passing(folded)
        self._memory[word] = made
        if made.opening is not None or made.alone:
            self.heads.add(word)
        if made.phrases:
            self.firsts.add(word)
        return made

    def _patterns(self, number: int) -> tuple[Pattern, ...]:
        """The patterns whose rarest element an atom is, made on first use."""
        known = self._opens.get(number)
        if known is None:
            order = number * MOST_PATTERNS
            known = self._opens[number] = tuple(
                Pattern(entry, tuple(atoms), tuple(gaps), atoms.index(number), free, order + place)
                for place, (entry, atoms, gaps, free) in enumerate(self._raw.get(number, ()))
            )
        return known

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
        self._costs.append(cost)
        return number

    def _commonness(self, word: str) -> int:
        if word in _EVERYDAY_WORDS:
            return _EVERYDAY
        if word in _COMMON_WORDS:
            return _COMMON
        return _FILLING if word in self._fillers else 1

    def _entries(self, atom: str) -> Iterator[str]:
        for part in atom.split("|"):
            if not part.startswith("<") or part[1:-1] == _NUMBER:
                yield part
            elif part[1:-1] in self._phrases:
                yield from self._phrases[part[1:-1]]
            else:
                raise FormError.of(f"no set of phrases is called “{part[1:-1]}”")

    def _note_row(self, words: list[str], number: int) -> None:
        if any(word.endswith("*") for word in words):
            raise FormError.of(f"“{' '.join(words)}”: a star is for single words")
        self._rows.setdefault(words[0], []).append((words[1:], number))
        self._tails.setdefault(words[-1], []).append(number)

    def _resolve(self, word: str) -> Meaning:
        found = set(self._words.get(word, ()))
        found.update(*[numbers for stem, numbers in self._stems_from.get(word[:2], ()) if word.startswith(stem)])
        if word.isdigit():
            found.update(self._words.get(f"<{_NUMBER}>", ()))
        rows, tails = self._rows.get(word, ()), self._tails.get(word, ())
        if not found and not rows:
            if not word.endswith("'s"):
                filler = word in self._fillers
                tail = frozenset(tails) if tails else _NOTHING  # an empty set is an object of its own each time
                return Meaning(_NOTHING, filler, _NO_PHRASES, None, (), word, _NOTHING, tail)
            return self.meaning(word[:-2])._replace(filler=True, word=word)
        if not rows:
            alike = self._alike(frozenset(found))
            tail = alike.atoms.union(tails) if tails else alike.atoms
            return alike._replace(filler=word in self._fillers, word=word, tail=tail)
        joined: dict[tuple[str, ...], set[int]] = {}
        for further, number in rows:
            joined.setdefault(tuple(further), set()).add(number)
        phrases: dict[str, tuple[Phrase, ...]] = {}
        for behind, numbers in joined.items():
            phrases[behind[0]] = (
                *phrases.get(behind[0], ()),
                Phrase(behind, frozenset(numbers), *self._standing(numbers)),
            )
        atoms = frozenset(found)
        wide = atoms.union(number for _, number in rows)
        return Meaning(atoms, word in self._fillers, phrases, *self._standing(found), word, wide, atoms.union(tails))

    def _alike(self, found: frozenset[int]) -> Meaning:
        """What all words mean that stand for these atoms and begin no phrase: numbers, of which there is no end."""
        known = self._shared.get(found)
        if known is None:
            known = self._shared[found] = Meaning(found, False, _NO_PHRASES, *self._standing(found), "", found, found)
        return known

    @cached_property
    def _stems_from(self) -> dict[str, list[tuple[str, list[int]]]]:
        """The stems with the atoms that they stand for, by their first two letters."""
        found: dict[str, list[tuple[str, list[int]]]] = {}
        for stem, numbers in self._stems.items():
            found.setdefault(stem[:2], []).append((stem, numbers))
        return found

    def _standing(self, numbers: AbstractSet[int]) -> tuple[Opening | None, tuple[int, ...]]:
        """The patterns of several elements whose rarest one atoms are, and the entries that they are alone."""
        patterns = [pattern for number in sorted(numbers) for pattern in self._patterns(number)]
        opens = [pattern for pattern in patterns if len(pattern.atoms) > 1]
        alone = tuple(dict.fromkeys(pattern.entry for pattern in patterns if len(pattern.atoms) == 1))
        return Opening(opens) if opens else None, alone


def _is_passing(word: str) -> bool:
    return len(word) > 2 and word.isdecimal()


def normal(word: str) -> str:
    """A word as forms and texts are compared: small letters, apostrophes straight, "can't" as "cant"."""
    return word.lower().replace("’", "'").replace("n't", "nt")


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
