"""Words in the place of images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.generator_marks import images_without_words
from qa.checks.support.spans import block_span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Image

_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?)", re.IGNORECASE)
_CAMERA = re.compile(
    r"(?:img|dsc|dscn|image|photo|picture|screenshot|untitled|figure|graphic|banner|icon|thumbnail|placeholder)?[ _-]*\d*"
    r"|(?:an? |the )?(?:image|photo|picture|graphic|illustration) (?:of|showing)|alt(?:ernative)? text(?: here)?|insert .{0,20}|(?:featured|stock|header|hero) (?:image|photo|picture)",
    re.IGNORECASE,
)
_OPENED = re.compile(r"<a\b[^<>]*\bhref\b[^<>]*>\s*\Z", re.IGNORECASE)
_CLOSED = re.compile(r"\s*</a\s*>", re.IGNORECASE)
_TAG = 1000  # characters that a link's tag may have
_LOGOS = re.compile(r"\blogo\b", re.IGNORECASE)


class Options(CheckOptions):
    """`max_characters` of an alternative text; `max_logos`: so many "logo" in one unpunctuated line are texts run together."""

    max_characters: int = 125
    max_logos: int = 3


@check(
    "alt_text",
    options=Options,
    values=("target", "alt", "length", "limit", "count"),
    variants=("long", "file-name", "run-together"),
)
def alt_text(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """An image with no alternative text; variants: too long, a file's name in its place, texts run together in a capture.

    In HTML an empty `alt` says that an image is decorative and passes, unless a link shows nothing else; Markdown can't tell that from a forgotten one.
    """
    for image in document.images:
        alt = (image.alt or "").strip()
        values = {"target": image.target, "alt": alt, "length": len(alt), "limit": options.max_characters, "count": 1}
        if not alt:
            written = document.excerpt(image.span)
            if image.alt is None or written.startswith("![") or _names_a_link(document, image):
                yield Match(image.span, values)
        elif _FILE_NAME.fullmatch(alt) or _CAMERA.fullmatch(alt):
            yield Match(image.span, values, "file-name")
        elif len(alt) > options.max_characters:
            yield Match(image.span, values, "long")
    if document.kind == "captured":
        yield from _run_together(document, options)
    elif document.kind == "markdown":
        for target, span in images_without_words(document):
            yield Match(span, {"target": target, "alt": "", "length": 0, "limit": options.max_characters, "count": 1})


def _names_a_link(document: Document, image: Image) -> bool:
    """Whether the image is all that a link shows, so that without its text the link has no name."""
    text, (start, end) = document.source.text, image.span
    return _OPENED.search(text[max(0, start - _TAG) : start]) is not None and _CLOSED.match(text, end) is not None


def _run_together(document: Document, options: Options) -> Iterator[Match]:
    """A line of a captured page that is the alternative texts of several logos, with nothing between them."""
    for block in document.blocks:
        text = document.text_of(block)
        count = len(_LOGOS.findall(text))
        if count >= options.max_logos and not re.search(r"[.;|]\s", text):
            yield Match(block_span(document, block), {"count": count}, "run-together")
