"""Words or patterns that an article must not contain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import check
from qa.checks.support.memo import of_options
from qa.checks.support.scopes import Scoped, clear_of, hits
from qa.finding import Match
from qa.matching.patterns import compiled, flaw, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.matching.patterns import Regex


class Options(Scoped):
    """`phrases` are words as written, `patterns` RE2 expressions; `unless` are patterns whose matches excuse an overlap.

    A pattern's group `(?P<hit>…)` is what is reported, the rest is context. `suggestions` are offered for every match.
    """

    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    ignore_case: bool = True
    suggestions: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options: a pattern that can't run, or nothing to look for."""
        yield from refused_patterns(patterns=options.patterns, unless=options.unless)
        if not (options.phrases or options.patterns):
            yield (), "give “phrases” or “patterns”"


def refused_patterns(**groups: tuple[str, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The place and the flaw of every pattern that can't run, by the option's name."""
    for name, patterns in groups.items():
        for index, pattern in enumerate(patterns):
            if message := flaw(pattern):
                yield (name, index), message


@check("existence", options=Options, values=("match",))
def existence(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Every occurrence of a phrase or pattern that the rule forbids."""
    regexes, unless = of_options(context, "existence", options, prepared)
    seen: set[tuple[int, int]] = set()
    for regex in regexes:
        for _, start, end in hits(document, options, regex):
            if (start, end) not in seen and clear_of(document, unless, start, end):
                seen.add((start, end))
                yield Match(
                    document.locate(start, end), {"match": document.text[start:end]}, suggestions=options.suggestions
                )


def prepared(options: Options) -> tuple[list[Regex], list[Regex]]:
    """The compiled patterns to look for, and those that excuse."""
    wanted = [phrases(options.phrases)] if options.phrases else []
    regexes = [compiled(pattern, ignore_case=options.ignore_case) for pattern in (*wanted, *options.patterns)]
    return regexes, [compiled(pattern) for pattern in options.unless]
