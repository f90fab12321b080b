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
from functools import reduce
from itertools import accumulate, chain, compress
from operator import add, getitem, or_
from typing import TYPE_CHECKING, Any

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa.safety.senses import Phrases, Sense

# Some 1 kB each. What one text brings beyond twice as many is not remembered at all.
MOST_STATES = 4_000
# What stands between words, as the automaton reads it: nothing, a pause, the end of a clause; any objects will do.
_PAUSE: Any = object()
_END: Any = object()
_BETWEEN: tuple[tuple[Any, ...], ...] = ((), (_PAUSE,), (_END,))
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
        self.keys = frozenset((*tight, *loose))
        self.gapped: Node | None = None
        if loose:
            self.gapped = Node({}, loose, ()) if tight or patterns else self

    def after(self, atoms: frozenset[int]) -> list[Node]:
        """Where what stands for some elements leads from here."""
        found: list[Node] = []
        for atom in self.keys & atoms:
            for further in (self.tight, self.loose):
                if atom in further:
                    node = further[atom]
                    if type(node) is not Node:
                        node = further[atom] = opened(node)
                    found.append(node)
        return found


def opened(packed: Any) -> Node:
    """A place in the tree, of which the places behind it are still packed."""
    tight, loose, patterns = marshal.loads(packed) if type(packed) is bytes else packed  # noqa: S302 -- our own, from a cache with a checksum
    return Node(tight, loose, tuple([_new(Pattern, pattern) for pattern in patterns]) if patterns else ())


class _Root(Node):
    """Where every pattern begins."""

    __slots__ = ("_packed",)

    def __init__(self, patterns: Mapping[int, Any]) -> None:
        super().__init__({}, {}, ())
        self.keys = frozenset(patterns)
        self._packed = patterns

    def after(self, atoms: frozenset[int]) -> list[Node]:
        """Where what stands for some elements leads from here."""
        found: list[Node] = []
        nodes = self.tight
        for atom in self.keys & atoms:
            node = nodes.get(atom)
            if node is None:
                node = nodes[atom] = opened(self._packed.get(atom))
            found.append(node)
        return found


class Part:
    """A place in the tree with a phrase begun behind it, and how that may go on."""

    __slots__ = ("node", "phrases")

    def __init__(self, node: Node, phrases: Phrases) -> None:
        self.node, self.phrases = node, phrases


class State(dict[Any, "State"]):
    """Where a text has got to: its places in the tree, and the state that each next word leads to, as far as it was met.

    `patterns` are those which may end at the last word. `members` are the places, of which `nodes` and `parts` lead on; `gapped` are
    the nodes once a gap has begun.
    """

    __slots__ = ("_entries", "gapped", "machine", "members", "nodes", "parts", "patterns")

    def __init__(self, machine: Automaton, members: tuple[Node | Part, ...]) -> None:
        self.machine, self.members = machine, members
        self.patterns: tuple[Pattern, ...] = ()
        self._entries: int | None = None
        nodes: list[Node] = []
        self.parts: list[Part] = []
        for member in members:
            if isinstance(member, Part):
                self.parts.append(member)
                continue
            if member.keys:
                nodes.append(member)
            if member.patterns:
                self.patterns += member.patterns
        self.nodes = nodes
        self.gapped = [node.gapped for node in nodes if node.gapped is not None]

    @property
    def entries(self) -> int:
        """A bit for the entry of each pattern that may end at the last word, at the entry's number and one."""
        if self._entries is None:
            self._entries = reduce(or_, [1 << pattern[0] + 1 for pattern in self.patterns], 0)
        return self._entries

    @property
    def open(self) -> bool:
        """Whether something may go on from here."""
        return bool(self.nodes or self.parts)

    def __missing__(self, sense: Sense) -> State:
        machine = self.machine
        if sense is _END:
            found = machine.start
        elif sense is _PAUSE:
            found = machine.state(self.gapped) if self.gapped else machine.start
        elif self is machine.start:
            found = machine.begun(sense)
        else:
            found = machine.gone_on(self, sense)
        if not machine.full:
            self[sense] = found
        return found


class Automaton:
    """The automaton of a table, whose patterns are packed by their first element."""

    def __init__(self, patterns: Mapping[int, Any]) -> None:
        self._root = _Root(patterns)
        self._begin()

    def _begin(self) -> None:
        self.start = State(self, ())
        self._states: dict[Any, State] = {(): self.start}
        self._parts: dict[tuple[Node, Phrases], Part] = {}
        # Whether what is met now is not to be remembered.
        self.full = False

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

    def begun(self, sense: Sense) -> State:
        """The state that a word leads to where nothing stands before it."""
        found: list[Node | Part] = [*self._root.after(sense.atoms)]
        if sense.phrases is not None:
            found.append(self._part(self._root, sense.phrases))
        return self.state(found) if found else self.start

    def gone_on(self, state: State, sense: Sense) -> State:
        """The state that a word leads to from another one: what begins with it, and what goes on with it."""
        found: list[Node | Part] = []
        reach = sense.reach
        if reach:
            phrases = sense.phrases
            for node in state.nodes:
                if not node.keys.isdisjoint(reach):
                    found += node.after(sense.atoms)
                    if phrases is not None and not node.keys.isdisjoint(sense.begun):
                        found.append(self._part(node, phrases))
        if sense.word and state.parts:
            self._goes_on(state.parts, sense.word, found)
        if sense.filler:
            found += state.gapped
        first = self.start[sense]
        return self.state([*first.members, *found]) if found else first

    def _goes_on(self, parts: Iterable[Part], word: str, found: list[Node | Part]) -> None:
        """Note where a word leads that goes on with phrases begun."""
        for part in parts:
            if word in part.phrases:
                atoms, phrases = part.phrases.after(word)
                if atoms:
                    found += part.node.after(atoms)
                if phrases is not None:
                    found.append(self._part(part.node, phrases))

    def _part(self, node: Node, phrases: Phrases) -> Part:
        key = node, phrases
        known = self._parts.get(key)
        if known is None:
            known = self._parts[key] = Part(node, phrases)
        return known

    def state(self, members: Sequence[Node | Part]) -> State:
        """The state of some places."""
        unique = tuple(sorted(set(members), key=id)) if len(members) > 1 else tuple(members)
        known = self._states.get(unique)
        if known is None:
            known = State(self, unique)
            if not self.full:
                self._states[unique] = known
                self.full = len(self._states) > 2 * MOST_STATES
        return known
