"""Which of many short strings stand in a text, found for all of them in one pass over it.

Most patterns of rules need a string that most pages don't hold (see `qa.matching.hints`). Looking for each by itself costs a pass over
the page each; here all strings that anybody has asked about go into one Aho-Corasick automaton, and a page is passed over once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# A run over one page never builds the automaton, and a growing one is rebuilt after so many pages at the earliest.
FIRST_PAGES = 1
PAGES = 4


class _Automaton(NamedTuple):
    """What finds the strings known when it was built, and how many these are."""

    finder: Any
    size: int


class _Page(NamedTuple):
    """A text, the numbers of the strings that it holds, and how many strings these were taken from."""

    text: str
    found: frozenset[int]
    size: int


_numbers: dict[str, int] = {}
_automaton = _Automaton(None, 0)
_pages = 0
_last = _Page("", frozenset(), 0)


class Literals:
    """A set of lower-case strings to be looked for; no strings at all stand in every text."""

    __slots__ = ("_highest", "_numbers", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._numbers = frozenset(_numbers.setdefault(word, len(_numbers)) for word in self._words)
        self._highest = max(self._numbers, default=-1)

    def any_in(self, lower: str) -> bool:
        """Whether one of the strings stands in a text in lower case; quickest where many ask about one text in turn."""
        if not self._words:
            return True
        page = _last if _last.text is lower else _passed_over(lower)
        if self._highest < page.size:
            return not self._numbers.isdisjoint(page.found)
        return any(word in lower for word in self._words)


def _passed_over(lower: str) -> _Page:
    """What one pass over a text finds, which is remembered until the next text comes."""
    global _last, _pages  # noqa: PLW0603 -- one automaton a process
    _pages += 1
    automaton = _grown()
    found = frozenset(number for _, number in automaton.finder.iter(lower)) if automaton.size else frozenset()
    _last = page = _Page(lower, found, automaton.size)
    return page


def _grown() -> _Automaton:
    """The automaton, built anew where it lacks strings and enough pages have passed for that to pay."""
    global _automaton, _pages  # noqa: PLW0603 -- as above
    if len(_numbers) > _automaton.size and _pages > (PAGES if _automaton.size else FIRST_PAGES):
        _pages = 0
        _automaton = _built(dict(_numbers))
    return _automaton


def _built(numbers: dict[str, int]) -> _Automaton:
    import ahocorasick

    finder = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for word, number in numbers.items():
        finder.add_word(word, number)
    finder.make_automaton()
    return _Automaton(finder, len(numbers))
