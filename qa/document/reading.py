"""One way in for all kinds of article."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.document.layout import Layout
    from qa.document.model import Document, Kind
    from qa.source import Source

EXTENSIONS: dict[str, Kind] = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mdx": "markdown",
    ".qmd": "markdown", ".rmd": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".txt": "captured", ".text": "captured",
}  # fmt: skip

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAG = re.compile(r"</(?:p|div|h[1-6]|ul|ol|li|table|section|article|main)>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\ufeff?\s*?---[ \t]*\r?\n[\s\S]{0,65536}?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^(?:```|~~~)|^\[[^\]\n]+\]:\s|^\|.*\|[ \t]*$|\[[^\]\n]+\]\([^)\s]+\)|\*\*[^*\n]+\*\*|!\[[^\]\n]*\]\(",
    re.MULTILINE,
)
_SAMPLE = 20_000


def read(
    source: Source,
    kind: str | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    layout: Layout | None = None,
) -> Document:
    """Read a source as `kind` ("markdown", "html", "captured"), by default the one its name or else its text shows.

    `aliases` maps canonical field names to a publisher's own; `layout` names the parts of HTML pages. Raises ValueError for a kind that doesn't exist; what the
    text holds never raises.
    """
    chosen = kind or kind_of(source.path) or sniff(source.text)
    if chosen == "markdown":
        from qa.document.markdown import read_markdown

        return read_markdown(source, aliases)
    if chosen == "html":
        from qa.document.html import read_html

        return read_html(source, aliases, layout)
    if chosen == "captured":
        from qa.document.captured import read_captured

        return read_captured(source, aliases)
    raise ValueError(f"no such kind of article: {chosen!r}")


def kind_of(path: str) -> Kind | None:
    """The kind that a file's extension names; None for any other extension."""
    return EXTENSIONS.get(posixpath.splitext(path.replace("\\", "/").rstrip("/"))[1].lower())


def sniff(text: str) -> Kind:
    """The kind that a text shows: a page's first tags, front matter or Markdown's signs; captured text otherwise."""
    sample = text[:_SAMPLE].lstrip("\ufeff")
    if _HTML_START.match(sample):
        return "html"
    if _FRONT_MATTER.match(sample):
        return "markdown"
    if len(_HTML_TAG.findall(sample)) >= 2:
        return "html"
    return "markdown" if _MARKDOWN.search(sample) else "captured"
