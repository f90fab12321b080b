"""The words of a document against one table of forms: which clauses may hold a whole form, and which never can.

All that is asked of every word is asked by set and map operations on its distinct words, so that a word that means nothing
costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING

from qa.safety.stretch import CLAUSE_END, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.document.model import Word
    from qa.safety.grammar import Forms

_TAIL = 12


class Row:
    """Words cut into clauses that no form reaches across; clauses in which no form can be whole are left alone.

    A word is hot if all that one of its reasons asks for stands somewhere in the row; `hot` are the indexes of these.
    """

    def __init__(self, words: Sequence[Word], text: str, forms: Forms) -> None:
        self.words, self.text = words, text
        self.texts = [word[0] for word in words]
        self.starts = [word[1] for word in words]
        distinct = set(self.texts)
        self._known = forms.learnt(distinct)
        self._wide = wide = forms.wide
        lacks = ~reduce(or_, set(map(wide.__getitem__, distinct.intersection(forms.standing))), 0)
        self._needs: dict[str, list[int]] = {}
        self._begins: dict[str, dict[str, list[int]]] = {}
        heads = distinct.intersection(forms.heads)
        if heads:
            self._find_reasons(heads, lacks)
        self.hot = self._hot()

    def _find_reasons(self, heads: set[str], lacks: int) -> None:
        """Keep of the words' reasons those that something in the row may meet."""
        known = self._known
        for word in heads:
            meaning = known[word]
            needs = [need for need in meaning.reasons if not need & lacks]
            if needs:
                self._needs[word] = needs
            if meaning.begins:
                behind = {
                    second: met
                    for second in meaning.begins.keys() & self._heard
                    if (met := [need for need in meaning.begins[second] if not need & lacks])
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
        if not begins:
            return [index for index, word in enumerate(texts) if word in live] if live else []
        either = {*live, *begins}
        return [
            index
            for index, word in enumerate(texts)
            if word in either and (word in live or self._behind(index, begins))
        ]

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
            if self._may_hold(self.texts[begin:end], self._reasons(hot[coming:beyond])):
                found.extend(self._stretch(self.words[begin:end], 0))
            coming = beyond
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
        return self._stretch([*self.words[slice(*lead)], *self.words[first:at]], lead[1] - lead[0])

    def tail(self, first: int, last: int) -> tuple[int, int]:
        """The last words of a lead-in's last clause."""
        if last <= first:
            return last, last
        return max(first, last - _TAIL, self._clause(last - 1)[0]), last

    def _stretch(self, words: Sequence[Word], before: int) -> list[tuple[int, int, int]]:
        known = self._known
        return Stretch(words, [known[word[0]] for word in words], self.text, before).matches()

    def _may_hold(self, texts: Sequence[str], needs: list[int]) -> bool:
        """Whether the words of a clause, with all phrases that they may begin, have all that one of its hot words needs."""
        wide = self._wide
        lacks = ~reduce(or_, [wide[text] for text in texts if text in wide], 0)
        return any(not need & lacks for need in needs)

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
