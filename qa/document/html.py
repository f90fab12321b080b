"""HTML pages, and the HTML inside Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.html_blocks import BlockWriter
from qa.document.html_tree import MAX_DEPTH, parse
from qa.document.model import Problem, Span
from qa.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qa.document.builder import Builder
    from qa.document.layout import Layout
    from qa.document.model import Document
    from qa.source import Source


def read_html(
    source: Source, aliases: Mapping[str, Sequence[str]] | None = None, layout: Layout | None = None
) -> Document:
    """Read a web page: its article as body, the site's parts in their roles, metadata from head, JSON-LD and dates.

    `layout` names the parts of pages that don't tell them by their tags. Front matter above the page, as generators of sites
    keep it, wins over what the page says. Never raises for what the page holds; what can't be taken as written becomes a problem.
    """
    from qa.document.builder import Builder
    from qa.document.cards import with_cards
    from qa.document.front_matter import read_front_matter
    from qa.document.html_main import roles
    from qa.document.html_metadata import read_metadata
    from qa.document.visible_fields import with_visible_fields

    builder = Builder(source, "html")
    start = read_front_matter(builder, aliases)
    stated = builder.metadata
    page = parse(source.text, start, len(source.text), _problems(builder))
    BlockWriter(builder, roles(page.elements, layout), page.elements).write(page.events)
    read_metadata(builder, page, builder.first_heading(), aliases)
    if stated.present:
        own = builder.metadata
        builder.metadata = replace(own, fields={**own.fields, **stated.fields}, span=stated.span, present=True)
    return with_visible_fields(with_cards(builder.finish()))


def feed_fragment(builder: Builder, start: int, end: int) -> None:
    """Add the HTML of `[start, end)` of the builder's source to it, under the builder's own role."""
    page = parse(builder.source.text, start, end, _problems(builder))
    BlockWriter(builder, None, page.elements).write(page.events)


def _problems(builder: Builder) -> Callable[[str, int, int], None]:
    details = {
        "too-deep": f"elements stand in each other more than {MAX_DEPTH} deep; what is deeper is read as if it stood side by side",
        "html-unclosed-comment": "a comment begins here and never ends",
        "html-unclosed-element": "this element never ends, so the rest of the page is lost",
    }

    def trouble(code: str, start: int, end: int) -> None:
        builder.problems.append(Problem(code, details[code], Span(start, end)))

    return trouble
