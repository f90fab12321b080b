"""Images of a document as Markdown: in the running text where they stand in it, else as paragraphs of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.model import Block, Document, Image

# What an article can't point to: pictures inside the page, on the disk of whoever copied it, or with no address at all.
_UNREACHABLE = re.compile(r"data:(?:image/(?P<kind>[a-z]+))?|file:|blob:|cid:|\Z", re.IGNORECASE)
_ENDINGS = {"jpeg": "jpg", "svg": "svg", "gif": "gif", "webp": "webp"}


class Placed(NamedTuple):
    """An image as Markdown and where it stands: a projected offset in a block, or -1 for before that block."""

    block: int
    at: int
    written: str


def placed_images(document: Document, escape: Callable[[str], str]) -> list[Placed]:
    """The images of the article in order; one after the last block stands before the block of the next index.

    An image without an address that others can reach gets a file name to fill in (image-1.png).
    """
    found: list[Placed] = []
    unnamed = 0
    for image in document.images:
        if image.role != "body" or not document.blocks:
            continue
        target = image.target.strip()
        if unreachable := _UNREACHABLE.match(target):
            unnamed += 1
            target = f"image-{unnamed}.{_ENDINGS.get((unreachable['kind'] or '').lower(), 'png')}"
        target = target.replace(" ", "%20")
        address = f"<{target}>" if set("()") & set(target) else target
        block, at = _place(document, image)
        if at < 0 or document.blocks[block].role == "body":
            written = f"![{escape(' '.join((image.alt or '').split()))}]({address})"
            found.append(Placed(block, at, written if at < 0 else _spaced(document, image, written)))
    return found


def _spaced(document: Document, image: Image, written: str) -> str:
    """With the blanks around the image, which the readable text has folded into one."""
    text, (start, end) = document.source.text, image.span
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return f"{' ' * before.isspace()}{written}{' ' * after.isspace()}"


def _place(document: Document, image: Image) -> tuple[int, int]:
    block = document.blocks[image.block]
    if image.span.start >= block.span.end:
        return image.block + 1, -1
    if block.kind not in ("paragraph", "list_item", "table_cell", "heading") or image.span.end <= block.span.start:
        return image.block, -1
    return image.block, _offset(document, block, image.span.start)


def _offset(document: Document, block: Block, source: int) -> int:
    """The first projected offset of a block that comes from behind a source offset."""
    low, high = block.start, block.end
    while low < high:
        middle = (low + high) // 2
        if document.locate(middle, middle + 1).start < source:
            low = middle + 1
        else:
            high = middle
    return low
