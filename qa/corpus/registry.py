"""How a check over the whole corpus is declared.

It is registered like any check, under its module's name in `qa.checks.CORPUS`, and needs "corpus"; it runs once over the facts
of all documents instead of once over each document, and says for each match on which page it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from qa.checks.registry import NoOptions, check
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa.checks.context import Context
    from qa.checks.registry import Check, CheckFunction, CheckOptions
    from qa.corpus.facts import Corpus
    from qa.finding import Match


class OnPage(NamedTuple):
    """A match and the page that it stands on."""

    path: str
    match: Match


class CorpusFunction(Protocol):
    """What a corpus check looks like."""

    def __call__(self, corpus: Corpus, options: Any, context: Context, /) -> Iterable[OnPage]:
        """The matches of all pages, in any order."""


def corpus_check(
    name: str, *, options: type[CheckOptions] = NoOptions, values: Iterable[str] = (), variants: Iterable[str] = ()
) -> Callable[[CorpusFunction], CorpusFunction]:
    """Register a corpus check under its module's name; as `qa.checks.registry.check`."""

    def register(function: CorpusFunction) -> CorpusFunction:
        enrol = check(name, options=options, values=values, variants=variants, needs=("corpus",))
        enrol(cast("CheckFunction", function))
        return function

    return register


def function_of(registered: Check) -> CorpusFunction:
    """The function of a check that needs "corpus"."""
    return cast("CorpusFunction", registered.run)
