"""The evidence that an article rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.checks.support.governance import has_value, is_article, records_nothing
from qa.checks.support.page import stated_title_span
from qa.checks.support.stated import lists_sources
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document

_PLACEHOLDERS = frozenset({"tbc", "tba", "tbd", "todo", "to do", "none", "n/a", "to be added", "pending", "various"})


@check("sources_recorded", values=("written",), variants=("placeholder",))
def sources_recorded(document: Document, _options: NoOptions, _context: Context) -> Iterator[Match]:
    """No source in the metadata and no list of sources on the page; variant `placeholder`: an entry that names none.

    Silent for a page that records nothing at all: that is reported once, by another rule.
    """
    if not is_article(document) or records_nothing(document):
        return
    field = document.metadata.get("sources")
    stated = [] if field is None else field.value if isinstance(field.value, list) else [field.value]
    if field is not None:
        for item in stated:
            if isinstance(item, str) and item.strip().lower().rstrip(".") in _PLACEHOLDERS:
                yield Match(field.span, {"written": item}, "placeholder")
    if not any(has_value(item) for item in stated) and not lists_sources(document):
        yield Match(field.key if field else stated_title_span(document), {"written": ""})
