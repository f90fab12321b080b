"""A document as Markdown with front matter: what `qa import` makes of a captured or HTML page."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from qa.document.cards import cards_of
from qa.document.image_marks import placed_images
from qa.document.inline_marks import Marked, marked
from qa.document.metadata import ALIASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block, Document

    Marks = dict[int, list[Marked]]

# What stands in the text as well, or belongs to the place where the article stood.
_LEFT_OUT = frozenset({"read_time", "qa"})
# The commonest first, as people write them; then the others that the page states.
_FIRST = ("title", "type", "description", "lang", "last_reviewed", "next_review", "reviewer")

_DAYS = frozenset({"last_reviewed", "next_review", "last_updated", "published"})
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?\s*$")
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_OPENER = re.compile(r"^(\s*)([#+\-]|\d+[.)])(\s)")
_SIGNS = {"strong": "**", "emphasis": "*"}


def to_markdown(document: Document) -> str:
    """The article's body under front matter of what the page says about itself, its partner cards at the end.

    Header, navigation and footer are left out. A link whose address the page lost keeps its text.
    """
    parts = ["\n".join(_front_matter(document)), *_body(document), *_cards(document)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(document: Document) -> Iterator[str]:
    from qa.document.yaml_text import entry

    values = {name: document.metadata.value(name) for name in (*_FIRST, *document.metadata.fields)}
    values["title"] = document.title or None
    yield "---"
    for name, value in values.items():
        if value not in (None, "", []) and name in ALIASES and name not in _LEFT_OUT:
            yield entry(name, _day(value) if name in _DAYS else value)
    yield "---"


def _day(value: object) -> object:
    """The day of a moment, as machines write moments; anything else as it is."""
    found = _MOMENT.match(value) if isinstance(value, str) else None
    try:
        return dt.date.fromisoformat(found.group(1)) if found else value
    except ValueError:
        return value


def _body(document: Document) -> Iterator[str]:
    """The body's blocks as Markdown, the items of a list and the rows of a table together, images where they stand."""
    marks = _marks_by_block(document)
    standing: dict[int, list[str]] = {}
    for image in placed_images(document, _escaped):
        if image.at < 0:
            standing.setdefault(image.block, []).append(image.written)
        else:
            marks.setdefault(image.block, []).append(Marked(image.at, image.at, image.written, ""))
    run: list[Block] = []
    bullet = "-"
    for block in document.body_blocks():
        before = [image for index in sorted(standing) if index <= block.index for image in standing.pop(index)]
        if run and (before or not _goes_on(run, block)):
            yield _joined(document, run, marks, bullet)
            # Two lists in a row would be read as one if their signs were the same.
            apart = not before and run[-1].kind == block.kind == "list_item" and not block.ordered
            bullet = "*" if apart and bullet == "-" else "-"
            run = []
        yield from before
        run.append(block)
    if run:
        yield _joined(document, run, marks, bullet)
    yield from (image for index in sorted(standing) for image in standing[index])


def _goes_on(run: list[Block], block: Block) -> bool:
    """Whether a block belongs to the list or table of those before it; a list may hold others."""
    if block.group < 0 or block.kind != run[-1].kind:
        return False
    nested = block.kind == "list_item" and block.level > 1
    return nested or any(item.group == block.group for item in run)


def _joined(document: Document, run: list[Block], marks: Marks, bullet: str = "-") -> str:
    first = run[0]
    texts = [_inline(document, block, marks) for block in run]
    if first.kind == "heading":
        return f"{'#' * max(1, first.level)} {texts[0]}"
    if first.kind == "list_item":
        return "\n".join(_items(run, texts, bullet))
    if first.kind == "table_cell":
        return _table(run, texts)
    if first.kind == "code":
        return f"```\n{document.text_of(first)}\n```"
    text = _OPENER.sub(r"\1\\\2\3", texts[0])
    return f"> {text}" if first.quoted else text


def _items(run: list[Block], texts: list[str], bullet: str) -> Iterator[str]:
    """A list's lines; what is inside an item is indented to where the item's text begins."""
    widths: list[int] = []
    for block, text in zip(run, texts, strict=True):
        sign = f"{block.row + 1}." if block.ordered else bullet
        del widths[max(0, block.level - 1) :]
        yield f"{' ' * sum(widths)}{sign} {text}"
        widths.append(len(sign) + 1)


def _table(run: list[Block], texts: list[str]) -> str:
    rows: dict[int, list[str]] = {}
    for block, text in zip(run, texts, strict=True):
        rows.setdefault(block.row, []).append(text.replace("|", "\\|"))
    lines = [f"| {' | '.join(cells)} |" for cells in rows.values()]
    width = max(len(cells) for cells in rows.values())
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _marks_by_block(document: Document) -> Marks:
    """The links of each block, and its strong and emphasised words; a heading is strong by itself."""
    found: Marks = {}
    for link in document.links:
        if link.target and link.end > link.start:
            target = link.target.replace(" ", "%20")
            closing = f"](<{target}>)" if ")" in target else f"]({target})"
            found.setdefault(link.block, []).append(Marked(link.start, link.end, "[", closing))
    for item in document.inlines:
        block = document.block_at(item.start)
        if item.kind in _SIGNS and block.kind != "heading" and item.end <= block.end:
            sign = _SIGNS[item.kind]
            found.setdefault(block.index, []).append(Marked(item.start, item.end, sign, sign))
    return found


def _inline(document: Document, block: Block, marks: Marks) -> str:
    return " ".join(marked(document.text, block.start, block.end, marks.get(block.index, ()), _escaped).split())


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _cards(document: Document) -> Iterator[str]:
    cards = cards_of(document)
    if not cards:
        return
    yield "## Need more information?"
    marks = _marks_by_block(document)
    for card in cards:
        if card.title is not None:
            yield f"### {_inline(document, card.title, marks)}"
        if card.teaser is not None:
            yield _inline(document, card.teaser, marks)
        yield _inline(document, card.more, marks)
