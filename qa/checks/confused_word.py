"""Real words that stand where another, alike in letters or sound, was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.checks.registry import CheckOptions, check
from qa.checks.substitution import recased
from qa.checks.support.confused import Row, rows
from qa.checks.support.foreign_names import is_others_text
from qa.checks.support.names import writable
from qa.checks.support.tables import table_of
from qa.finding import Match
from qa.language.page_words import PageWords
from qa.language.prose import is_english
from qa.language.slots import SLOTS
from qa.language.tokens import word_index, word_sentences
from qa.matching.hints import hint, may_match
from qa.matching.needed_words import last_words
from qa.matching.patterns import compiled
from qa.named import NamedTuple
from qa.startup.packed import Packed, packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.matching.hints import Hint
    from qa.matching.patterns import Regex

REACH = 60
_SIDES = ("before", "after", "near")


class Options(CheckOptions):
    """`allowed` are words never reported, in lower case."""

    allowed: tuple[str, ...] = ()


class _Test(NamedTuple):
    """A pattern for what stands before, after or near a word, and strings that must stand there for it to be found."""

    side: str
    pattern: str
    strings: Hint

    @classmethod
    def of(cls, side: str, stated: str) -> _Test:
        """The test for a pattern as stated in the data."""
        patterns = {"before": rf"(?:\b|^)(?:{stated})$", "after": f"^(?:{stated})", "near": rf"\b(?:{stated})\b"}
        return cls(side, patterns[side], hint(stated))

    def passes(self, sentence: str, start: int, end: int) -> bool:
        """Whether the word at these offsets of its lower-case sentence has such company."""
        text = sentence
        if self.side == "before":
            text = sentence[max(0, start - REACH) : start]
        elif self.side == "after":
            text = sentence[end : end + REACH]
        return may_match(self.strings, text) and _regex(self.pattern).search(text) is not None


class _Pair(NamedTuple):
    """A word meant, and tests for what stands before, after and near the word found; see the data's model.

    The word right before it is one of `behind`, where there are any: that alone rules out most.
    """

    meant: str
    tests: tuple[_Test, ...]
    unless: str
    every: bool
    slot: str
    wide: bool
    behind: frozenset[str]

    @classmethod
    def of(cls, row: Row) -> _Pair:
        """A pair of a row of the data."""
        stated = (row.before, row.after, row.near)
        tests = tuple(_Test.of(side, pattern) for side, pattern in zip(_SIDES, stated, strict=True) if pattern)
        needs_it = row.every or len(tests) == 1
        behind = last_words(rf"(?:\b|^)(?:{row.before})") if row.before and needs_it else frozenset[str]()
        return cls(row.meant, tests, row.unless, row.every, row.slot or "", row.wide, behind)

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the company of the word at these offsets of its lower-case sentence or paragraph gives the slip away."""
        results = (test.passes(text, start, end) for test in self.tests)
        if self.tests and not (all(results) if self.every else any(results)):
            return False
        return not (self.unless and _regex(rf"\b(?:{self.unless})").search(text))


@check("confused_word", options=Options, values=("found", "meant"))
def confused_word(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report words of the data "confusables" in company that gives them away."""
    if not is_english(document):
        return
    table: Packed = context.derived(("confused_word", id(options)), lambda: _table(options, context))
    index, page = word_index(document), PageWords(document)
    words, lower = page.words, page.lower
    for word in table.keys() & index.keys():
        pairs = table.get(word)
        for at in index[word]:
            before = lower[at - 1].replace("’", "'") if at else ""
            possible = [pair for pair in pairs if not pair.behind or before in pair.behind]
            pair = _slip(page, possible, at) if possible else None
            start, end = words[at].start, words[at].end
            if pair is None or is_others_text(document, start, end):
                continue
            written = document.text[start:end]
            right = recased(written, pair.meant)
            fix = writable(document, start, end, right)
            yield Match(document.locate(start, end), {"found": written, "meant": right}, suggestions=(right,), fix=fix)


def _slip(page: PageWords, pairs: list[_Pair], at: int) -> _Pair | None:
    document, word = page.document, page.words[at]
    index = word_sentences(document)[at]
    if index < 0:
        return None
    read: dict[bool, tuple[str, int]] = {}
    for pair in pairs:
        if pair.slot and not SLOTS[pair.slot](page, at):
            continue
        if pair.wide not in read:
            around = document.block_at(word.start) if pair.wide else document.sentences[index]
            text = document.lower[around.start : around.end].replace("’", "'").replace("\u00a0", " ")
            read[pair.wide] = text, around.start
        text, start = read[pair.wide]
        if pair.fits(text, word.start - start, word.end - start):
            return pair
    return None


def _regex(pattern: str) -> Regex:
    return compiled(pattern, ignore_case=False)


def _table(options: Options, context: Context) -> Packed:
    """The pairs of each word."""
    plain = table_of(context, "confused_word", options, ("confusables",), lambda: packed(_pairs(options, context)))
    return Packed(plain, lambda pairs: [_Pair.of(Row(*pair)) for pair in pairs])


def _pairs(options: Options, context: Context) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for word, row in rows(context.data("confusables") or []):
        if word not in options.allowed:
            found.setdefault(word, []).append(tuple(row))
    return found
