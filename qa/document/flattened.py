"""Lists whose line ends a program turned into blanks: "symptoms include  - fever  - a rash  - pain", all in one line of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.builder import Builder

# Several blanks, a sign and a blank open an item; where no sentence ends before them, many blanks open a paragraph.
_ITEM = re.compile(r"(?<=\S)[ \t]{2,}[-*•][ \t]+(?=[\w(\"“‘'])")
_TEXT = re.compile(r"(?<=[^\s.!?:;,])[ \t]{3,}(?=[A-Z])")
_ENOUGH = 2  # items behind the first words; a single one may be a dash ("Monday  - Friday")
_WORDS = 3
_TITLE, _SENTENCE = 14, 8  # most words of a title that runs on into its text, and least of that

Piece = tuple[int, int, str]


def add_pieces(builder: Builder, text: str, start: int, item: Callable[[int], None], *, in_item: bool) -> bool:
    """Add the text that stands at source offset `start` to a builder, each item of its list as one; False where it holds no list.

    `item` begins the block of an item at a source offset. Nothing is added where the answer is False.
    """
    parts = pieces(text, in_item=in_item)
    if len(parts) == 1:
        return False
    for begin, end, kind in parts:
        if kind == "item":
            item(start + begin)
        elif kind or not builder.is_open:
            builder.open("paragraph", start + begin)
        builder.add(text[begin:end], start + begin, start + end)
    return True


def pieces(text: str, *, in_item: bool) -> list[Piece]:
    """The parts of a text as (start, end, kind): "" for its beginning, "item", "text"; a text that holds no list is one part.

    `in_item`: the text is an item of a list, whose second item needs no third one to be told. Linear in the text.
    """
    signs, texts = list(_ITEM.finditer(text)), list(_TEXT.finditer(text))
    if len(signs) < _ENOUGH and not (in_item and signs and _balanced(text, signs[0])):
        signs = []
        texts = texts if len(texts) == 1 and not in_item and _is_title(text, texts[0]) else []
    cuts = [(found.start(), found.end(), "item") for found in signs]
    cuts += [(found.start(), found.end(), "text") for found in texts]
    cuts.sort()
    begins = [(0, ""), *((end, kind) for _, end, kind in cuts)]
    ends = [*(start for start, _, _ in cuts), len(text)]
    return [(begin, end, kind) for (begin, kind), end in zip(begins, ends, strict=True) if begin < end]


def _balanced(text: str, sign: re.Match[str]) -> bool:
    """Whether two parts look like two items: some words each, both with a capital or both without."""
    first, second = text[: sign.start()], text[sign.end() :]
    enough = min(len(first.split()), len(second.split())) >= _WORDS
    return enough and first.lstrip()[:1].isupper() == second[:1].isupper()


def _is_title(text: str, gap: re.Match[str]) -> bool:
    """Whether what stands before a gap is a title, and a sentence behind it; the cells of a drawn table are neither."""
    title, rest = text[: gap.start()].split(), text[gap.end() :]
    if not 2 <= len(title) <= _TITLE or any(mark in text[: gap.start()] for mark in ".!?:;"):
        return False
    return title[0][:1].isupper() and len(rest.split()) >= _SENTENCE and "." in rest
