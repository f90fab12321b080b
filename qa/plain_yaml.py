"""Composes YAML that is written plainly, as nearly all front matter is, without the library, whose import takes as long as a page.

What is read: block mappings and sequences, lists in brackets, values on one line, plain or in quotes without escapes, and comments on
lines of their own. For anything else there is no answer and the library reads the text; a property test holds the two together,
positions included.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 10

# Characters that may be a line's end, an indent or no character at all to a YAML reader.
_UNUSUAL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)")
_KEY = re.compile(r"([A-Za-z_](?:[\w -]{0,60}\w)?):(?: +|$)", re.ASCII)
_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^:#]|:(?! |$)|(?<! )#)*""")
_QUOTED = re.compile(r"""'([^']*)'|"([^"\\]*)\"""")
_LISTED = re.compile(r"""[A-Za-z0-9][^\[\]{},:#&*!|>'"%@`?]*|'[^']*'|"[^"\\]*\"""")

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_NUMBERS = (
    ("int", re.compile(r"[-+]?[0-9][0-9_]*|0o[0-7]+|0x[0-9a-fA-F]+")),
    ("timestamp", re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ]\s*\d\d?:\d\d:\d\d(?:\.\d*)?\s*(?:Z|[-+]\d\d?(?::?\d\d)?)?)?")),
    (
        "float",
        re.compile(
            r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
    ),
)


def tag(value: str) -> str:
    """The tag of a plain value that states none, by the core schema of YAML 1.2 (section 10.3) and dates."""
    if value in _NULLS:
        return "null"
    if value in _BOOLEANS:
        return "bool"
    if value[:1] not in "-+.0123456789":
        return "str"
    for name, pattern in _NUMBERS:
        if pattern.fullmatch(value):
            return name
    return "str"


class _Mark:
    """A place in the text, in code points."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


class Node:
    """A node with what the library's have of those names that is asked for."""

    __slots__ = ("end_mark", "start_mark", "tag", "value")

    def __init__(self, tag: str, value: object, start: int, end: int) -> None:
        self.tag, self.value = tag, value
        self.start_mark, self.end_mark = _Mark(start), _Mark(end)


class ScalarNode(Node):
    """A single value; `value` is its text."""


class SequenceNode(Node):
    """A list of nodes."""


class MappingNode(Node):
    """A list of pairs of nodes."""


class _OtherYamlError(Exception):
    """The text is not written as plainly as this module reads."""


class _Line:
    """A line that says something: where its text begins and ends, and how far it is indented."""

    __slots__ = ("end", "indent", "start")

    def __init__(self, indent: int, start: int, end: int) -> None:
        self.indent, self.start, self.end = indent, start, end


def composed(text: str) -> Node | None:
    """The node of a text that is a plainly written mapping, None for any other."""
    if _UNUSUAL.search(text):
        return None
    try:
        return _Composer(text).whole()
    except _OtherYamlError:
        return None


class _Composer:
    """Reads lines from first to last; `at` is the next line's index."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.lines: list[_Line] = []
        start = 0
        for line in text.split("\n"):
            said = line.strip(" \r")
            if said and said[0] != "#":
                indent = line.index(said[0])
                self.lines.append(_Line(indent, start + indent, start + indent + len(said)))
            start += len(line) + 1

    def whole(self) -> Node:
        if not self.lines or self.lines[0].indent:
            raise _OtherYamlError
        found = self._mapping(0, self.lines[0].start, 0)
        if self.at < len(self.lines):
            raise _OtherYamlError
        return found

    def _next(self) -> _Line | None:
        return self.lines[self.at] if self.at < len(self.lines) else None

    def _here(self) -> int:
        """Where the next thing begins, which is where a block before it ends."""
        line = self._next()
        return line.start if line else len(self.text)

    def _mapping(self, indent: int, start: int, depth: int) -> Node:
        """The mapping whose keys stand at an indent; the first of them begins at `start`, perhaps behind the dash of an item."""
        begin, pairs = start, []
        while True:
            line = self.lines[self.at]
            key = _KEY.match(self.text, start, line.end)
            if key is None:
                raise _OtherYamlError
            self.at += 1
            pairs.append(
                (ScalarNode(tag(key.group(1)), key.group(1), *key.span(1)), self._value(key, line, indent, depth))
            )
            following = self._next()
            if following is None or following.indent < indent:
                break
            if following.indent > indent or self._is_item(following):
                if following.indent == indent and depth:
                    break
                raise _OtherYamlError
            start = following.start
        return MappingNode("map", pairs, begin, self._here())

    def _value(self, key: re.Match[str], line: _Line, indent: int, depth: int) -> Node:
        if key.end() < line.end:
            return self._on_one_line(key.end(), line.end, indent)
        following = self._next()
        if following is not None and (
            following.indent > indent or (following.indent == indent and self._is_item(following))
        ):
            return self._block(following, depth + 1)
        after = key.end(1) + 1
        return ScalarNode("null", "", after, after)

    def _block(self, line: _Line, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _OtherYamlError
        if self._is_item(line):
            return self._sequence(line.indent, line.start, depth)
        return self._mapping(line.indent, line.start, depth)

    def _is_item(self, line: _Line) -> bool:
        return self.text.startswith("- ", line.start) and line.start + 2 < line.end

    def _sequence(self, indent: int, begin: int, depth: int) -> Node:
        items: list[Node] = []
        while (line := self._next()) is not None and line.indent == indent and self._is_item(line):
            start = line.start + 2
            if _KEY.match(self.text, start, line.end):
                items.append(self._mapping(indent + 2, start, depth + 1))
            else:
                self.at += 1
                items.append(self._on_one_line(start, line.end, indent))
        if line is not None and line.indent > indent:
            raise _OtherYamlError
        return SequenceNode("seq", items, begin, self._here())

    def _on_one_line(self, start: int, end: int, indent: int) -> Node:
        """A value that ends with its line."""
        following = self._next()
        if following is not None and following.indent > indent:
            raise _OtherYamlError
        if self.text[start] == "[":
            return self._list(start, end)
        return self._scalar(start, end, _PLAIN.fullmatch)

    def _scalar(self, start: int, end: int, plain: Callable[[str, int, int], object]) -> Node:
        quoted = _QUOTED.fullmatch(self.text, start, end)
        if quoted:
            return ScalarNode("str", quoted.group(quoted.lastindex or 1), start, end)
        if not plain(self.text, start, end):
            raise _OtherYamlError
        value = self.text[start:end]
        return ScalarNode(tag(value), value, start, end)

    def _list(self, start: int, end: int) -> Node:
        """A list in brackets."""
        items: list[Node] = []
        at = start
        while self.text[at] != "]":
            at = _after_blanks(self.text, at + 1, end)
            if not items and self.text[at] == "]":
                break
            item = _LISTED.match(self.text, at, end)
            if item is None:
                raise _OtherYamlError
            at = item.start() + len(item.group().rstrip(" "))
            items.append(self._scalar(item.start(), at, _LISTED.fullmatch))
            at = _after_blanks(self.text, at, end)
            if self.text[at] not in ",]":
                raise _OtherYamlError
        if at + 1 != end:
            raise _OtherYamlError
        return SequenceNode("seq", items, start, end)


def _after_blanks(text: str, at: int, end: int) -> int:
    """The place behind blanks; the text must go on there."""
    while at < end and text[at] == " ":
        at += 1
    if at >= end:
        raise _OtherYamlError
    return at
