"""Two pages under one title or one id: readers, search engines and programs can't tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.corpus.groups import Groups
from qa.corpus.registry import OnPage, corpus_check
from qa.corpus.sameness import address_key, folded_title
from qa.finding import Match, Related

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.checks.context import Context
    from qa.checks.registry import NoOptions
    from qa.corpus.facts import Corpus, Page


@corpus_check("shared_identity", values=("value", "other", "count"), variants=("id",))
def shared_identity(corpus: Corpus, options: NoOptions, context: Context) -> Iterator[OnPage]:  # noqa: ARG001 -- as declared
    """Yield each page whose title an earlier page has, and (variant `id`) each whose id an earlier page has.

    Pages that state the same own address are one page kept twice, such as a source and what was built from it.
    """
    yield from _repeated(corpus, "", lambda page: folded_title(page.title), lambda page: page.title)
    yield from _repeated(corpus, "id", lambda page: page.facts.ident.casefold(), lambda page: page.facts.ident)


def _repeated(
    corpus: Corpus, variant: str, key: Callable[[Page], str], shown: Callable[[Page], str]
) -> Iterator[OnPage]:
    same = Groups()
    for index, page in enumerate(corpus.pages):
        mark = key(page)
        if mark:
            same.add(mark, index)
    for (first_at, _), *others in same.groups():
        first = corpus.pages[first_at]
        for at, _ in others:
            page = corpus.pages[at]
            if address_key(page) and address_key(page) == address_key(first):
                continue
            span = page.facts.ident_span if variant else page.facts.anchor
            related = (Related(shown(first), first.facts.ident_span if variant else first.facts.anchor, first.path),)
            values = {"value": shown(page), "other": first.path, "count": len(others)}
            yield OnPage(page.path, Match(span, values, variant, related=related))
