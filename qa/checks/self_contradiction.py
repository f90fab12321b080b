"""Two figures for one thing on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.language.figures import Figure

_VALUES = 2  # of one thing; more are a table or a template
_NEIGHBOURS = 2  # blocks
_SECTION = 2  # the level of a heading below the title's


class Options(CheckOptions):
    """Words in lower case, whole, that change nothing in what a figure is stated of (`ignored`) or point at something (`pointing`).

    Two clauses state a figure of one thing where their other words are the same, `min_words` of them at least; `apart` is by how
    many times the figures must differ.
    """

    ignored: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    min_words: int = 2
    apart: float = 1.2


@check("self_contradiction", options=Options, values=("figure", "other"))
def self_contradiction(document: Document, options: Options, context: Context) -> Iterator[Match]:  # noqa: ARG001 -- text only
    """Report the one figure that another clause of the page states otherwise of the same thing.

    A limit ("up to 3 days") is compared with limits of its kind alone, a share with shares, a time with times; three values or
    more are a template, and neighbours a row of cases. What a clause without the page's topic is about depends on where it
    stands: it is compared with the page's introduction, or within its section where that is no matter of a pronoun.
    """
    from qa.language.figures import figures, stems

    ignored = frozenset(options.ignored)
    topic = stems(document.title.lower(), ignored)
    stated: dict[tuple[str, str, frozenset[str]], list[Figure]] = {}
    for found in figures(document, ignored):
        if len(found.words) >= options.min_words:
            stated.setdefault((found.kind, found.limits, found.words), []).append(found)
    for (_, _, words), items in stated.items():
        first = items[0]
        others = [item for item in items if _differ(item, first, options.apart)]
        if not others or len({(item.low, item.high) for item in items}) > _VALUES:
            continue
        other = others[0]
        if _comparable(document, first, other, options.pointing, named=not topic.isdisjoint(words)):
            values = {name: _said(document, item) for name, item in (("figure", other), ("other", first))}
            there = Related(values["other"], document.locate(first.start, first.end))
            yield Match(document.locate(other.start, other.end), values, related=(there,))


def _differ(one: Figure, other: Figure, apart: float) -> bool:
    return one.low > other.high * apart or other.low > one.high * apart


def _comparable(document: Document, one: Figure, other: Figure, pointing: tuple[str, ...], *, named: bool) -> bool:
    """Whether two clauses in the same words speak of one thing."""
    blocks = [document.block_at(item.start) for item in (one, other)]
    alike = blocks[0].section == blocks[1].section
    if alike and 0 < blocks[1].index - blocks[0].index <= _NEIGHBOURS:
        return False
    if one.first in pointing or other.first in pointing:
        return alike
    return named or document.sections[blocks[0].section].level < _SECTION


def _said(document: Document, figure: Figure) -> str:
    return " ".join(document.text[figure.start : figure.end].split())
