"""Completion and hover inside front matter, also while it is half written and no YAML at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.record import record
from qa.schema.fields import FieldInfo, canonical_name, fields_of, own_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

_FENCE = re.compile(r"\ufeff?---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"(?P<indent>[ \t]*)(?P<dash>-[ \t]+)?(?P<key>[\w-]+)[ \t]*:(?:[ \t]|$)")
_PARTIAL = re.compile(r"(?P<indent>[ \t]*)(?P<dash>-[ \t]+)?(?P<key>[\w-]*)$")
_LINES = re.compile(r"\r\n|\n|\r")

MAX_LINES = 2_000


@record
class Line:
    """A line of front matter: where it starts, its text, its key (where it has one), and how deep the key stands."""

    start: int
    text: str
    key: str = ""
    depth: int = 0
    key_start: int = 0


@record
class Proposal:
    """Something to type instead of `[start, end)`: a key or a value, with what it is for."""

    label: str
    insert: str
    detail: str
    about: str
    start: int
    end: int
    key: bool


class FrontMatter:
    """The lines between the fences; `closed` tells whether there is a second fence."""

    def __init__(self, lines: Sequence[Line], end: int, *, closed: bool) -> None:
        self.lines, self.end, self.closed = lines, end, closed

    @classmethod
    def of(cls, text: str) -> FrontMatter | None:
        """The front matter at the head of a text; None where it has none."""
        rows = _rows(text)
        first = next((row for row in rows if row[1].strip("\ufeff \t")), None)
        if first is None or not _FENCE.fullmatch(first[1]):
            return None
        lines: list[Line] = []
        for start, row in rows:
            if _END.fullmatch(row):
                return cls(lines, start, closed=True)
            lines.append(_line(start, row))
            if len(lines) > MAX_LINES:
                break
        # Without a second fence: it ends at the first line that can only be prose.
        for index, line in enumerate(lines):
            if line.text.startswith("#") or (not line.key and " " in line.text.strip() and line.text[:1] not in " \t-"):
                lines = lines[:index]
                break
        end = lines[-1].start + len(lines[-1].text) if lines else first[0] + len(first[1])
        return cls(lines, end, closed=False)

    def at(self, offset: int) -> Line | None:
        """The line that holds an offset."""
        return next((line for line in self.lines if line.start <= offset <= line.start + len(line.text)), None)

    def parent(self, line: Line, depth: int) -> Line | None:
        """The line of the key under which a line of some depth stands."""
        for other in reversed(self.lines[: self.lines.index(line)]):
            if other.key and other.depth < depth:
                return other
        return None

    def value(self, name: str, aliases: Mapping[str, Sequence[str]]) -> str:
        """The plain value of a top-level field, "" where it has none."""
        for line in self.lines:
            if line.key and line.depth == 0 and canonical_name(line.key, aliases) == name:
                return line.text.partition(":")[2].partition(" #")[0].strip().strip("\"'")
        return ""

    def keys(self, parent: Line | None, near: Line) -> set[str]:
        """The keys that stand beside a line under a parent already; under a list, only those of the same item."""
        if parent is None:
            return {line.key for line in self.lines if line.key and line.depth == 0 and line is not near}
        first, at = self.lines.index(parent) + 1, self.lines.index(near)
        deeper = (index for index in range(at + 1, len(self.lines)) if self._ends(index, parent))
        last = next(deeper, len(self.lines))
        dashes = [index for index in range(first, last) if self.lines[index].text.lstrip().startswith("-")]
        first = max((index for index in dashes if index <= at), default=first)
        last = min((index for index in dashes if index > at), default=last)
        return {line.key for line in self.lines[first:last] if line.key and line is not near}

    def _ends(self, index: int, parent: Line) -> bool:
        """Whether a line stands outside what stands under a key."""
        line = self.lines[index]
        return bool(line.key) and line.depth <= parent.depth


def _rows(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for found in _LINES.finditer(text):
        yield at, text[at : found.start()]
        at = found.end()
    yield at, text[at:]


def _line(start: int, text: str) -> Line:
    found = _KEY.match(text)
    if found is None:
        return Line(start, text)
    return Line(start, text, found["key"], found.start("key"), start + found.start("key"))


def field_at(
    front: FrontMatter, offset: int, aliases: Mapping[str, Sequence[str]]
) -> tuple[FieldInfo, int, int] | None:
    """The schema's field whose key or value an offset stands on, with the key's range; None where the schema knows none."""
    line = front.at(offset)
    if line is None or not line.key or offset < line.key_start:
        return None
    info = _info(front, line, aliases)
    return (info, line.key_start, line.key_start + len(line.key)) if info else None


def _info(front: FrontMatter, line: Line, aliases: Mapping[str, Sequence[str]]) -> FieldInfo | None:
    known = fields_of(front.value("type", aliases))
    if line.depth == 0:
        return known.get(canonical_name(line.key, aliases))
    parent = front.parent(line, line.depth)
    above = _info(front, parent, aliases) if parent else None
    return above.inner.get(line.key) if above else None


def proposals(front: FrontMatter, offset: int, aliases: Mapping[str, Sequence[str]], today: dt.date) -> list[Proposal]:
    """What may be typed at an offset: keys that are not there yet, or values of the key on the line."""
    line = front.at(offset)
    if line is None:
        return []
    before = line.text[: offset - line.start]
    if line.key and offset > line.key_start + len(line.key):
        return list(_values(_info(front, line, aliases), before, offset, line, today))
    partial = _PARTIAL.match(before)
    if partial is None:
        return []
    depth = len(partial["indent"]) + len(partial["dash"] or "")
    parent = front.parent(line, depth) if depth else None
    above = _info(front, parent, aliases) if parent else None
    if depth and above is None:
        return []
    known = above.inner if above else fields_of(front.value("type", aliases))
    return list(_keys(front, line, parent, known, offset - len(partial["key"]), aliases))


def _keys(
    front: FrontMatter,
    line: Line,
    parent: Line | None,
    known: Mapping[str, FieldInfo],
    start: int,
    aliases: Mapping[str, Sequence[str]],
) -> Iterator[Proposal]:
    written = {canonical_name(key, aliases) if parent is None else key for key in front.keys(parent, line)}
    end = line.key_start + len(line.key) if line.key else line.start + len(line.text.rstrip())
    after = "" if line.key else ": "
    for name, info in known.items():
        if name not in written:
            shown = own_name(name, aliases) if parent is None else name
            yield Proposal(shown, shown + after, info.form, info.about, start, max(end, start), key=True)


def _values(info: FieldInfo | None, before: str, offset: int, line: Line, today: dt.date) -> Iterator[Proposal]:
    if info is None:
        return
    typed = before.partition(":")[2].lstrip()
    start = offset - len(typed)
    end = line.start + len(line.text.rstrip())
    space = "" if before.endswith((" ", "\t")) or typed else " "
    values = (today.isoformat(),) if info.date else info.values
    for value in values:
        detail = "today" if info.date else info.name
        yield Proposal(value, space + value, detail, info.about, start, max(end, start), key=False)
