"""Numbers on one topic that differ from page to page."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from itertools import chain, islice
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions
from qa.corpus.claim_keys import Folding, same_statement, threshold
from qa.corpus.groups import Groups
from qa.corpus.many_words import ManyWords
from qa.corpus.registry import OnPage, corpus_check
from qa.corpus.sameness import folded_title
from qa.finding import Match, Related
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.corpus.claim_keys import Key
    from qa.corpus.facts import Claim, Corpus, Page

# Bits that number the statements of one page; what is beyond them belongs to a table of results.
_PLACES = 16


class Options(CheckOptions):
    """How two sentences are told to be about the same thing; all words in lower case.

    `ignored` are words that change nothing (articles, hedges). `same` maps a word to the one it counts as ("physician":
    "doctor"). `generic` are words that name no topic: a sentence that names none speaks of its own page's topic.
    `pronouns` show that a sentence leans on others. `measures` are words for what is measured, the same on every page (fever);
    `units` those of measured limits (°c, mmhg). `populations` are groups of people with limits of their own, `actions` what
    readers are told to do. `min_words`: fewer telling words don't make a sentence recognisable. `max_values`: with more different
    numbers the sentence is a template.
    """

    ignored: tuple[str, ...] = ()
    same: Mapping[str, str] = NOTHING
    generic: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    min_words: int = 2
    max_values: int = 3


class _Stated(NamedTuple):
    page: Page
    claim: Claim
    at: int
    value: str


@corpus_check(
    "contradictions", options=Options, values=("number", "other", "pages", "subject"), variants=("threshold",)
)
def contradictions(corpus: Corpus, options: Options, context: Context) -> Iterator[OnPage]:  # noqa: ARG001 -- as declared
    """Yield each number that fewer pages give than another one, in a sentence that is otherwise the same.

    Variant `threshold`: a measured limit (a temperature, a pressure) of the same thing for the same people. What a single page
    states in two ways depends on more than the sentence says, and is left alone.
    """
    reader = _Reader(corpus, options)
    for places in _differing(reader, corpus, options.max_values):
        yield from _minority([reader.at(place) for place in places])


def _differing(reader: _Reader, corpus: Corpus, max_values: int) -> Iterator[list[int]]:
    """The places of statements that are met with different numbers, and not with too many.

    A hash and a number stand for each statement, for a corpus has millions; those that differ are read again.
    """
    statements = Groups()
    for index, page in enumerate(corpus.pages):
        for number, (key, stated) in enumerate(islice(reader.stated(page), 1 << _PLACES)):
            statements.add(key, index << _PLACES | number, stated.value)
    for group in statements.groups():
        if 1 < len({value for _, value in group}) <= max_values:
            yield [place for place, _ in group]


class _Reader:
    """Reads the statements of pages; those of the last page are kept."""

    def __init__(self, corpus: Corpus, options: Options) -> None:
        self._pages = corpus.pages
        self._folding = Folding(options.ignored, options.same, options.populations, options.actions, options.units)
        self._pronouns = frozenset(options.pronouns)
        self._min_words = options.min_words
        generic = set(self._folding.words(" ".join(options.generic)))
        topics = (
            word
            for page in corpus.pages
            for word in self._folding.words(page.title.lower())
            if len(word) > 2 and not word.isdecimal() and word not in generic
        )
        self._known = ManyWords(chain(topics, options.measures))
        self._last: tuple[int, list[tuple[Key, _Stated]]] = (-1, [])

    def at(self, place: int) -> tuple[Key, _Stated]:
        """The statement at a place: a page's number and the statement's within it."""
        index, number = place >> _PLACES, place & ((1 << _PLACES) - 1)
        if self._last[0] != index:
            self._last = (index, list(self.stated(self._pages[index])))
        return self._last[1][number]

    def stated(self, page: Page) -> Iterator[tuple[Key, _Stated]]:
        """Every statement of a page with its key."""
        home = folded_title(page.title)
        for claim in page.facts.claims:
            limit = threshold(claim, self._folding, home)
            if limit is not None:
                known = self._known.any_of(limit[2])
                yield (limit if known else (*limit[:3], home)), _Stated(page, claim, 0, claim.values[0])
                continue
            words = self._folding.words(claim.text)
            telling = set(words) - {"#"}
            if len(telling) < self._min_words:
                continue
            leans = claim.listed or not self._known.any_of(telling) or not telling.isdisjoint(self._pronouns)
            bound = f"{home}|{claim.under}" if leans else ""
            for at, key in enumerate(same_statement(words, claim, bound)):
                yield key, _Stated(page, claim, at, claim.values[at])


def _minority(statements: list[tuple[Key, _Stated]]) -> Iterator[OnPage]:
    """The statements with a number that fewer pages give; none where one page gives several."""
    key, group = statements[0][0], [stated for _, stated in statements]
    pages: dict[str, set[str]] = {}
    for item in group:
        pages.setdefault(item.value, set()).add(item.page.path)
    if sum(map(len, pages.values())) > len(set().union(*pages.values())):
        return
    order = sorted(pages, key=lambda value: (-len(pages[value]), min(pages[value])))
    usual = next(item for item in group if item.value == order[0])
    for item in group:
        if item.value != order[0]:
            values = {
                "number": item.value,
                "other": order[0],
                "pages": _named(sorted(pages[order[0]])),
                "subject": " ".join(key[2]),
            }
            where = Related(f"{order[0]} here", usual.claim.spans[usual.at], usual.page.path)
            yield OnPage(item.page.path, Match(item.claim.spans[item.at], values, key[0], related=(where,)))


def _named(paths: list[str]) -> str:
    return paths[0] if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} more"
