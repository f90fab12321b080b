"""The one shape that every kind of article is read into.

Two coordinate systems meet here. *Source* offsets count code points of the original text and are what findings carry
(`Span`). *Projected* offsets count characters of `Document.text`: the readable text of all blocks, without markup, one
block a line. Checks work on the projection; `Document.locate` brings a projected range back to the source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import repeat
from operator import add
from typing import TYPE_CHECKING, Literal

from qa.document import cutting
from qa.document.projection import Span as Span  # noqa: PLC0414, TC001 -- checks know it from here
from qa.named import NamedTuple
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.metadata import Metadata
    from qa.document.projection import Projection
    from qa.source import Source

Kind = Literal["markdown", "html", "captured"]
BlockKind = Literal["heading", "paragraph", "list_item", "table_cell", "code", "footnote"]
Role = Literal["body", "header", "footer", "nav", "banner", "card"]
LinkKind = Literal["inline", "reference", "autolink", "bare", "lost"]

WORD = cutting.WORD


class Word(NamedTuple):
    """One word of the projection, as written, with its projected offsets."""

    text: str
    start: int
    end: int


# Skips the named constructor: an article has a thousand words, a corpus millions.
_new_word = tuple.__new__


@record
class Block:
    """A heading, paragraph, list item, table cell, code block or footnote.

    `start` and `end` are projected offsets; `span` covers the block's markup in the source. `level` is the rank of a
    heading (1–6) or the depth of a list item (from 1). `group` numbers the list or table that the block belongs to, from
    0; -1 outside both. `role` tells the article's body from the site's chrome and its partner cards.
    """

    index: int
    kind: BlockKind
    role: Role
    start: int
    end: int
    span: Span
    level: int = 0
    section: int = 0
    group: int = -1
    ordered: bool = False
    row: int = -1
    quoted: bool = False
    anchor: str = ""

    @property
    def body(self) -> bool:
        """Whether the block is the article's own text rather than the site's."""
        return self.role == "body"

    def in_role(self, role: Role) -> Block:
        """The same block in another role."""
        return Block(
            self.index, self.kind, role, self.start, self.end, self.span, self.level, self.section, self.group,
            self.ordered, self.row, self.quoted, self.anchor,
        )  # fmt: skip


@record
class Section:
    """A heading and the blocks under it up to the next heading; section 0 has none and holds what stands above the first.

    `first` and `last` are a half-open range of block indices, the heading excluded; `end` is where the last of the
    section's subsections ends. `parent` is the index of the enclosing section, -1 at the top.
    """

    index: int
    heading: int
    level: int
    title: str
    parent: int
    first: int
    last: int
    end: int


@record
class Sentence:
    """One sentence, by projected offsets, and the index of its block."""

    start: int
    end: int
    block: int


@record
class Link:
    """A link: its visible text (projected range), its address and where both stand in the source.

    `target_span` is empty at the link's end where the address isn't written in the source (a captured page loses it).
    """

    target: str
    text: str
    start: int
    end: int
    block: int
    span: Span
    target_span: Span
    kind: LinkKind
    title: str = ""


@record
class Image:
    """An image; `alt` is None where the attribute itself is absent, "" where it is empty (decorative).

    `block` is the one that it stands in or before; `role` is that of the place where it stands.
    """

    target: str
    alt: str | None
    span: Span
    block: int
    role: Role = "body"


@record
class Inline:
    """A stretch of a block that reads differently from prose, by projected offsets."""

    kind: Literal["code", "emphasis", "strong", "foreign"]
    start: int
    end: int


@record
class Directive:
    """A `qa:` comment: the text behind `qa:`, unparsed, and where the comment stands."""

    text: str
    span: Span


@record
class Problem:
    """Something a reader could not take as written; the engine turns it into a finding of the `source` check."""

    code: str
    detail: str
    span: Span


@record(slots=False)
class Document:
    """One article, read once and shared by every check; derived views are computed on first use."""

    source: Source
    kind: Kind
    text: str
    projection: Projection
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    metadata: Metadata
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    inlines: tuple[Inline, ...] = ()
    directives: tuple[Directive, ...] = ()
    problems: tuple[Problem, ...] = ()
    anchors: frozenset[str] = frozenset()

    def locate(self, start: int, end: int) -> Span:
        """The source span of a projected range."""
        return self.projection.span(start, end)

    def excerpt(self, span: Span) -> str:
        """The original text of a source span."""
        return self.source.text[span.start : span.end]

    def text_of(self, block: Block) -> str:
        """The readable text of a block."""
        return self.text[block.start : block.end]

    def block_at(self, offset: int) -> Block:
        """The block that holds a projected offset (the one before it, on a separator)."""
        return self.blocks[max(0, bisect_right(self._block_starts, offset) - 1)]

    def section_of(self, block: Block) -> Section:
        """The innermost section of a block."""
        return self.sections[block.section]

    def words_in(self, start: int, end: int) -> int:
        """How many words of the projection start in a projected range."""
        starts = self.word_starts
        return bisect_left(starts, end) - bisect_left(starts, start)

    def body_blocks(self) -> Iterator[Block]:
        """The blocks of the article itself, in order."""
        return (block for block in self.blocks if block.role == "body")

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _cut(self) -> tuple[list[str], list[int]]:
        return cutting.cut(self.text)

    @property
    def word_texts(self) -> list[str]:
        """What each word is as written, index for index as in `words`."""
        return self._cut[0]

    @property
    def word_starts(self) -> list[int]:
        """Where each word starts, index for index as in `words`."""
        return self._cut[1]

    @cached_property
    def words(self) -> list[Word]:
        """Every word of the projection, chrome and code included, in order."""
        texts, starts = self._cut
        ends = map(add, starts, map(len, texts))
        return list(map(_new_word, repeat(Word), zip(texts, starts, ends, strict=True)))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence; a heading, list item and table cell each end their own."""
        from qa.document.sentences import split_blocks

        prose = ((block.index, block.start, block.end) for block in self.blocks if block.kind != "code")
        return tuple(split_blocks(self.text, prose))

    @cached_property
    def title(self) -> str:
        """The title: metadata first, else the first level-1 heading, else the first heading, else ""."""
        stated = self.metadata.value("title")
        if isinstance(stated, str) and stated.strip():
            return stated.strip()
        headings = [block for block in self.blocks if block.kind == "heading" and block.body]
        chosen = next((block for block in headings if block.level == 1), headings[0] if headings else None)
        return self.text_of(chosen) if chosen else ""

    @cached_property
    def lower(self) -> str:
        """The projection in lower case, character for character (a letter whose lower case is longer stays)."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.text)

    @cached_property
    def body_words(self) -> list[Word]:
        """The words of the article itself: body blocks other than code."""
        ranges = [(block.start, block.end) for block in self.blocks if block.role == "body" and block.kind != "code"]
        chosen: list[Word] = []
        starts = self.word_starts
        for start, end in ranges:
            chosen.extend(self.words[bisect_left(starts, start) : bisect_left(starts, end)])
        return chosen

    @property
    def type(self) -> str:
        """The declared content type, canonical; "page" where none is declared or the declared one is unknown."""
        from qa.document.metadata import canonical_type

        return canonical_type(self.metadata.value("type"))
