"""Patterns with groups that fill the rule's message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import check
from qa.checks.support.memo import of_options
from qa.checks.support.scopes import Scoped, clear_of, hits
from qa.finding import Match
from qa.matching.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.matching.patterns import Regex

_GROUPS = ("first", "second", "third")


class Options(Scoped):
    """`patterns` are RE2 expressions whose first three groups fill `{first}`, `{second}` and `{third}` of the message.

    A group `(?P<hit>…)` is what is reported. `unless` are patterns whose matches excuse an overlap; `once` reports the
    first match of an article alone.
    """

    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    ignore_case: bool = True
    once: bool = False

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(patterns=options.patterns, unless=options.unless)
        if not options.patterns:
            yield (), "“patterns” is missing"


@check("pattern", options=Options, values=("match", *_GROUPS))
def pattern(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Every match of the rule's patterns, each place once."""
    regexes, unless = of_options(context, "pattern", options, _prepared)
    seen: set[tuple[int, int]] = set()
    for regex in regexes:
        for found, start, end in hits(document, options, regex):
            if any(start < high and low < end for low, high in seen) or not clear_of(document, unless, start, end):
                continue
            if options.once and seen:
                return
            seen.add((start, end))
            groups = dict(zip(_GROUPS, (text or "" for text in found.groups()), strict=False))
            values = {"first": "", "second": "", "third": "", **groups, "match": document.text[start:end]}
            yield Match(document.locate(start, end), values)


def _prepared(options: Options) -> tuple[list[Regex], list[Regex]]:
    wanted = [compiled(item, ignore_case=options.ignore_case) for item in options.patterns]
    return wanted, [compiled(item) for item in options.unless]
