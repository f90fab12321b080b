"""The lines of a page saved as text, put together again: paragraphs, list items, table rows, underlined headings."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from qa.document.running_heads import running_heads
from qa.record import field, record

PieceKind = Literal["plain", "item", "row"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BULLET = re.compile(
    r"[ \t\xa0]*(?:[•·▪◦‣●○■□▸►➢➤»›✓✔§*+-]|(?<=[ \t])[–—]|(?<![^\r\n \t])o(?=\t|[ ]{2,}))(?:[ \t\xa0]+(?=\S)|(?<=[•▪◦‣●○■])(?=\w))"
)
_LONE_BULLET = re.compile(r"[ \t\xa0]*[•·▪◦‣●○■□▸►*-][ \t\xa0]*")
# "(03) 9000 0000" begins with an area code.
_NUMBER = re.compile(r"[ \t\xa0]*(?!\(0\d\)[ \xa0]?\d)\(?(?:(\d{1,2})[.)]|[a-z]\))[ \t\xa0]+(?=\S)")
_UNDERLINE = re.compile(r"\s*(=|-|~|\*|_|─|═)\1{2,}\s*")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BAR_ROW = re.compile(r"\|(?:[^|\r\n]*\|){2,}")
_BAR_RULE = re.compile(r"[|+](?:[ :]*[-=_]+[ :]*[|+])+|\+[-=+]+\+")
_BAR_CELL = re.compile(r"[^|\s](?:[^|]*[^|\s])?")
# A word that was parted at the end of a line; these keep their hyphen.
_PARTED = re.compile(r"[^\W\d_]{2,}-\Z")
_HYPHENED = frozenset(
    "low high self long short well over non pre post anti check follow mid half full part semi sub inter multi step one two three four five six "
    "day week month year first second third over-the up back pick take run built ready so fast slow hard soft".split()
)
_CELL_BREAK = re.compile(r"[ \t]*\t[ \t]*")


@record(frozen=False)
class Piece:
    """A paragraph, list item or table row: the source ranges of its lines without markers and outer blanks.

    `start` includes the marker. `blank_before` tells whether a blank line or the start of the file stands above; `level`
    is the depth of an item from 1, or the rank of a heading that its underline or hashes show, else 0.
    """

    kind: PieceKind
    start: int
    lines: list[tuple[int, int]]
    text: str
    blank_before: bool
    level: int = 0
    ordered: bool = False
    number: int = 0
    indent: int = 0
    gap: bool = False
    # The lines, by their number from 1, that go on with the word above them: its hyphen is left out of `lines`.
    glued: set[int] = field(default_factory=set)
    cells: list[tuple[int, int]] = field(default_factory=list)


def pieces(text: str, start: int) -> list[Piece]:
    """The pieces of `text[start:]`, in order; blank lines and ruled lines leave none."""
    lines = [match.span() for match in _LINE.finditer(text, start)]
    stripped = [(begin, begin + len(text[begin:end].rstrip())) for begin, end in lines]
    heads = running_heads(text, stripped)
    body = [line for line in stripped if line[0] not in heads] if heads else stripped
    found = _Joiner(text, _width(text, body)).run(stripped, heads)
    _part_rows(text, found)
    _set_levels(found)
    return found


def _part_rows(text: str, found: list[Piece]) -> None:
    """Two or more short lines under each other with as many bars inside are rows: "Item | Fee", "Crown | $1,600"."""
    at = 0
    while at < len(found):
        bars = _bars(found[at])
        after = at + 1
        while bars and after < len(found) and not found[after].blank_before and _bars(found[after]) == bars:
            after += 1
        if after - at > 1:
            for piece in found[at:after]:
                start, end = piece.lines[0]
                piece.kind = "row"
                piece.cells = [cell.span() for cell in _BAR_CELL.finditer(text, start, end)]
        at = after


def _bars(piece: Piece) -> int:
    return piece.text.count(" | ") if piece.kind == "plain" and len(piece.lines) == 1 and len(piece.text) < 160 else 0


def _width(text: str, lines: list[tuple[int, int]]) -> int:
    """The column at which the text was wrapped; 0 where every line is a paragraph of its own.

    Wrapped text shows itself: no line is longer than about a hundred columns, and lines that go on in small letters are
    those whose next word had no room.
    """
    longest = max((end - begin for begin, end in lines), default=0)
    if not 40 <= longest <= 110:
        return 0
    full = small = 0
    for (begin, end), (after, stop) in pairwise(lines):
        if end - begin < 30 or stop == after or _BULLET.match(text, after, stop):
            continue
        word = text[after:stop].lstrip().split(None, 1)[0]
        if end - begin + 1 + len(word) > longest:
            full += 1
            small += word[0].islower()
    return longest if small and small * 4 >= full else _ragged_width(text, lines)


def _ragged_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The usual length of wrapped lines where they differ, as those of PDF files do whose letters have different widths; 0 for none.

    Such text shows itself by long lines without an end that go on in small letters: three of them or more, a third of all long lines.
    """
    long = 0
    running: list[int] = []
    for (begin, end), (after, stop) in pairwise(lines):
        if end - begin < 40 or stop == after:
            continue
        long += 1
        if (
            text[end - 1] not in ".!?:;"
            and text[after:stop].lstrip()[:1].islower()
            and not _BULLET.match(text, after, stop)
        ):
            running.append(end - begin)
    return sorted(running)[len(running) // 2] if len(running) > 2 and len(running) * 3 >= long else 0


class _Joiner:
    """Puts lines together; one pass, each line looked at once."""

    def __init__(self, text: str, width: int) -> None:
        self.text, self.width = text, width
        self.found: list[Piece] = []
        self.blank = True
        self.runs_on = False
        self.waiting = -1
        self.previous = (0, 0)

    def run(self, lines: list[tuple[int, int]], heads: frozenset[int]) -> list[Piece]:
        """The pieces of all lines but the running heads; a sentence goes on behind these where its next line is small."""
        page = False
        for begin, end in lines:
            if begin != end and begin in heads:
                page = True
                continue
            if page and begin != end:
                page = False
                self.runs_on = self._runs_on(begin, end)
                self.blank = self.blank and not self.runs_on
            if begin == end:
                self.blank = True
                continue
            self._line(begin, end)
            self.previous = (begin, end)
            self.blank = self.runs_on = False
        return self.found

    def _runs_on(self, begin: int, end: int) -> bool:
        """Whether the first line of a page goes on with the last sentence of the page before."""
        last = self.found[-1] if self.found else None
        return (
            last is not None
            and last.kind != "row"
            and last.text[-1] not in ".!?:"
            and self.text[begin:end].lstrip()[:1].islower()
        )

    def _line(self, begin: int, end: int) -> None:
        text = self.text
        first = begin
        while text[first].isspace():
            first += 1
        char = text[first]
        if not char.isalnum() and self._ruled(begin, end):
            return
        if char in "|+" and self._barred(begin, first, end):
            return
        if not char.isalnum() and end - first <= 2 and _LONE_BULLET.fullmatch(text, begin, end):
            self.waiting = begin
            return
        if self.waiting >= 0:
            self._add(Piece("item", self.waiting, [], "", self.blank, indent=first - begin), first, end)
            self.waiting = -1
            return
        if self._marked(begin, first, end):
            return
        if not self.blank and self._continues(begin, first, end):
            self._join(self.found[-1], first, end)
            return
        if "\t" in text[first:end] and (cells := self._cells(first, end)):
            self._add(Piece("row", begin, [], "", self.blank, cells=cells), first, end)
            return
        self._add(Piece("plain", begin, [], "", self.blank, indent=first - begin), first, end)

    def _join(self, last: Piece, first: int, end: int) -> None:
        """Put a line behind the last one; a word that was parted between them is one again."""
        parted = _PARTED.search(last.text) if self.text[first].islower() else None
        if parted is not None:
            begin, stop = last.lines[-1]
            keeps = parted.group()[:-1].casefold() in _HYPHENED
            if not keeps:
                last.lines[-1], last.text = (begin, stop - 1), last.text[:-1]
            last.glued.add(len(last.lines))
        last.lines.append((first, end))
        last.text = f"{last.text}{'' if parted else ' '}{self.text[first:end]}"

    def _barred(self, begin: int, first: int, end: int) -> bool:
        """A row of a table that was drawn with bars, or one of its rules."""
        if _BAR_RULE.fullmatch(self.text, first, end):
            return True
        if not _BAR_ROW.fullmatch(self.text, first, end):
            return False
        cells = [found.span() for found in _BAR_CELL.finditer(self.text, first, end)]
        if cells:
            self._add(Piece("row", begin, [], "", self.blank, cells=cells), first, end)
        return True

    def _add(self, piece: Piece, start: int, end: int) -> None:
        piece.lines.append((start, end))
        piece.text = self.text[start:end]
        piece.gap = self.blank
        self.found.append(piece)

    def _ruled(self, begin: int, end: int) -> bool:
        """A line of one repeated sign: an underline where a single short line stands right above it, else a rule."""
        match = _UNDERLINE.fullmatch(self.text, begin, end)
        if match is None:
            return False
        last = self.found[-1] if self.found else None
        if last and not self.blank and last.kind == "plain" and len(last.lines) == 1 and len(last.text) <= 120:
            last.level = 1 if match.group(1) in "=═" else 2
        self.blank = True
        return True

    def _marked(self, begin: int, first: int, end: int) -> bool:
        """A list item by its marker, or a heading by its hashes."""
        text = self.text
        char = text[first]
        if char.isalpha() and char != "o" and text[first + 1 : first + 2] != ")":
            return False
        match = _NUMBER.match(text, begin, end)
        ordered = match is not None
        match = match or _BULLET.match(text, begin, end)
        if match is not None:
            number = int(match.group(1)) if ordered and match.group(1) else 0
            piece = Piece("item", begin, [], "", self.blank, ordered=ordered, number=number, indent=first - begin)
            self._add(piece, match.end(), end)
            return True
        match = _HASHES.match(text, first, end) if char == "#" else None
        if match is not None:
            self._add(Piece("plain", begin, [], "", self.blank, level=len(match.group(1))), match.end(), end)
            return True
        return False

    def _continues(self, begin: int, first: int, end: int) -> bool:
        """Whether a line goes on with the piece above it, with no blank line between."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind == "row" or (last.level and last.kind == "plain"):
            return False
        if last.kind == "item" and first - begin > last.indent and first - begin >= 2:
            return True
        if self.runs_on or (self.text[first].islower() and _PARTED.search(last.text)):
            return True
        if not self.width:
            return False
        word = self.text[first:end].split(None, 1)[0]
        above = self.previous[1] - self.previous[0]
        if above + 1 + len(word) + (first - begin) > self.width:
            return True
        return word[0].islower() and above * 10 > self.width * 6 and last.text[-1] not in ".!?:"

    def _cells(self, start: int, end: int) -> list[tuple[int, int]]:
        """The cells of a line with tabs inside."""
        found: list[tuple[int, int]] = []
        at = start
        for match in _CELL_BREAK.finditer(self.text, start, end):
            if match.start() > at:
                found.append((at, match.start()))
            at = match.end()
        found.append((at, end))
        return found if len(found) > 1 else []


def _set_levels(found: list[Piece]) -> None:
    """Depths of list items from their indents; a deeper item right after another opens a list inside it."""
    indents: list[int] = []
    for piece in found:
        if piece.kind != "item":
            indents.clear()
            continue
        while indents and piece.indent < indents[-1]:
            indents.pop()
        if not indents or piece.indent > indents[-1]:
            indents.append(piece.indent)
        piece.level = len(indents)
