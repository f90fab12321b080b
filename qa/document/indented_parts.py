"""Parts that MkDocs sets by indentation: call-outs (`!!!`), what unfolds (`???`) and tabs (`===`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.generator_marks import FILL

if TYPE_CHECKING:
    from collections.abc import Callable

_HINTS = ("!!!", "???", '=== "')
_OPENING = re.compile(
    r"(?P<gone>(?:!!!|\?\?\?\+?)[ \t]+[\w -]*(?P<quote>\")?|===[!+]?[ \t]+(?P<tab>\"))(?P<title>[^\"\n]*)(?P<end>\"?[ \t]*\r?)$"
)


def with_parts_quoted(text: str, in_code: Callable[[tuple[int, int]], bool]) -> str:
    """The text with each such part as a quotation, as Markdown sets one: the first blank of its lines becomes a `>`.

    Every character keeps its place; a title stays as text, all else of the opening line becomes FILL or blank.
    """
    if not any(hint in text for hint in _HINTS):
        return text
    lines: list[str] = []
    levels: list[int] = []
    at = 0
    for line in text.splitlines(keepends=True):
        lines.append(_line(line, levels, opens=not in_code((at, at + len(line)))))
        at += len(line)
    return "".join(lines)


def _line(line: str, levels: list[int], *, opens: bool) -> str:
    """One line, with a sign for each part that it stands in; `levels` are the characters of indentation before each open part."""
    body = line.lstrip(" \t")
    if not body.strip():
        return line
    indent = line[: len(line) - len(body)]
    while levels and not _is_under(indent, levels[-1]):
        levels.pop()
    signs = list(indent)
    for level in levels:
        signs[level] = ">"
    found = _OPENING.match(body.rstrip("\n")) if opens else None
    if found is None:
        return "".join(signs) + body
    levels.append(len(indent))
    bare = not found["title"].strip() or not (found["quote"] or found["tab"])
    fill = " " if bare else FILL
    title = " " * len(found["title"]) if bare else found["title"]
    end = "".join(char if char == "\r" else fill for char in found["end"])
    return "".join(signs) + fill * len(found["gone"]) + title + end + body[found.end() :]


def _is_under(indent: str, level: int) -> bool:
    """Whether a line is indented under a part that opened behind `level` characters: by four blanks or a tab."""
    own = indent[level:]
    return own.startswith(("    ", "\t"))
