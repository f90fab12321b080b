"""One pass over a document's words that finds every form of every entry."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import reduce
from operator import itemgetter, or_
from typing import TYPE_CHECKING, NamedTuple

from qa.safety.stretch import CLAUSE_END, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.model import Block, Document, Word
    from qa.safety.grammar import Forms

_SHORT_ITEM = 90
_TAIL = 12
_LEADING = ":…."
_start_of = itemgetter(1)


class Hit(NamedTuple):
    """An entry found: its number, its projected range, the block that holds it.

    Where a lead-in supplied the first words ("You have trouble with:"), the range is what stands in the item.
    """

    entry: int
    start: int
    end: int
    block: int


def hits_of(document: Document, forms: Forms) -> list[Hit]:
    """Every entry's matches in every block but code and partner cards, in text order; linear in the words."""
    row = _Row(document.words, document.text, forms)
    hits: list[Hit] = []
    carried: dict[int, tuple[int, int]] = {}
    hot, coming, at = row.hot, 0, 0
    for block in document.blocks:
        first, end = at, block.end
        at = bisect_left(row.words, end, at, key=_start_of)
        while coming < len(hot) and hot[coming] < first:
            coming += 1
        live = coming < len(hot) and hot[coming] < at
        leads = block.kind == "list_item" or document.text[end - 1 : end] in _LEADING
        if not (live or carried or leads) or first == at or block.kind == "code" or block.role == "card":
            continue
        depth = block.level if block.kind == "list_item" else 0
        lead = carried.get(max(depth - 1, 0)) if carried and is_item(block) else None
        for entry, start, stop in row.matches(first, at, row.tail(*lead) if lead else None) if live or lead else ():
            hits.append(Hit(entry, max(start, row.words[first][1]), stop, block.index))
        if carried or leads:
            _hand_down(document, block, depth, carried, (first, at))
    return hits


def hits_between(document: Document, start: int, end: int, block: int, forms: Forms) -> list[Hit]:
    """Every entry's matches in a projected range of one block, taken by itself."""
    words = document.words
    first, last = (bisect_left(words, edge, key=_start_of) for edge in (start, end))
    chosen = words[first:last]
    found = Stretch(chosen, forms.meanings(chosen), document.text).matches()
    return [Hit(entry, begin, stop, block) for entry, begin, stop in found]


def entries_in(text: str, forms: Forms) -> set[int]:
    """The entries found in a text that stands outside the document, such as a title in front matter."""
    from qa.document.model import WORD, Word

    words = [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    return {entry for entry, _, _ in Stretch(words, forms.meanings(words), text).matches()}


def is_item(block: Block) -> bool:
    """Whether a block may be an item under a lead-in: a list item, or a paragraph as short as one (lists lost in capture)."""
    return block.kind == "list_item" or (block.kind == "paragraph" and block.end - block.start <= _SHORT_ITEM)


def is_sentence(document: Document, block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return document.text[block.start : block.end].rstrip().endswith((".", "!", "?"))


class _Row:
    """Words cut into clauses that no form reaches across; clauses in which no form can be whole are left alone.

    A word is hot if all that one of its reasons asks for stands somewhere in the row.
    """

    def __init__(self, words: Sequence[Word], text: str, forms: Forms) -> None:
        self.words, self.text, self._meaning = words, text, forms.meaning
        distinct = {word[0] for word in words}
        self._known = known = {word: forms.meaning(word) for word in distinct}
        heard = {meaning[5] for meaning in known.values()}
        lacks = ~reduce(or_, [meaning[6] for meaning in known.values()], 0)
        self._needs: dict[str, list[int]] = {}
        self._begins: dict[str, dict[str, list[int]]] = {}
        for word, meaning in known.items():
            if meaning[7]:
                needs = [need for need in meaning[7] if not need & lacks]
                if needs:
                    self._needs[word] = needs
            if meaning[8]:
                behind = {
                    second: [need for need in needs if not need & lacks]
                    for second, needs in meaning[8].items()
                    if second in heard
                }
                behind = {second: needs for second, needs in behind.items() if needs}
                if behind:
                    self._begins[word] = behind
        self.hot = self._hot()
        self._cuts: list[int] = []

    def _hot(self) -> list[int]:
        live, begins, words, known = self._needs, self._begins, self.words, self._known
        if not begins:
            return [index for index, word in enumerate(words) if word[0] in live] if live else []
        hot: list[int] = []
        last = len(words) - 1
        for index, word in enumerate(words):
            text = word[0]
            if text in live or (text in begins and index < last and known[words[index + 1][0]][5] in begins[text]):
                hot.append(index)
        return hot

    def _reasons(self, index: int) -> list[int]:
        """What the clause of a hot word must hold."""
        word = self.words[index][0]
        needs = self._needs.get(word, [])
        if word in self._begins and index + 1 < len(self.words):
            second = self._known[self.words[index + 1][0]][5]
            needs = needs + self._begins[word].get(second, [])
        return needs

    def matches(self, first: int, last: int, lead: tuple[int, int] | None) -> list[tuple[int, int, int]]:
        """(entry, start, end) for what stands in words `first` to `last`, which the words of `lead` may begin."""
        found: list[tuple[int, int, int]] = []
        at, hot, cuts = first, self.hot, self._clauses()
        if lead is not None:
            at = min(last, cuts[bisect_right(cuts, first)])
            words: Sequence[Word] = [*self.words[lead[0] : lead[1]], *self.words[first:at]]
            found.extend(self._stretch(words, lead[1] - lead[0]))
        coming = bisect_left(hot, at)
        while coming < len(hot) and hot[coming] < last:
            place = bisect_right(cuts, hot[coming])
            begin, end = max(first, cuts[place - 1]), min(last, cuts[place])
            words = self.words[begin:end]
            needs: list[int] = []
            while coming < len(hot) and hot[coming] < end:
                needs += self._reasons(hot[coming])
                coming += 1
            if self._may_hold(words, needs):
                found.extend(self._stretch(words, 0))
        return found

    def tail(self, first: int, last: int) -> tuple[int, int]:
        """The last words of a lead-in's last clause."""
        if last <= first:
            return last, last
        cuts = self._clauses()
        return max(first, last - _TAIL, cuts[bisect_right(cuts, last - 1) - 1]), last

    def _stretch(self, words: Sequence[Word], before: int) -> list[tuple[int, int, int]]:
        known = self._known
        return Stretch(words, [known[word[0]] for word in words], self.text, before).matches()

    def _may_hold(self, words: Sequence[Word], needs: list[int]) -> bool:
        """Whether a clause has all that one of its hot words needs."""
        known, has, before = self._known, 0, ""
        for word in reversed(words):
            meaning = known[word[0]]
            has |= meaning[6] if meaning[2] and before in meaning[2] else meaning[0]
            before = meaning[5]
        lacks = ~has
        return any(not need & lacks for need in needs)

    def _clauses(self) -> list[int]:
        """The first word of each clause, and the number of words."""
        if not self._cuts:
            words, cuts = self.words, [0]
            begin, end = (words[0][1], words[-1][1]) if words else (0, 0)
            ends = [match.start() for match in CLAUSE_END.finditer(self.text, begin, end)]
            dash = self.text.find(" - ", begin, end)
            if dash >= 0:
                while dash >= 0:
                    ends.append(dash)
                    dash = self.text.find(" - ", dash + 1, end)
                ends.sort()
            for place in ends:
                index = bisect_left(words, place, cuts[-1], key=_start_of)
                if index > cuts[-1]:
                    cuts.append(index)
            self._cuts = [*cuts, len(words)]
        return self._cuts


def _hand_down(
    document: Document, block: Block, depth: int, carried: dict[int, tuple[int, int]], words: tuple[int, int]
) -> None:
    """Keep what an unfinished lead-in hands to its items, by the depth of the items' list; drop what has ended."""
    leads = document.text[max(block.start, block.end - 4) : block.end].rstrip().endswith((":", "…", "..."))
    if depth:
        for level in [level for level in carried if level >= depth]:
            del carried[level]
        if leads or not is_sentence(document, block):
            carried[depth] = words
    elif leads:
        carried.clear()
        carried[0] = words
    elif block.kind != "paragraph" or not is_item(block):
        carried.clear()
