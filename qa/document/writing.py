"""A document as Markdown with front matter: what `qa import` makes of a captured or HTML page."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from qa.document.cards import cards_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block, Document, Link

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
    links = _links_by_block(document)
    run: list[Block] = []
    for block in [*document.body_blocks()]:
        if run and (block.group < 0 or block.group != run[-1].group or block.kind != run[-1].kind):
            yield _joined(document, run, links)
            run = []
        run.append(block)
        if block.group < 0:
            yield _joined(document, run, links)
            run = []
    if run:
        yield _joined(document, run, links)


def _joined(document: Document, run: list[Block], links: dict[int, list[Link]]) -> str:
    first = run[0]
    texts = [_inline(document, block, links) for block in run]
    if first.kind == "heading":
        return f"{'#' * max(1, first.level)} {texts[0]}"
    if first.kind == "list_item":
        marks = [f"{block.row + 1}." if block.ordered else "-" for block in run]
        return "\n".join(
            f"{'  ' * max(0, block.level - 1)}{mark} {text}"
            for block, mark, text in zip(run, marks, texts, strict=True)
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


def _links_by_block(document: Document) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for link in document.links:
        if link.target and link.end > link.start:
            found.setdefault(link.block, []).append(link)
    return found


def _inline(document: Document, block: Block, links: dict[int, list[Link]]) -> str:
    pieces: list[str] = []
    at = block.start
    for link in links.get(block.index, ()):
        if link.start < at:
            continue
        label, target = _escaped(document.text[link.start : link.end]), link.target.replace(" ", "%20")
        pieces += [
            _escaped(document.text[at : link.start]),
            f"[{label}](<{target}>)" if ")" in target else f"[{label}]({target})",
        ]
        at = link.end
    pieces.append(_escaped(document.text[at : block.end]))
    return " ".join("".join(pieces).split())


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _cards(document: Document) -> Iterator[str]:
    cards = cards_of(document)
    if not cards:
        return
    yield "## Need more information?"
    links = _links_by_block(document)
    for card in cards:
        if card.title is not None:
            yield f"### {_inline(document, card.title, links)}"
        if card.teaser is not None:
            yield _inline(document, card.teaser, links)
        yield _inline(document, card.more, links)
