"""The words of a document against one table of forms: which clauses may hold a whole form, and which never can.

All that is asked of every word is asked by set and map operations on its distinct words, so that a word that means nothing
costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, reduce
from itertools import compress, count
from operator import itemgetter, or_
from typing import TYPE_CHECKING

from qa.safety.stretch import CLAUSE_END, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.document.model import Document, Word
    from qa.safety.grammar import Forms

_TAIL = 12
_text_of = itemgetter(0)


class Row:
    """Words cut into clauses that no form reaches across; clauses in which no form can be whole are left alone.

    A word is hot if all that one of its reasons asks for stands somewhere in the row; `hot` are the indexes of these.
    """

    def __init__(self, document: Document, forms: Forms) -> None:
        self.words, self.text = document.words, document.text
        self.texts, self.starts = document.word_texts, document.word_starts
        distinct = set(self.texts)
        self._known = forms.learnt(distinct)
        self._clauses = forms.clauses()
        self._wide = wide = forms.wide
        has = reduce(or_, map(wide.__getitem__, distinct.intersection(forms.standing)), 0)
        self._needs: dict[str, list[int]] = {}
        self._begins: dict[str, dict[str, list[int]]] = {}
        heads = distinct.intersection(forms.heads)
        if heads:
            self._find_reasons(heads, has)
        self.hot = self._hot()

    def _find_reasons(self, heads: set[str], has: int) -> None:
        """Keep of the words' reasons those that something in the row may meet."""
        known = self._known
        for word in heads:
            meaning = known[word]
            needs = [need for need in meaning[7] if need & has == need]
            if needs:
                self._needs[word] = needs
            if meaning[8]:
                behind = {
                    second: met
                    for second in meaning[8].keys() & self._heard
                    if (met := [need for need in meaning[8][second] if need & has == need])
                }
                if behind:
                    self._begins[word] = behind

    @cached_property
    def _heard(self) -> set[str]:
        """The row's words as forms write them."""
        known = self._known
        return {known[word].word for word in set(self.texts)}

    def _hot(self) -> list[int]:
        live, begins, texts = self._needs, self._begins, self.texts
        either = live.keys() | begins.keys()
        warm = list(compress(count(), map(either.__contains__, texts))) if either else []
        return [index for index in warm if texts[index] in live or self._behind(index, begins)] if begins else warm

    def _behind(self, index: int, begins: dict[str, dict[str, list[int]]]) -> list[int] | None:
        """What a clause must hold for a phrase that the word begins with the next one."""
        if index + 1 >= len(self.texts):
            return None
        return begins[self.texts[index]].get(self._known[self.texts[index + 1]].word)

    def _reasons(self, hot: Iterable[int]) -> list[int]:
        """What the clause of hot words must hold, one of these."""
        needs: list[int] = []
        for index in hot:
            word = self.texts[index]
            needs += self._needs.get(word, ())
            if word in self._begins:
                needs += self._behind(index, self._begins) or ()
        return needs

    def matches(self, first: int, last: int, lead: tuple[int, int] | None) -> list[tuple[int, int, int]]:
        """(entry, start, end) for what stands in words `first` to `last`, which the words of `lead` may begin."""
        found: list[tuple[int, int, int]] = []
        at, hot = first, self.hot
        if lead is not None:
            at = min(last, self._clause(first)[1])
            found.extend(self._led(lead, first, at))
        coming = bisect_left(hot, at)
        while coming < len(hot) and hot[coming] < last:
            begin, end = self._clause(hot[coming])
            begin, end = max(first, begin), min(last, end)
            beyond = bisect_left(hot, end, coming)
            found.extend(self._alone(begin, end, hot[coming:beyond]))
            coming = beyond
        return found

    def _alone(self, begin: int, end: int, hot: list[int]) -> list[tuple[int, int, int]]:
        """What stands in words `begin` to `end` of one clause, of which these are hot; remembered by their text."""
        words = self.words
        start = words[begin][1]
        key = "", self.text[start : words[end - 1][2]]
        known = self._clauses.get(key)
        if known is not None:
            return [(entry, start + first, start + last) for entry, first, last in known]
        may = self._may_hold(self.texts[begin:end], self._reasons(hot))
        found = self._stretch(words[begin:end], 0) if may else []
        self._clauses[key] = tuple([(entry, first - start, last - start) for entry, first, last in found])
        return found

    def _led(self, lead: tuple[int, int], first: int, at: int) -> list[tuple[int, int, int]]:
        """What stands in words `first` to `at` behind those of a lead-in, which may end with the first word of a phrase."""
        hot = self.hot
        inside = [
            index for low, high in (lead, (first, at)) for index in hot[bisect_left(hot, low) : bisect_left(hot, high)]
        ]
        needs = self._reasons(inside)
        if lead[1] > lead[0] and at > first:
            begins = self._begins.get(self.texts[lead[1] - 1], {})
            needs += begins.get(self._known[self.texts[first]].word, ())
        if not needs or not self._may_hold([*self.texts[slice(*lead)], *self.texts[first:at]], needs):
            return []
        own, above = self.words[first:at], self.words[slice(*lead)]
        if not above or not own:
            return self._stretch([*above, *own], len(above))
        start = own[0][1]
        key = self.text[above[0][1] : above[-1][2]], self.text[start : own[-1][2]]
        known = self._clauses.get(key)
        if known is None:
            found = self._stretch([*above, *own], len(above))
            known = tuple([(entry, max(begin - start, 0), end - start) for entry, begin, end in found])
            self._clauses[key] = known
        return [(entry, start + begin, start + end) for entry, begin, end in known]

    def tail(self, first: int, last: int) -> tuple[int, int]:
        """The last words of a lead-in's last clause."""
        if last <= first:
            return last, last
        return max(first, last - _TAIL, self._clause(last - 1)[0]), last

    def _stretch(self, words: Sequence[Word], before: int) -> list[tuple[int, int, int]]:
        meanings = list(map(self._known.__getitem__, map(_text_of, words)))
        return Stretch(words, meanings, self.text, before).matches()

    def _may_hold(self, texts: Sequence[str], needs: list[int]) -> bool:
        """Whether the words of a clause, with all phrases that they may begin, have all that one of its hot words needs."""
        has = reduce(or_, filter(None, map(self._wide.get, texts)), 0)
        return any(need & has == need for need in needs)

    @cached_property
    def _ends(self) -> list[int]:
        """Where clauses end, as offsets."""
        if not self.words:
            return []
        begin, end = self.words[0][1], self.words[-1][1]
        ends = [match.start() for match in CLAUSE_END.finditer(self.text, begin, end)]
        dash = self.text.find(" - ", begin, end)
        if dash >= 0:
            while dash >= 0:
                ends.append(dash)
                dash = self.text.find(" - ", dash + 1, end)
            ends.sort()
        return ends

    def _clause(self, index: int) -> tuple[int, int]:
        """The words of a word's clause: its first, and the one behind its last."""
        ends, starts = self._ends, self.starts
        place = bisect_right(ends, starts[index])
        begin = bisect_left(starts, ends[place - 1]) if place else 0
        return begin, bisect_left(starts, ends[place]) if place < len(ends) else len(starts)
