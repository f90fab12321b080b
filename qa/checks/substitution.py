"""Words with better ones to take their place."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import NOTHING, check
from qa.checks.support.memo import of_options
from qa.checks.support.scopes import Scoped, clear_of, hits
from qa.finding import Applicability, Edit, Fix, Match
from qa.matching.patterns import compiled, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Span
    from qa.matching.patterns import Regex


class Options(Scoped):
    """`swap` maps a phrase, as written, to its replacement or replacements, the best first.

    `unless` are patterns whose matches excuse an overlap; `applicability` is how far the fix can be trusted.
    """

    swap: Mapping[str, str | tuple[str, ...]] = NOTHING
    unless: tuple[str, ...] = ()
    ignore_case: bool = True
    applicability: Applicability = "unsafe"

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(unless=options.unless)
        if not options.swap:
            yield (), "“swap” is missing"


@check("substitution", options=Options, values=("match", "replacement"))
def substitution(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Every occurrence of a phrase of `swap`, with what to write."""
    regex, table, unless = of_options(context, "substitution", options, _prepared)
    for _, start, end in hits(document, options, regex):
        if not clear_of(document, unless, start, end):
            continue
        written = document.text[start:end]
        better = tuple(recased(written, item) for item in table.get(_folded(written, options), ()))
        if not better or written in better:
            continue
        span = document.locate(start, end)
        fix = _fix(document, span, written, better[0], options.applicability)
        yield Match(span, {"match": written, "replacement": better[0]}, suggestions=better, fix=fix)


def recased(written: str, replacement: str) -> str:
    """The replacement with the capital that the written words begin with; all capitals stay all capitals."""
    if written.isupper() and " " not in written and len(written) > len("USA"):
        return replacement.upper()
    if written[:1].isupper():
        return replacement[:1].upper() + replacement[1:]
    return replacement


def _fix(document: Document, span: Span, written: str, better: str, applicability: Applicability) -> Fix | None:
    """The edit, where the source holds the very words and no markup between them."""
    if document.excerpt(span) != written or not better:
        return None
    return Fix(f"Write “{better}”", applicability, (Edit(span.start, span.end, better),))


def _prepared(options: Options) -> tuple[Regex, dict[str, tuple[str, ...]], list[Regex]]:
    table = {
        _folded(phrase, options): (better,) if isinstance(better, str) else tuple(better)
        for phrase, better in options.swap.items()
    }
    regex = compiled(phrases(options.swap), ignore_case=options.ignore_case)
    return regex, table, [compiled(item) for item in options.unless]


def _folded(text: str, options: Options) -> str:
    plain = " ".join(text.replace("’", "'").split())
    return plain.casefold() if options.ignore_case else plain
