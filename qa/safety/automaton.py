"""Reads a page word by word, and tells at each word which patterns may end there: one look-up a word once it has learnt them.

The patterns of a table are one tree: what stands behind an element is told by the next, with a gap between or without. Where a text
has got to in it, at one word, is a set of places in the tree: a state. Which state another word leads to is worked out when it is
first met there and then remembered, so that a page is read by looking one word after the other up. Gaps are not counted here, and
where a match begins is not known: `row` follows each pattern back from where it may end.

States are as many as there are texts, in the end: with MOST_STATES of them the automaton begins anew at the next text. What it finds
doesn't depend on what it remembers.
"""

from __future__ import annotations

import marshal
from itertools import accumulate, chain, compress
from operator import add, attrgetter, getitem
from typing import TYPE_CHECKING, Any

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qa.safety.senses import Phrases, Sense

# Some 1 kB each. What one text brings beyond twice as many is not remembered at all.
MOST_STATES = 8_000
# What stands between words, as the automaton reads it: nothing, a pause, the end of a clause; any objects will do.
_PAUSE: Any = object()
_END: Any = object()
_BETWEEN: tuple[tuple[Any, ...], ...] = ((), (_PAUSE,), (_END,))
_number_of = attrgetter("number")
_new = tuple.__new__


class Pattern(NamedTuple):
    """One way to write an entry: its elements in order, whether a gap precedes each, and which is the rarest.

    `free` patterns match in any order; the automaton finds the rarest element of one only. `number` orders the patterns of a table.
    """

    entry: int
    atoms: tuple[int, ...]
    gaps: tuple[bool, ...]
    rarest: int
    number: int
    free: bool


class Node:
    """A place in the tree of patterns: what may follow right behind (`tight`) and behind a gap (`loose`), by element.

    The places that follow are packed until they are asked for; `keys` are the elements of both, `patterns` those that end here. `gapped`
    is the place once a word was skipped or a pause made, None where nothing may follow then.
    """

    __slots__ = ("gapped", "keys", "loose", "patterns", "tight")

    def __init__(self, tight: dict[int, Any], loose: dict[int, Any], patterns: tuple[Pattern, ...]) -> None:
        self.tight, self.loose, self.patterns = tight, loose, patterns
        self.keys = frozenset(tight).union(loose) if tight else frozenset(loose)
        self.gapped: Node | None = None
        if loose:
            self.gapped = Node({}, {}, ()) if tight or patterns else self
            self.gapped.loose, self.gapped.keys, self.gapped.gapped = loose, frozenset(loose), self.gapped

    def after(self, atoms: frozenset[int]) -> Iterator[Node]:
        """Where what stands for some elements leads from here."""
        for atom in self.keys & atoms:
            for further in (self.tight, self.loose):
                node = further.get(atom)
                if node is not None:
                    if type(node) is not Node:
                        node = further[atom] = opened(node)
                    yield node


def opened(packed: Any) -> Node:
    """A place in the tree, of which the places behind it are still packed."""
    tight, loose, patterns = marshal.loads(packed) if type(packed) is bytes else packed  # noqa: S302 -- our own, from a cache with a checksum
    return Node(tight, loose, tuple([_new(Pattern, pattern) for pattern in patterns]))


class _Root(Node):
    """Where every pattern begins."""

    __slots__ = ("_opened", "_packed")

    def __init__(self, patterns: Mapping[int, Any]) -> None:
        super().__init__({}, {}, ())
        self._packed = patterns
        self._opened: dict[int, Node] = {}

    def after(self, atoms: frozenset[int]) -> Iterator[Node]:
        """Where what stands for some elements leads from here."""
        for atom in atoms:
            node = self._opened.get(atom)
            if node is None:
                packed = self._packed.get(atom)
                if packed is None:
                    continue
                node = self._opened[atom] = opened(packed)
            yield node


class Part:
    """A place in the tree with a phrase begun behind it, and how that may go on."""

    __slots__ = ("node", "phrases")

    def __init__(self, node: Node, phrases: Phrases) -> None:
        self.node, self.phrases = node, phrases


class State(dict[Any, "State"]):
    """Where a text has got to: its places in the tree, and the state that each next word leads to, as far as it was met.

    `patterns` are those which may end at the last word, `entries` has a bit for the entry of each, at the entry's number and one.
    `open` tells whether something may go on from here.
    """

    __slots__ = ("entries", "machine", "members", "nodes", "open", "parts", "patterns")

    def __init__(self, machine: Automaton, members: tuple[Node | Part, ...]) -> None:
        self.machine, self.members = machine, members
        self.parts = tuple([member for member in members if type(member) is Part])
        nodes = [member for member in members if type(member) is Node]
        self.nodes = tuple([node for node in nodes if node.keys])
        self.open = bool(self.nodes or self.parts)
        self.patterns: tuple[Pattern, ...] = ()
        self.entries = 0
        found = [pattern for node in nodes for pattern in node.patterns]
        if found:
            self.patterns = tuple(sorted(found, key=_number_of))
            for pattern in found:
                self.entries |= 1 << pattern[0] + 1

    def __missing__(self, sense: Sense) -> State:
        found = self.machine.step(self, sense)
        if not self.machine.full:
            self[sense] = found
        return found


class Automaton:
    """The automaton of a table, whose patterns are packed by their first element."""

    def __init__(self, patterns: Mapping[int, Any]) -> None:
        self._root = _Root(patterns)
        self._parts: dict[tuple[Node, Phrases], Part] = {}
        self._begin()

    def _begin(self) -> None:
        self.start = State(self, ())
        self._states: dict[tuple[Node | Part, ...], State] = {(): self.start}

    @property
    def full(self) -> bool:
        """Whether what is met now is not to be remembered."""
        return len(self._states) > 2 * MOST_STATES

    def run(self, senses: Sequence[Sense], joints: bytes) -> list[State]:
        """The state behind each word; `joints` says how each hangs together with the one before it."""
        if len(self._states) > MOST_STATES:
            self._begin()
        return self.go_on(self.start, senses, joints)

    def go_on(self, state: State, senses: Sequence[Sense], joints: bytes) -> list[State]:
        """The state behind each word where the words before the first one led to a state."""
        read = chain.from_iterable(map(add, map(_BETWEEN.__getitem__, joints), zip(senses)))
        words = joints.replace(b"\0", b"\3").replace(b"\1", b"\0\3").replace(b"\2", b"\0\3")
        return list(compress(accumulate(read, getitem, initial=state), b"\0" + words))

    def step(self, state: State, sense: Sense) -> State:
        """The state that a word leads to from another one."""
        if sense is _END:
            return self.start
        if sense is _PAUSE:
            return self._state(_gapped(state))
        if state is self.start:
            return self._state(self._led(self._root, sense))
        first = self.start[sense]
        found = self._gone_on(state, sense)
        return self._state([*first.members, *found]) if found else first

    def _gone_on(self, state: State, sense: Sense) -> list[Node | Part]:
        """Where a word leads from the places of a state."""
        found: list[Node | Part] = []
        for node in state.nodes:
            if not node.keys.isdisjoint(sense.reach):
                found += self._led(node, sense)
        if sense.word:
            for part in state.parts:
                if sense.word in part.phrases:
                    atoms, phrases = part.phrases.after(sense.word)
                    found += part.node.after(atoms)
                    if phrases is not None:
                        found.append(self._part(part.node, phrases))
        if sense.filler:
            found += _gapped(state)
        return found

    def _led(self, node: Node, sense: Sense) -> list[Node | Part]:
        """Where a word leads from a place, by itself and as the first of a phrase."""
        found: list[Node | Part] = [*node.after(sense.atoms)]
        if sense.phrases is not None and (node is self._root or not node.keys.isdisjoint(sense.begun)):
            found.append(self._part(node, sense.phrases))
        return found

    def _part(self, node: Node, phrases: Phrases) -> Part:
        key = node, phrases
        known = self._parts.get(key)
        if known is None:
            known = self._parts[key] = Part(node, phrases)
        return known

    def _state(self, members: Iterable[Node | Part]) -> State:
        unique = tuple(sorted(set(members), key=id))
        known = self._states.get(unique)
        if known is None:
            known = State(self, unique)
            if not self.full:
                self._states[unique] = known
        return known


def _gapped(state: State) -> list[Node | Part]:
    """Where a state's places are once a gap has begun."""
    return [node.gapped for node in state.nodes if node.gapped is not None]
