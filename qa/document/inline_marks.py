"""Puts Markdown's inline marks around stretches of text, where Markdown will read them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Marked(NamedTuple):
    """A stretch of a text and what stands before and after it; an empty stretch is a place where something is put in."""

    start: int
    end: int
    opening: str
    closing: str


def marked(text: str, start: int, end: int, marks: Iterable[Marked], escape: Callable[[str], str]) -> str:
    """`text[start:end]`, escaped, with its marks; one that crosses another, or that would not be read back, is left out."""
    pieces: list[str] = []
    open_marks: list[Marked] = []
    at = start
    for mark in _kept(text, marks):
        while open_marks and open_marks[-1].end <= mark.start:
            at = _close(text, at, open_marks, pieces, escape)
        pieces += [escape(text[at : mark.start]), mark.opening]
        at = mark.start
        open_marks.append(mark)
    while open_marks:
        at = _close(text, at, open_marks, pieces, escape)
    return "".join([*pieces, escape(text[at:end])])


def _close(text: str, at: int, open_marks: list[Marked], pieces: list[str], escape: Callable[[str], str]) -> int:
    mark = open_marks.pop()
    pieces += [escape(text[at : mark.end]), mark.closing]
    return mark.end


def _kept(text: str, marks: Iterable[Marked]) -> list[Marked]:
    """The marks in order, outer ones first, each inside or outside of every other."""
    kept: list[Marked] = []
    around: list[Marked] = []
    trimmed = [item if item.start == item.end else _trimmed(text, item) for item in marks]
    for mark in sorted(trimmed, key=lambda item: (item.start, -item.end)):
        while around and around[-1].end <= mark.start:
            around.pop()
        if not mark.closing:
            kept.append(mark)
            continue
        twin = any(item.opening == mark.opening for item in around)
        if (
            mark.start < mark.end
            and not twin
            and not (around and mark.end > around[-1].end)
            and _reads_back(text, mark)
        ):
            kept.append(mark)
            around.append(mark)
    return kept


def _trimmed(text: str, mark: Marked) -> Marked:
    inner = text[mark.start : mark.end]
    start = mark.start + len(inner) - len(inner.lstrip())
    return mark._replace(start=start, end=max(start, start + len(inner.strip())))


def _reads_back(text: str, mark: Marked) -> bool:
    """Whether CommonMark takes the signs as opening and closing ones (flanking, section 6.2)."""
    if mark.opening == "[":
        return True
    before, after = text[mark.start - 1 : mark.start] if mark.start else "", text[mark.end : mark.end + 1]
    opens = text[mark.start].isalnum() or not before.isalnum()
    closes = text[mark.end - 1].isalnum() or not after.isalnum()
    return opens and closes
