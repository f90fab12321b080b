"""Chances given as percentages, or in two forms on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.terms import counts
from qa.finding import Fix, Match, Related
from qa.language.chances import natural_forms, percentages
from qa.language.prose import is_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.chances import Chance


class Options(CheckOptions):
    """`percentages` reports the page's first share of people in per cent, `mixed` a page that uses both forms."""

    percentages: bool = True
    mixed: bool = True


@check("number_format", options=Options, values=("found", "plain", "other", "count"), variants=("mixed",))
def number_format(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report a page once: at the first percentage where it mixes forms, else at the first share of people in per cent."""
    if not is_english(document):
        return
    if "%" not in document.text and "cent" not in document.lower:
        return
    percent = [chance for chance in percentages(document.text) if counts(document, chance.start)]
    if not percent:
        return
    natural = [chance for chance in natural_forms(document.text) if counts(document, chance.start)]
    mixed = options.mixed and bool(natural)
    if not (mixed or options.percentages):
        return
    first = percent[0]
    values = {
        "found": document.text[first.start : first.end],
        "plain": first.plain,
        "other": document.text[natural[0].start : natural[0].end] if natural else "",
        "count": len(percent),
    }
    related = tuple(_related(document, chance) for chance in (*percent[1:6], *natural[:1]))
    fix = Fix(f"Write “{first.plain}”", "manual")
    span = document.locate(first.start, first.end)
    yield Match(span, values, "mixed" if mixed else "", (first.plain,), fix, related)


def _related(document: Document, chance: Chance) -> Related:
    words = "another form" if chance.form == "in" else f"say “{chance.plain}”"
    return Related(words, document.locate(chance.start, chance.end))
