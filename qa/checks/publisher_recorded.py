"""Who publishes an article, and where they say how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.existence import refused_patterns
from qa.checks.registry import CheckOptions, check
from qa.checks.support.governance import has_value, is_article, records_nothing
from qa.checks.support.page import stated_title_span
from qa.checks.support.publishers import names_publisher
from qa.finding import Match
from qa.matching.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """`publisher` and `quality_process` are what the whole site states once, for articles that don't repeat it.

    `process_words` are patterns (RE2, any case) of a line or link that leads to the quality process.
    """

    publisher: str = ""
    quality_process: str = ""
    process_words: tuple[str, ...] = ()

    @staticmethod
    def refuse(options: Options) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong with the options."""
        yield from refused_patterns(process_words=options.process_words)


@check("publisher_recorded", options=Options, values=("missing",), variants=("quality-process",))
def publisher_recorded(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """No publisher on record; variant `quality-process`: a publisher, but no word of how its content is checked.

    One match a page, and none for a page that records nothing at all: that is reported once, by another rule.
    """
    if not is_article(document) or records_nothing(document):
        return
    metadata = document.metadata
    has_publisher = bool(options.publisher) or has_value(metadata.value("publisher")) or names_publisher(document)
    has_process = bool(options.quality_process) or has_value(metadata.value("quality_process"))
    has_process = has_process or _process_on_page(document, options)
    if not has_publisher:
        missing = "publisher" if has_process else "publisher and no link to the quality process"
        empty = metadata.get("publisher")
        yield Match(empty.key if empty else stated_title_span(document), {"missing": missing})
    elif not has_process:
        found = metadata.get("quality_process") or metadata.get("publisher")
        yield Match(
            found.key if found else stated_title_span(document), {"missing": "quality process"}, "quality-process"
        )


def _process_on_page(document: Document, options: Options) -> bool:
    patterns = [compiled(item) for item in options.process_words]
    return any(pattern.search(document.text) for pattern in patterns) or any(
        pattern.search(link.target) for link in document.links for pattern in patterns
    )
