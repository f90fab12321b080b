"""Collects what a reader sees and turns it into a Document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa.document.model import (
    Block,
    BlockKind,
    Directive,
    Document,
    Image,
    Inline,
    Kind,
    Link,
    LinkKind,
    Metadata,
    Problem,
    Role,
    Section,
    Span,
)
from qa.document.projection import Projection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.source import Source

_DIRECTIVE = re.compile(r"<!--\s*qa:(.*?)-->", re.DOTALL)
_NOT_SLUG = re.compile(r"[^\w\- ]")


class Builder:
    """An append-only Document in the making: open a block, add its text, close it; order is source order."""

    def __init__(self, source: Source, kind: Kind) -> None:
        self.source, self.kind = source, kind
        self.role: Role = "body"
        self.metadata = Metadata()
        self.problems: list[Problem] = []
        self.anchors: set[str] = set()
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._limits: list[int] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._open: dict[str, Any] | None = None
        self._links: list[Link] = []
        self._images: list[Image] = []
        self._inlines: list[Inline] = []
        self._directives: list[Directive] = []
        self._groups = -1

    @property
    def position(self) -> int:
        """The projected offset that the next character will have."""
        return self._length

    @property
    def is_open(self) -> bool:
        """Whether a block is open."""
        return self._open is not None

    @property
    def block_index(self) -> int:
        """The index of the open block, or of the next one."""
        return len(self._blocks)

    @property
    def block_start(self) -> int:
        """The projected offset where the open block's text began; the position where none is open."""
        return self._length if self._open is None else self._open["start"]

    def first_heading(self) -> str:
        """The text of the first level-1 heading of the body, or "" where there is none."""
        for block in self._blocks:
            if block.kind == "heading" and block.level == 1 and block.body:
                return "".join(self._text_since(block.start))[: block.end - block.start]
        return ""

    def new_group(self) -> int:
        """A fresh number for a list or table."""
        self._groups += 1
        return self._groups

    def open(self, kind: BlockKind, at: int, **extra: Any) -> None:
        """Begin a block whose markup starts at source offset `at`; `extra` are Block fields (level, group, quoted …)."""
        if self._open is not None:
            self.close(at)
        self._open = {"kind": kind, "at": at, "start": self._length, "role": self.role, **extra}

    def add(self, text: str, start: int, end: int) -> None:
        """Append readable text that comes from the source range `[start, end)`."""
        if not text:
            return
        self._starts.append(self._length)
        self._origins.append(start)
        self._limits.append(end)
        self._pieces.append(text)
        self._length += len(text)

    def close(self, at: int) -> None:
        """End the open block, whose markup ends at source offset `at`; a block with no text leaves no trace."""
        opened, self._open = self._open, None
        if opened is None:
            return
        start = opened.pop("start")
        begin = opened.pop("at")
        if self._length == start and opened["kind"] != "heading":
            return
        if opened["kind"] == "heading":
            opened["anchor"] = opened.get("anchor") or self._slug("".join(self._text_since(start)))
        if opened.get("anchor"):
            self.anchors.add(opened["anchor"])
        self._blocks.append(
            Block(index=len(self._blocks), start=start, end=self._length, span=Span(begin, at), **opened)
        )
        self.add("\n", at, at)

    def link(
        self,
        target: str,
        start: int,
        span: Span,
        target_span: Span,
        kind: LinkKind,
        title: str = "",
        *,
        end: int = -1,
        block: int = -1,
    ) -> None:
        """Record a link whose text is the open block's since projected offset `start`, or ends earlier, at `end`."""
        end = self._length if end < 0 else end
        text = "".join(self._text_since(start))[: end - start]
        block = len(self._blocks) if block < 0 else block
        self._links.append(Link(target, text, start, end, block, span, target_span, kind, title))

    def image(self, target: str, alt: str | None, span: Span) -> None:
        """Record an image in the open (or next) block."""
        self._images.append(Image(target, alt, span, len(self._blocks)))

    def inline(self, inline: Inline) -> None:
        """Record a stretch of the open block that is not prose."""
        self._inlines.append(inline)

    def comment(self, text: str, start: int) -> None:
        """Take the directives out of a comment that starts at source offset `start`."""
        for match in _DIRECTIVE.finditer(text):
            span = Span(start + match.start(), start + match.end())
            self._directives.append(Directive(match.group(1).strip(), span))

    def finish(self) -> Document:
        """The Document of all that was added."""
        if self._open is not None:
            self.close(len(self.source.text))
        blocks, sections = sectioned(self._blocks, "".join(self._pieces))
        return Document(
            source=self.source,
            kind=self.kind,
            text="".join(self._pieces),
            projection=Projection(self._starts, self._origins, self._limits, self._length),
            blocks=tuple(blocks),
            sections=tuple(sections),
            metadata=self.metadata,
            links=tuple(link for link in self._links if link.block < len(blocks)),
            images=tuple(self._images),
            inlines=tuple(self._inlines),
            directives=tuple(self._directives),
            problems=tuple(self.problems),
            anchors=frozenset(self.anchors),
        )

    def _text_since(self, start: int) -> list[str]:
        index = len(self._starts)
        while index and self._starts[index - 1] >= start:
            index -= 1
        return self._pieces[index:]

    def _slug(self, title: str) -> str:
        base = _NOT_SLUG.sub("", title.strip().lower()).replace(" ", "-")
        slug, count = base, 0
        while slug in self.anchors:
            count += 1
            slug = f"{base}-{count}"
        return slug


def sectioned(blocks: Sequence[Block], text: str) -> tuple[list[Block], list[Section]]:
    """Give every block its section; headings of the body and of the chrome open sections alike."""
    sections = [Section(0, -1, 0, "", -1, 0, 0, 0)]
    placed: list[Block] = []
    trail = [0]
    for block in blocks:
        if block.kind == "heading":
            while sections[trail[-1]].level >= block.level:
                trail.pop()
            title = text[block.start : block.end].strip()
            opened = Section(len(sections), block.index, block.level, title, trail[-1], block.index + 1, 0, 0)
            trail.append(opened.index)
            sections.append(opened)
        placed.append(replace(block, section=len(sections) - 1))
    return placed, _closed(sections, len(blocks))


def _closed(sections: list[Section], count: int) -> list[Section]:
    """Fill in where each section and its subtree end."""
    ends = [section.heading for section in sections[1:]] + [count]
    subtree = [count] * len(sections)
    stack: list[int] = []
    for section in sections:
        while stack and sections[stack[-1]].level >= section.level and section.index:
            subtree[stack.pop()] = section.heading
        stack.append(section.index)
    return [replace(section, last=last, end=end) for section, last, end in zip(sections, ends, subtree, strict=True)]
