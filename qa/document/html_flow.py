"""Running text of HTML: blanks folded, references resolved, offsets kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.document.html_tokens import references
from qa.document.model import Inline, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.builder import Builder
    from qa.document.html_tree import Element

MAX_MARKS = 16

_BLANKS = " \t\n\r\f"
_TO_BLANK = {ord(char): " " for char in _BLANKS}
# Blanks of all kinds and characters of no width: what holds nothing else is empty to a reader.
_UNSEEN = "".join(
    map(
        chr,
        (
            *range(0x09, 0x0E),
            *range(0x1C, 0x21),
            0x85,
            0xA0,
            0x1680,
            *range(0x2000, 0x200E),
            0x2028,
            0x2029,
            0x202F,
            0x205F,
            0x2060,
            0x3000,
            0xFEFF,
        ),
    )
)
_SPLIT = re.compile("\u00ad+| {2,}")
_LINE_ENDS = {ord(char): " " for char in "\n\r\f\v\x85\u2028\u2029"}


class Mark:
    """An open inline element: where its text begins in the projection, and for a link where it ended with its block."""

    __slots__ = ("block", "element", "end", "kind", "start")

    def __init__(self, kind: Any, element: Element) -> None:
        self.kind, self.element = kind, element
        self.start = self.end = self.block = -1


class Flow:
    """Adds text to a builder's block, opening one (by `opener`) at the first character that isn't blank.

    A run of blanks becomes one, written only once text follows it in the same block.
    """

    def __init__(self, builder: Builder, opener: Callable[[int], None]) -> None:
        self.builder, self.text, self.opener = builder, builder.source.text, opener
        self.pending: tuple[int, int] | None = None
        self.last_end = 0
        self.marks: list[Mark] = []
        self.unset: list[Mark] = []

    def run(self, start: int, end: int) -> None:
        """Take the text of `[start, end)`."""
        if "&" not in self.text[start:end]:
            self._plain(start, end)
            return
        at = start
        for begin, after, value in references(self.text, start, end):
            if begin > at:
                self._plain(at, begin)
            at = after
            if value.strip(_BLANKS):
                self._reference(value.translate(_LINE_ENDS), begin, after)
            else:
                self.blank(begin, after)
        if end > at:
            self._plain(at, end)

    def preformatted(self, start: int, end: int) -> None:
        """Take the text of `[start, end)` with its blanks as they are."""
        if not self.builder.is_open and self.text[start:end].strip():
            start += self.text.startswith("\n", start)
        at = start
        for begin, after, value in references(self.text, start, end):
            self._emit(self.text[at:begin], at, begin)
            self._emit(value, begin, after)
            at = after
        if self.builder.is_open or self.text[at:end].strip():
            self._emit(self.text[at:end], at, end)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written into the open block yet, or none is open."""
        return not self.builder.is_open or self.builder.position == self.builder.block_start

    def blank(self, start: int, end: int) -> None:
        """Note a blank between words."""
        if self.pending is None and self.builder.is_open:
            self.pending = (start, end)

    def begin(self, kind: Any, element: Element) -> None:
        """An inline element opens; one inside MAX_MARKS others goes unmarked."""
        if len(self.marks) >= MAX_MARKS:
            return
        mark = Mark(kind, element)
        self.marks.append(mark)
        self.unset.append(mark)

    def finish(self, element: Element) -> Mark | None:
        """An inline element closes: its stretch is recorded; a link's mark is given back to its caller."""
        for index in range(len(self.marks) - 1, -1, -1):
            if self.marks[index].element is element:
                mark = self.marks.pop(index)
                if mark in self.unset:
                    self.unset.remove(mark)
                break
        else:
            return None
        if mark.kind != "link":
            self._record(mark)
            return None
        if mark.start < 0:
            mark.start, mark.block = self.builder.position, self.builder.block_index
        if mark.end < 0:
            mark.end = self.builder.position
        return mark

    def close(self, at: int) -> None:
        """End the open block: inline elements that go on begin again in the next block, links keep their first block."""
        self.pending = None
        for mark in self.marks:
            if mark.start >= 0 and mark.end < 0:
                if mark.kind == "link":
                    mark.end = self.builder.position
                else:
                    self._record(mark)
                    mark.start = -1
                    self.unset.append(mark)
        self.builder.close(max(at, self.last_end))

    def _record(self, mark: Mark) -> None:
        if 0 <= mark.start < self.builder.position:
            self.builder.inline(Inline(mark.kind, mark.start, self.builder.position))

    def _plain(self, start: int, end: int) -> None:
        chunk = self.text[start:end].translate(_TO_BLANK)
        core = chunk.strip(" ")
        if not core or (self.is_empty and not core.strip(_UNSEEN)):
            self.blank(start, end)
            return
        begin = start + len(chunk) - len(chunk.lstrip(" "))
        stop = begin + len(core)
        if begin > start:
            self.blank(start, begin)
        if "  " in core or "\u00ad" in core:
            self._pieces(core.translate(_LINE_ENDS), begin)
        else:
            self._emit(core.translate(_LINE_ENDS) if not core.isascii() or "\v" in core else core, begin, stop)
        if end > stop:
            self.blank(stop, end)

    def _pieces(self, core: str, offset: int) -> None:
        """Text with runs of blanks or soft hyphens in it; a soft hyphen is no part of its word."""
        at = 0
        for match in _SPLIT.finditer(core):
            if match.start() > at:
                self._emit(core[at : match.start()], offset + at, offset + match.start())
            at = match.end()
            if match.group()[0] == " ":
                self.blank(offset + match.start(), offset + at)
        if at < len(core):
            self._emit(core[at:], offset + at, offset + len(core))

    def _reference(self, value: str, start: int, end: int) -> None:
        if value == "\u00ad":
            return
        if self.is_empty and not value.strip(_UNSEEN):
            return
        self._emit(value, start, end)

    def _emit(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        builder = self.builder
        if not builder.is_open:
            self.opener(start)
            self.pending = None
        elif self.pending is not None:
            if builder.position > builder.block_start:
                builder.add(" ", *self.pending)
            self.pending = None
        if self.unset:
            for mark in self.unset:
                mark.start, mark.block = builder.position, builder.block_index
            self.unset.clear()
        builder.add(text, start, end)
        self.last_end = end


def link_span(mark: Mark) -> tuple[Span, Span]:
    """The whole element of a link's mark, and where its address stands in it."""
    element = mark.element
    span = Span(element.start, max(element.end, element.top))
    place = element.attrs.get("href")
    return span, Span(*place) if place else Span(span.end, span.end)
