"""JSON with positions, for the JSON-LD of web pages."""

from __future__ import annotations

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # public in the module, absent from the stubs
from typing import Any

MAX_DEPTH = 50

Path = tuple["str | int", ...]
Range = tuple[int, int]

_BLANK = re.compile(r"[ \t\r\n\ufeff\xa0]*")
_ATOM = re.compile(r"true|false|null|-?[0-9][0-9.eE+-]*")
_ATOMS: dict[str, Any] = {"true": True, "false": False, "null": None}


def load(text: str, start: int, end: int) -> tuple[Any, dict[Path, tuple[Range, Range]]]:
    """The JSON value in `text[start:end]` and, for each path of keys and indices, where its key and value stand.

    A text's range leaves its quotes out. A trailing comma and a control character inside a text are let pass, as
    consumers of JSON-LD do. Raises `json.JSONDecodeError` at the first place that isn't JSON.
    """
    scanner = _Scanner(text, end)
    value, at = scanner.value(scanner.skip(start), ())
    at = scanner.skip(at)
    if at < end and text[at:end].strip(" \t\r\n;"):
        raise JSONDecodeError("more text after the value", text, at)
    return value, scanner.marks


class _Scanner:
    """Recursive descent; the deepest value allowed is MAX_DEPTH levels down."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.marks: dict[Path, tuple[Range, Range]] = {}

    def skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at, self.end)
        return match.end() if match else at

    def value(self, at: int, path: Path) -> tuple[Any, int]:
        first = self.text[at : min(at + 1, self.end)]
        if len(path) > MAX_DEPTH:
            raise JSONDecodeError("nested too deeply", self.text, at)
        if first == "{":
            return self._object(at + 1, path)
        if first == "[":
            return self._array(at + 1, path)
        if first == '"':
            return self._string(at)
        match = _ATOM.match(self.text, at, self.end)
        if match is None:
            raise JSONDecodeError("expected a value", self.text, at)
        return self._atom(match), match.end()

    def _atom(self, match: re.Match[str]) -> Any:
        written = match.group()
        if written in _ATOMS:
            return _ATOMS[written]
        try:
            return int(written) if written.lstrip("-").isdigit() and len(written) < 19 else float(written)
        except ValueError:
            raise JSONDecodeError("not a number", self.text, match.start()) from None

    def _string(self, at: int) -> tuple[str, int]:
        value, after = scanstring(self.text, at + 1, False)
        if after > self.end:
            raise JSONDecodeError("unterminated text", self.text, at)
        return str(value), after

    def _object(self, at: int, path: Path) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self.skip(at)
        while self._open(at, "}"):
            if self.text[at] != '"':
                raise JSONDecodeError("expected a key in quotes", self.text, at)
            key, after = self._string(at)
            colon = self.skip(after)
            if not self.text.startswith(":", colon):
                raise JSONDecodeError("expected a colon", self.text, colon)
            begin = self.skip(colon + 1)
            found[key], stop = self.value(begin, (*path, key))
            self.marks[(*path, key)] = (at + 1, after - 1), self._inner(begin, stop)
            at = self._next(stop, "}")
        return found, at + 1

    def _array(self, at: int, path: Path) -> tuple[list[Any], int]:
        found: list[Any] = []
        at = self.skip(at)
        while self._open(at, "]"):
            value, stop = self.value(at, (*path, len(found)))
            self.marks[(*path, len(found))] = (at, stop), self._inner(at, stop)
            found.append(value)
            at = self._next(stop, "]")
        return found, at + 1

    def _open(self, at: int, closing: str) -> bool:
        if at >= self.end:
            raise JSONDecodeError(f"expected {closing}", self.text, self.end)
        return self.text[at] != closing

    def _next(self, at: int, closing: str) -> int:
        at = self.skip(at)
        if self.text.startswith(",", at) and at < self.end:
            return self.skip(at + 1)
        if at >= self.end or self.text[at] != closing:
            raise JSONDecodeError(f"expected a comma or {closing}", self.text, at)
        return at

    def _inner(self, start: int, end: int) -> Range:
        return (start + 1, end - 1) if self.text[start] == '"' else (start, end)
