r"""Which whole words a text must hold for a pattern to match it: most patterns that a word of a page calls up lack another.

Read off the pattern's parsed form, as `qa.matching.hints` reads strings off it. The pattern is written out as the texts that it stands
for, stretch by stretch from blank to blank, with marks for what it leaves open; a word counts where nothing open touches it.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

from qa.matching.hints import kept, parsed
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Marks in what is written out: anything at all, a word's edge as `\b` tells it, the beginning of the text, a blank or a mark.
_OPEN, _BOUNDARY, _BEGINNING, _EDGE = "\0", "\1", "\2", " "
# Texts of a stretch, and characters of a class, that are written out; what has more is left open.
_MOST = 2000
_CLASS = 8

# Behind a word `\b` says little, as an apostrophe may follow.
_BEHIND_WORD = re.compile(rf"(?<=\w){_BOUNDARY}(?=[\w{_OPEN}])")
_PIECE = re.compile(rf"[\w'’{_OPEN}]+")
_FIRST = re.compile(rf"{_OPEN}{_BEGINNING}({_PIECE.pattern})")
_LAST = re.compile(rf"({_PIECE.pattern}){_EDGE}+{_OPEN}$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Needed(NamedTuple):
    """Sets of lower-case words: the text begins with one of `first`, unless that is empty, and holds one of each of `others`."""

    first: frozenset[str]
    others: tuple[frozenset[str], ...]

    def stand_in(self, words: Sequence[str]) -> bool:
        """Whether a text of these words, in lower case, may match."""
        if self.first and words[0] not in self.first:
            return False
        for needed in self.others:  # noqa: SIM110 -- a generator costs more than most of these loops
            if needed.isdisjoint(words):
                return False
        return True


def needed_words(pattern: str) -> Needed:
    """The words that a pattern needs, whatever the case of the text; none where nothing is certain."""
    first, *others = kept(f"words of {pattern}", lambda: worked_out(pattern))
    return Needed(frozenset(first), tuple(map(frozenset, others)))


def worked_out(pattern: str) -> list[list[str]]:
    """The words to begin with, then each set to hold one of, as plain data."""
    stretches = _stretches(parsed(pattern) or ())
    beginnings = [found[1] if (found := _FIRST.match(text)) else "" for text in stretches[0]]
    first = set(beginnings) if all(map(_WORD.fullmatch, beginnings)) else set()
    others = [set(map(_longest, texts)) for texts in stretches]
    return [sorted(first), *(sorted(words) for words in others if "" not in words)]


def last_words(pattern: str) -> frozenset[str]:
    """The words of which one stands last in every text that a pattern matches, where each ends in a blank; else none."""
    return frozenset(*kept(f"last words of {pattern}", lambda: [_last(pattern)]))


def _last(pattern: str) -> list[str]:
    *before, end = _stretches(parsed(pattern) or ())
    if not before or end != [_EDGE + _OPEN]:
        return []
    found = [_LAST.search(text) for text in before[-1]]
    words = {each[1] if each else "" for each in found}
    return sorted(words) if all(map(_WORD.fullmatch, words)) else []


def _longest(text: str) -> str:
    """The longest word of a written-out text that nothing open touches; "" without one."""
    return max(filter(_WORD.fullmatch, _PIECE.findall(text)), key=len, default="")


def _stretches(parts: Iterable[Any]) -> list[list[str]]:
    """The pattern written out, cut at blanks."""
    found: list[list[str]] = []
    texts = {_OPEN}
    for kind, value in _flat(parts):
        options = _options(str(kind), value)
        if len(texts) * len(options) > _MOST:
            found.append(_closed(texts))
            texts = {_OPEN}
        texts = set(map("".join, product(texts, options)))
        if all(text.endswith(_EDGE) for text in texts):
            found.append(_closed(texts))
            texts = {_EDGE}
    return [*found, _closed(texts)]


def _closed(texts: Iterable[str]) -> list[str]:
    return [_BEHIND_WORD.sub(_OPEN, text + _OPEN).replace(_BOUNDARY, _EDGE) for text in texts]


def _flat(parts: Iterable[Any]) -> Iterator[Any]:
    """The parts of a sequence, those of its groups among them."""
    for kind, value in parts:
        if str(kind) == "SUBPATTERN":
            yield from _flat(value[-1])
        else:
            yield kind, value


def _options(name: str, value: Any) -> set[str]:
    """What one part may stand for, written out."""
    if name == "LITERAL":
        return {_character(value)}
    if name == "AT":
        return {_places(str(value))}
    if name == "BRANCH":
        return _few(text for branch in value[1] for text in _written(branch))
    if name == "IN":
        return _of_class(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        return _repeated(*value)
    return {_OPEN}


def _character(code: int) -> str:
    char = chr(code).lower()
    return char if char.isalnum() or char in "'’" else _EDGE


def _places(name: str) -> str:
    if name.startswith("AT_BEGINNING"):
        return _BEGINNING
    return _EDGE if name.startswith("AT_END") else _BOUNDARY if name == "AT_BOUNDARY" else ""


def _of_class(members: Sequence[Any]) -> set[str]:
    if len(members) > _CLASS or any(str(kind) != "LITERAL" for kind, _ in members):
        return {_OPEN}
    return {_character(code) for _, code in members}


def _repeated(least: int, most: int, parts: Iterable[Any]) -> set[str]:
    once = _written(parts)
    several = {f"{first}{_OPEN}{last}" for first, last in product(once, once)} if most > 1 else set()
    return _few({*once, *several} | ({""} if not least else set()))


def _written(parts: Iterable[Any]) -> set[str]:
    """A sequence inside a choice or a repetition, written out."""
    texts = {""}
    for kind, value in _flat(parts):
        options = _options(str(kind), value)
        texts = _few(map("".join, product(texts, options)))
    return texts


def _few(texts: Iterable[str]) -> set[str]:
    found = set(texts)
    return found if len(found) <= _MOST else {_OPEN}
