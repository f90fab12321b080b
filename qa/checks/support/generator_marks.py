"""Marks of site generators in the source of Markdown, where they are written for readers and not as code or in a comment."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.document.generator_syntax import CODE
from qa.document.memo import per_document
from qa.document.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

# Images that only a generator makes of a mark: shortcodes of Hugo and Jekyll, components of MDX, embeds of Obsidian.
_MADE = re.compile(
    r"\{\{[<%]\s*(?:figure|img|image)\b(?P<shortcode>[^\n{}]{0,600})[%>]\}\}|\{%-?\s*(?:figure|image|picture|img)\b(?P<tag>[^\n{}]{0,600})%\}"
    r"|<(?:Image|Img|Figure|Picture)\b(?P<component>[^<>]{0,600})>"
    r"|!\[\[(?P<embed>[^\[\]|\n]+\.(?:png|jpe?g|gif|webp|svg|avif))(?:\|(?P<shown>[^\[\]\n]*))?\]\]"
)
_MADE_SIGNS = ("figure", "image", "img", "picture", "![[", "<Image", "<Img", "<Figure", "<Picture")
# Generators show a caption in the place of an alternative text; what stands in braces is worked out.
_SAYS = re.compile(
    r"\b(?:alt|caption)\s*=\s*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<made>\{))", re.IGNORECASE
)
_FILE = re.compile(r"[^\s\"'={}]+\.(?:png|jpe?g|gif|webp|svg|avif)\b", re.IGNORECASE)
_SIZE = re.compile(r"\s*\d+(?:x\d+)?\s*")
_KEYS = re.compile(r"^(?:layout|permalink|template|draft|weight|eleventyNavigation|cascade)\s*[:=]", re.MULTILINE)
_TAGS = re.compile(r"^\s*(?:\{\{[<%]|\{%)", re.MULTILINE)
_WIKI = re.compile(r"(?<!!)\[\[#(?P<heading>[^\[\]|#^\n]+)(?:\|[^\[\]\n]*)?\]\]")
# Pandoc and kramdown name a figure, a table or a span: "{#tbl:doses}".
_NAMED = re.compile(r"\{[^{}\n]{0,80}?#(?P<name>[\w:.-]+)")
# A comment that nothing closes goes on to the end.
_UNREAD = re.compile(rf"{CODE}|<!--[\s\S]*?(?:-->|\Z)", re.MULTILINE)


@per_document
def is_generated(document: Document) -> bool:
    """Whether a Markdown page shows that a generator with templates builds it: tags between its words, or keys that only those read."""
    if document.kind != "markdown":
        return False
    head = document.source.text[: document.metadata.span.end]
    return _KEYS.search(head) is not None or _TAGS.search(document.source.text, len(head)) is not None


def images_without_words(document: Document) -> Iterator[tuple[str, Span]]:
    """The file and the place of each image of a generator's mark that gives neither an alternative text nor a caption."""
    if not any(sign in document.source.text for sign in _MADE_SIGNS):
        return
    for found in _written(document, _MADE):
        inside = found["shortcode"] or found["tag"] or found["component"] or ""
        said = [item["double"] or item["single"] or item["made"] for item in _SAYS.finditer(inside)]
        shown = found["shown"] if found["embed"] and not _SIZE.fullmatch(found["shown"] or "") else None
        file = _FILE.search(found["embed"] or inside)
        if file and not shown and not any(text and text.strip() for text in said):
            yield file.group(), Span(*found.span())


def headings_linked(document: Document) -> Iterator[tuple[str, Span]]:
    """Links within the page as wikis write them, `[[#Heading]]`: the heading's words and the place."""
    if "[[#" in document.source.text:
        yield from ((found["heading"], Span(*found.span("heading"))) for found in _written(document, _WIKI))


def names_anchor(document: Document, anchor: str) -> bool:
    """Whether an attribute list somewhere gives its figure, table or span this name."""
    return anchor in _names(document)


@per_document
def _names(document: Document) -> frozenset[str]:
    return frozenset(found["name"] for found in _NAMED.finditer(document.source.text))


def _written(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a mark stands below the front matter and outside code and comments."""
    text, begin = document.source.text, document.metadata.span.end
    found = list(pattern.finditer(text, begin))
    unread = [item.span() for item in _UNREAD.finditer(text, begin)] if found else []
    starts = [start for start, _ in unread]
    for mark in found:
        at = bisect_right(starts, mark.start()) - 1
        if at < 0 or mark.start() >= unread[at][1]:
            yield mark
