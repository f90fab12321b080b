"""The small language in which data files say how people write a sign or an action, and the automaton made of it.

A form is a row of elements separated by blanks:

- `word` matches that word in any capitals; a hyphen, slash, quote or bracket between words counts as a blank;
- `word*` matches the word and everything that begins with it;
- `two_words` matches the two words;
- `<name>` matches any entry of the set of that name (`data/phrases.yaml`); entries are words or rows of words;
- `<number>` matches a number in digits;
- `a|b` matches either, `[a|b]` either or none;
- `~` is a gap: up to eight words of the set `filler` (articles, qualifiers, body parts, "and", "or"), with commas.

`blood ~ in ~ <stool>` reads "blood in your stools" and "blood, or black blood, in her poo".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qa.document.model import Word

MAX_SKIPS = 8
_NUMBER = "number"


class FormError(ValueError):
    """A form names a set of phrases that does not exist, or is written in a way that can't be read."""


class Node:
    """A state: the state that each atom leads to at once, the entries that end here, and the states behind a gap.

    `gap` is a state of its own that is never arrived at: its `next` holds where atoms lead once filler words have passed.
    """

    __slots__ = ("ends", "gap", "next", "owner")

    def __init__(self, owner: Node | None = None) -> None:
        self.next: dict[str, Node] = {}
        self.ends: list[int] = []
        self.gap: Node | None = None
        self.owner = owner

    def child(self, atom: str) -> Node:
        """The state that the atom leads to, made on first use."""
        known = self.next.get(atom)
        if known is None:
            known = self.next[atom] = Node()
        return known

    def behind_gap(self) -> Node:
        """What follows here once filler words have passed."""
        if self.owner is not None:
            return self
        if self.gap is None:
            self.gap = Node(self)
        return self.gap

    def end(self, entry: int) -> None:
        """Let the entry end here; where only a gap and optional words would follow, in front of the gap."""
        node = self.owner or self
        if entry not in node.ends:
            node.ends.append(entry)


class Meaning(NamedTuple):
    """What a word is to the automaton.

    The atoms it stands for, the states they start, whether it is a filler, the phrases it may begin, the word as compared.
    """

    atoms: frozenset[str]
    starts: tuple[Node, ...]
    filler: bool
    phrases: dict[str, Any] | None
    word: str


class Automaton:
    """All forms of all entries, and what each word means to them. An atom is an element of a form as written."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self.root = Node()
        self._phrases = phrases
        self._known: set[str] = set()
        self._exact: dict[str, set[str]] = {}
        self._prefixes: dict[str, set[str]] = {}
        self._rows: dict[str, Any] = {}
        self._memory: dict[str, Meaning] = {}
        self._fillers = {normal(word) for word in phrases.get("filler", ())}

    def add(self, entry: int, forms: Iterable[str]) -> None:
        """Let every form end in the entry of that number; raises FormError for a form that is wrong."""
        for form in forms:
            frontier = [self.root]
            for element in form.split():
                if element == "~":
                    frontier = [node.behind_gap() for node in frontier]
                    continue
                atom = element.strip("[]")
                self._note(atom)
                reached = [node.child(atom) for node in frontier]
                frontier = [*frontier, *reached] if element.startswith("[") else reached
            for node in frontier:
                node.end(entry)

    def meaning(self, word: str) -> Meaning:
        """What a word, as written, means here."""
        known = self._memory.get(word)
        if known is None:
            known = self._memory[word] = self._resolve(normal(word))
        return known

    def meanings(self, words: Sequence[Word]) -> list[Meaning]:
        """What each word means here."""
        known, learn = self._memory.get, self.meaning
        return [known(word[0]) or learn(word[0]) for word in words]

    def _note(self, atom: str) -> None:
        """Remember which words and phrases an element stands for."""
        if atom in self._known:
            return
        self._known.add(atom)
        for entry in self._entries(atom):
            words = entry.replace("-", " ").replace("_", " ").split()
            if len(words) > 1:
                self._note_row(words, atom)
            elif entry.endswith("*"):
                self._prefixes.setdefault(normal(entry[:-1]), set()).add(atom)
            else:
                self._exact.setdefault(normal(words[0]), set()).add(atom)

    def _entries(self, atom: str) -> Iterator[str]:
        for part in atom.split("|"):
            if not part.startswith("<") or part[1:-1] == _NUMBER:
                yield part
            elif part[1:-1] in self._phrases:
                yield from self._phrases[part[1:-1]]
            else:
                raise FormError(f"no set of phrases is called “{part[1:-1]}”")

    def _note_row(self, words: Sequence[str], atom: str) -> None:
        if any(word.endswith("*") for word in words):
            raise FormError(f"“{' '.join(words)}”: a star is for single words")
        level = self._rows
        for word in words:
            level = level.setdefault(normal(word), {})
        level.setdefault("", set()).add(atom)

    def _resolve(self, word: str) -> Meaning:
        found = set(self._exact.get(word, ()))
        for length in range(2, len(word) + 1):
            found |= self._prefixes.get(word[:length], set())
        if word.isdigit():
            found |= self._exact.get(f"<{_NUMBER}>", set())
        if not found and word.endswith("'s") and word not in self._fillers and word not in self._rows:
            return self.meaning(word[:-2])
        starts = tuple(self.root.next[atom] for atom in found if atom in self.root.next)
        return Meaning(frozenset(found), starts, word in self._fillers, self._rows.get(word), word)


def normal(word: str) -> str:
    """A word as forms and texts are compared: small letters, apostrophes straight, "can't" as "cant"."""
    return word.lower().replace("’", "'").replace("n't", "nt")
