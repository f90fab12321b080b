"""One pass over a document's words that finds every form of every entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qa.safety.grammar import MAX_SKIPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.model import Block, Document, Word
    from qa.safety.grammar import Automaton, Meaning, Node

    State = tuple[Node, int, int]
    Ends = dict[tuple[int, int], list[int]]

# Between two words of one form: blanks, hyphens, quotes, an opening bracket. A pause (comma, colon, dash, closing bracket)
# may stand in a gap only; anything else ends the clause.
_BLANKS = frozenset(" \t\u00a0\u202f-\u2010\u2011/([\"“”‘'’*_&+")
_PAUSES = _BLANKS | frozenset(",:)]–—")

_JOINED, _PAUSED, _ENDED = 0, 1, 2
_SHORT_ITEM = 90


class Hit(NamedTuple):
    """An entry found: its number, its projected range, the block that holds it.

    Where a lead-in supplied the first words ("You have trouble with:"), the range is what stands in the item.
    """

    entry: int
    start: int
    end: int
    block: int


def hits_of(document: Document, automaton: Automaton) -> list[Hit]:
    """Every entry's matches in every block but code and partner cards, in text order; linear in the words."""
    hits: list[Hit] = []
    carried: dict[int, list[State]] = {}
    words, at = document.words, 0
    meanings = automaton.meanings(words)
    for block in document.blocks:
        first = at
        while at < len(words) and words[at].start < block.end:
            at += 1
        if block.kind == "code" or block.role == "card" or first == at:
            continue
        depth = block.level if block.kind == "list_item" else 0
        inherited = carried.get(max(depth - 1, 0), []) if carried and is_item(block) else []
        walk = _Walk(words[first:at], meanings[first:at], document.text, automaton, inherited)
        hits.extend(Hit(entry, start, end, block.index) for entry, start, end in walk.matches())
        _hand_down(document, block, depth, carried, walk.active)
    return hits


def hits_in(document: Document, block: Block, automaton: Automaton) -> list[Hit]:
    """Every entry's matches in one block, taken by itself."""
    from bisect import bisect_left

    words = document.words
    first, last = (bisect_left(words, edge, key=lambda word: word.start) for edge in (block.start, block.end))
    chosen = words[first:last]
    walk = _Walk(chosen, automaton.meanings(chosen), document.text, automaton)
    return [Hit(entry, start, end, block.index) for entry, start, end in walk.matches()]


def entries_in(text: str, automaton: Automaton) -> set[int]:
    """The entries found in a text that stands outside the document, such as a title in front matter."""
    from qa.document.model import WORD, Word

    words = [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    return {entry for entry, _, _ in _Walk(words, automaton.meanings(words), text, automaton).matches()}


def is_item(block: Block) -> bool:
    """Whether a block may be an item under a lead-in: a list item, or a paragraph as short as one (lists lost in capture)."""
    return block.kind == "list_item" or (block.kind == "paragraph" and block.end - block.start <= _SHORT_ITEM)


def is_sentence(document: Document, block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return document.text[block.start : block.end].rstrip().endswith((".", "!", "?"))


def _hand_down(
    document: Document, block: Block, depth: int, carried: dict[int, list[State]], alive: list[State]
) -> None:
    """Keep what an unfinished lead-in hands to its items, by the depth of the items' list; drop what has ended."""
    leads = document.text[max(block.start, block.end - 4) : block.end].rstrip().endswith((":", "…", "..."))
    if depth:
        for level in [level for level in carried if level >= depth]:
            del carried[level]
        if leads or (alive and not is_sentence(document, block)):
            carried[depth] = alive
    elif leads:
        carried.clear()
        carried[0] = alive
    elif block.kind != "paragraph" or not is_item(block):
        carried.clear()


class _Walk:
    """One block's words walked through the automaton: what was found, and the states alive at the end.

    A state is a node, where its match began, and how many filler words have passed since the node was reached.
    """

    def __init__(
        self,
        words: Sequence[Word],
        meanings: Sequence[Meaning],
        text: str,
        automaton: Automaton,
        inherited: Sequence[State] = (),
    ) -> None:
        self.words, self.meanings, self.text, self.root = words, meanings, text, automaton.root
        self.best: Ends = {}
        self.later: dict[int, list[State]] = {}
        begin = words[0].start if words else 0
        self.active: list[State] = [(node, begin, skips) for node, _, skips in inherited]
        self._run()

    def matches(self) -> list[tuple[int, int, int]]:
        """Matches of which none of their own entry covers another, in text order.

        Of the ends that a match can have, the last before a pause: "chest pain or tightness", and "difficulty breathing" of
        "difficulty breathing, cough, pain when you breathe".
        """
        kept: list[tuple[int, int, int]] = []
        reach: dict[int, int] = {}
        for (entry, start), ends in sorted(self.best.items(), key=lambda item: (item[0][1], -item[1][0])):
            end = ends[0]
            for further in ends[1:]:
                if not any(pause in self.text[end:further] for pause in ",:;"):
                    end = max(end, further)
            if end > reach.get(entry, -1):
                reach[entry] = end
                kept.append((entry, start, end))
        return kept

    def _run(self) -> None:  # noqa: C901 -- the innermost loop: calls would cost more than they explain
        words, meanings, later, best = self.words, self.meanings, self.later, self.best
        last, active = len(words) - 1, self.active
        for index, (atoms, starts, filler, phrases, _) in enumerate(meanings):
            arrived = active
            if later and index in later:
                arrived = arrived + later.pop(index)
            if arrived:
                active = []
                if atoms or filler:
                    joint = self._joint(index) if index else _JOINED
                    if joint != _ENDED:
                        _advance(arrived, atoms, joint, words[index].end, active, best)
                        if filler:
                            _linger(arrived, active)
            elif not starts and phrases is None:
                continue
            if starts:
                _, begin, end = words[index]
                active += [(node, begin, 0) for node in starts]
                for node in starts:
                    for entry in node.ends:
                        best.setdefault((entry, begin), []).append(end)
            if phrases is not None and index < last and meanings[index + 1].word in phrases:
                self._phrases(phrases, index, arrived)
        self.active = active
        for states in later.values():
            self.active = self.active + states

    def _phrases(self, level: dict[str, Any], index: int, arrived: list[State]) -> None:
        """Move along, or start with, phrases of several words that begin at this word."""
        at = index
        while level:
            if "" in level:
                self._take(level[""], index, at, arrived)
            at += 1
            if at >= len(self.words) or self._joint(at) != _JOINED:
                return
            level = level.get(self.meanings[at].word, {})

    def _take(self, atoms: frozenset[str], index: int, last: int, arrived: list[State]) -> None:
        begin, end = self.words[index].start, self.words[last].end
        into = self.later.setdefault(last + 1, [])
        joint = self._joint(index) if index else _JOINED
        if joint != _ENDED:
            _advance(arrived, atoms, joint, end, into, self.best)
        _advance([(self.root, begin, 0)], atoms, _JOINED, end, into, self.best)

    def _joint(self, index: int) -> int:
        """How a word hangs together with the one before it."""
        start, end = self.words[index - 1].end, self.words[index].start
        text = self.text
        if end - start == 1 and text[start] == " ":
            return _JOINED
        between = text[start:end]
        if " - " in between:
            return _ENDED
        worst = _JOINED
        for char in between:
            if char not in _BLANKS:
                if char not in _PAUSES:
                    return _ENDED
                worst = _PAUSED
        return worst


def _advance(
    states: list[State],
    atoms: frozenset[str],
    joint: int,
    end: int,
    into: list[State],
    best: Ends,
) -> None:
    """Move every state along the atoms of a word or phrase that ends at `end`."""
    for node, start, skips in states:
        if not skips and joint == _JOINED and not atoms.isdisjoint(node.next):
            _arrive(node.next, atoms, start, end, into, best)
        gap = node.gap
        if gap is not None and not atoms.isdisjoint(gap.next):
            _arrive(gap.next, atoms, start, end, into, best)


def _linger(states: list[State], into: list[State]) -> None:
    """Let a filler word pass in the states that are in front of a gap."""
    for node, start, skips in states:
        if node.gap is not None and skips < MAX_SKIPS:
            into.append((node, start, skips + 1))


def _arrive(
    leads: dict[str, Node],
    atoms: frozenset[str],
    start: int,
    end: int,
    into: list[State],
    best: Ends,
) -> None:
    for atom in atoms & leads.keys():
        node = leads[atom]
        into.append((node, start, 0))
        for entry in node.ends:
            best.setdefault((entry, start), []).append(end)
