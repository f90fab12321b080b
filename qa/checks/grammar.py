"""Slips of grammar that can be told with hardly a false alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support import slip_matches
from qa.language.prose import apparatus_sections, is_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document
    from qa.finding import Match


class Options(CheckOptions):
    """Which groups of slips are looked for; the patterns and word lists are the data of kind "grammar"."""

    patterns: bool = True
    doubled: bool = True
    articles: bool = True
    lists: bool = True
    punctuation: bool = True
    references: bool = True
    agreement: bool = True


_VARIANTS = (
    "doubled",
    "article",
    "bare",
    "no_space",
    "space_before",
    "marks",
    "bracket",
    "these",
    "modal",
    "agreement",
)


@check("grammar", options=Options, values=("problem", "found", "right", "count"), variants=_VARIANTS)
def grammar(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report slips in the body and in teasers, reference sections and code aside; pages in another language are left alone."""
    if not is_english(document):
        return
    data = context.derived(("grammar", "data"), lambda: slip_matches.GrammarData.of(context.data("grammar")))
    skipped = apparatus_sections(document)
    prose = frozenset(
        block.index for block in document.body_blocks() if block.kind != "code" and block.section not in skipped
    ) | frozenset(block.index for block in document.blocks if _is_teaser(document, block))
    if options.doubled:
        yield from slip_matches.doubled_words(document, prose, data)
    if options.articles:
        yield from slip_matches.articles(document, prose, data)
    if options.lists:
        yield from slip_matches.bare_lists(document, prose, data)
    yield from _forms(document, prose, options, context, data)
    if options.punctuation:
        yield from slip_matches.punctuation(document, prose)
    if options.references:
        yield from slip_matches.references(document, prose)


def _forms(
    document: Document, prose: frozenset[int], options: Options, context: Context, data: slip_matches.GrammarData
) -> Iterator[Match]:
    """What patterns tell, then forms of verbs that they don't tell already."""
    told = list(slip_matches.patterns(document, prose, data)) if options.patterns else []
    yield from told
    if options.patterns:
        yield from slip_matches.modals(document, prose)
    if options.agreement:
        for match in slip_matches.agreement(document, prose, context.lexicon.knows):
            if not any(match.span[0] < other.span[1] and other.span[0] < match.span[1] for other in told):
                yield match


def _is_teaser(document: Document, block: Block) -> bool:
    """Whether a card's block is a teaser in whole sentences; one that was scraped or cut is another rule's."""
    return block.role == "card" and block.kind == "paragraph" and document.text_of(block).rstrip().endswith((".", "!"))
