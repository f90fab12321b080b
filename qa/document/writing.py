"""A document as Markdown with front matter: what `qa import` makes of a captured or HTML page."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from qa.document.cards import cards_of
from qa.document.inline_marks import Marked, marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block, Document

    Marks = dict[int, list[Marked]]

FIELDS = (
    "title",
    "type",
    "description",
    "lang",
    "last_reviewed",
    "next_review",
    "reviewer",
    "publisher",
    "sources",
    "url",
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_OPENER = re.compile(r"^(\s*)([#+\-]|\d+[.)])(\s)")
_SIGNS = {"strong": "**", "emphasis": "*"}
_PLAIN = re.compile(r"[\w][\w ,./()’'-]*")


def to_markdown(document: Document) -> str:
    """The article's body under front matter of what the page says about itself, its partner cards at the end.

    Header, navigation and footer are left out. A link whose address the page lost keeps its text.
    """
    parts = ["\n".join(_front_matter(document)), *_body(document), *_cards(document)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(document: Document) -> Iterator[str]:
    values = {name: document.metadata.value(name) for name in FIELDS}
    values["title"] = document.title or None
    yield "---"
    for name, value in values.items():
        if value not in (None, "", []):
            yield f"{name}: {_yaml(value)}"
    yield "---"


def _yaml(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.strip() == value:
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _body(document: Document) -> Iterator[str]:
    """The body's blocks as Markdown, the items of a list and the rows of a table together."""
    marks = _marks_by_block(document)
    run: list[Block] = []
    for block in [*document.body_blocks()]:
        if run and (block.group < 0 or block.group != run[-1].group or block.kind != run[-1].kind):
            yield _joined(document, run, marks)
            run = []
        run.append(block)
        if block.group < 0:
            yield _joined(document, run, marks)
            run = []
    if run:
        yield _joined(document, run, marks)


def _joined(document: Document, run: list[Block], marks: Marks) -> str:
    first = run[0]
    texts = [_inline(document, block, marks) for block in run]
    if first.kind == "heading":
        return f"{'#' * max(1, first.level)} {texts[0]}"
    if first.kind == "list_item":
        signs = [f"{block.row + 1}." if block.ordered else "-" for block in run]
        return "\n".join(
            f"{'  ' * max(0, block.level - 1)}{sign} {text}"
            for block, sign, text in zip(run, signs, texts, strict=True)
        )
    if first.kind == "table_cell":
        return _table(run, texts)
    if first.kind == "code":
        return f"```\n{document.text_of(first)}\n```"
    text = _OPENER.sub(r"\1\\\2\3", texts[0])
    return f"> {text}" if first.quoted else text


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
