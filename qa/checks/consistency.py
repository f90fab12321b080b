"""One form for a name or term: learns the form that an article mostly uses and reports the others."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING, Literal

from qa.checks.registry import NOTHING, check
from qa.checks.support.forms import FAMILIES, of_names, of_terms
from qa.checks.support.scopes import PROSE, BlockName, Scoped, Where
from qa.finding import Edit, Fix, Match, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.checks.support.occurrence import Occurrence
    from qa.document.model import Document


class Options(Scoped):
    """`terms` maps a form to the other ways of writing it, capitals aside; where they tie, the key wins.

    `names` are names whose capitals count, each as its owner writes it. `families` are forms found by shape:
    `designations` (CA 15-3, CA15-3), `hours` (24-hour, 24hr, 24 hour), `compounds` (follow-up, long term before a noun),
    `capitals` (a name with a capital inside, HealthLink, and its other writings), `hyphens` (pre-assessment, preassessment),
    `cards` (a partner's name in its own card), `publisher` (the publisher's name, as the page's metadata, imprint or header has it),
    `blanks` (a name of several words, parted in two ways: Health Advice Scotland, HealthAdvice Scotland) and
    `apart` (two nouns that are one word elsewhere: gall bladder, gallbladder).
    """

    scope: Where = "all"
    blocks: tuple[BlockName, ...] = PROSE
    terms: Mapping[str, tuple[str, ...]] = NOTHING
    names: tuple[str, ...] = ()
    families: tuple[
        Literal["designations", "hours", "compounds", "capitals", "cards", "hyphens", "publisher", "blanks", "apart"],
        ...,
    ] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        if not (options.terms or options.names or options.families):
            yield (), "give “terms”, “names” or “families”"


@check("consistency", options=Options, values=("form", "majority", "count", "others"))
def consistency(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """One match for each form in the minority, at its first place, with a fix for all of them.

    Names at the start of a sentence are compared with each other alone, since a capital there means nothing.
    """
    found: dict[str, dict[str, list[Occurrence]]] = {}
    sources = [of_terms(document, options, context), of_names(document, options, context)]
    sources += [FAMILIES[name](document, options) for name in options.families]
    for source in sources:
        for item in source:
            found.setdefault(item.key, {}).setdefault(item.form, []).append(item)
    for forms in found.values():
        if len(forms) > 1:
            yield from _minority(document, forms)


def _minority(document: Document, forms: dict[str, list[Occurrence]]) -> Iterator[Match]:
    # The majority; where two tie, the form that the rule prefers, then the one that stands first.
    ranked = sorted(forms.values(), key=lambda items: (-len(items), not items[0].preferred, items[0].start))
    winner = ranked[0]
    for items in ranked[1:]:
        first, better = items[0], items[0].better or winner[0].form
        span = document.locate(first.start, first.end)
        place = document.locate(winner[0].start, winner[0].end)
        written, kept = (" ".join(document.text[it.start : it.end].split()) for it in (first, winner[0]))
        values = {"form": written, "majority": kept, "count": len(items), "others": len(winner)}
        related = (Related(f"“{kept}”", place),)
        yield Match(span, values, suggestions=(better,), fix=_fix(document, items, better), related=related)


def _fix(document: Document, items: list[Occurrence], better: str) -> Fix | None:
    spans = [document.locate(item.start, item.end) for item in items]
    if any(
        document.excerpt(span) != document.text[item.start : item.end] for span, item in zip(spans, items, strict=True)
    ):
        return None
    return Fix(f"Write “{better}”", "unsafe", tuple(Edit(span.start, span.end, better) for span in spans))
