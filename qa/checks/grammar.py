"""Slips of grammar that can be told with hardly a false alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support import form_matches, slip_matches
from qa.checks.support.grammar_data import grammar_data
from qa.checks.support.told_once import told_once
from qa.language.page_words import PageWords
from qa.language.prose import apparatus_sections, is_english

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

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
    forms: bool = True


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
    data = context.derived(("grammar", "data"), lambda: grammar_data(context))
    page = PageWords(document, data.pairs)
    yield from told_once(_looks(page, _Prose(document), options, context, data))


def _looks(
    page: PageWords, prose: Container[int], options: Options, context: Context, data: slip_matches.GrammarData
) -> Iterator[Iterator[Match]]:
    """What each way of looking finds, the surest first."""
    document = page.document
    if options.doubled:
        yield slip_matches.doubled_words(document, prose, data)
    if options.articles:
        yield slip_matches.articles(page, prose, data)
    if options.lists:
        yield slip_matches.bare_lists(page, prose, data)
    if options.patterns:
        yield slip_matches.patterns(page, prose, data)
        yield slip_matches.modal_verbs(page, prose)
    if options.forms:
        yield form_matches.word_forms(page, prose)
    if options.agreement:
        yield slip_matches.subjects(page, prose, context.lexicon.knows)
    if options.punctuation:
        yield slip_matches.punctuation(document, prose)
    if options.references:
        yield slip_matches.references(page, prose)


class _Prose:
    """The blocks that are judged, by index, each looked at when something is found in it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._skipped = apparatus_sections(document)

    def __contains__(self, index: object) -> bool:
        block = self._document.blocks[index] if isinstance(index, int) else None
        if block is None or block.role != "body":
            return block is not None and _is_teaser(self._document, block)
        return block.kind != "code" and block.section not in self._skipped


def _is_teaser(document: Document, block: Block) -> bool:
    """Whether a card's block is a teaser in whole sentences; one that was scraped or cut is another rule's."""
    return block.role == "card" and block.kind == "paragraph" and document.text_of(block).rstrip().endswith((".", "!"))
