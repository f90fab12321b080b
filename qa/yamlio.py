"""YAML with positions: values as a person wrote them, and where each key and value stands."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from qa.plain_yaml import composed, tag
from qa.record import field, record

MAX_DEPTH = 20
MAX_NODES = 20_000

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")


@record
class Mark:
    """The code-point ranges of a key and of its value, relative to the YAML text."""

    key: tuple[int, int]
    value: tuple[int, int]


@record
class Flaw:
    """Something wrong in the text: a code, one line of detail, and the range it concerns."""

    code: str
    detail: str
    start: int
    end: int


@record(frozen=False)
class Loaded:
    """A loaded text: plain data, a mark for each path of keys and indices, and the flaws met on the way."""

    data: Any = None
    marks: dict[tuple[str | int, ...], Mark] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)


def load(text: str) -> Loaded:
    """Read one YAML document; never raises for what the text holds.

    Numbers with leading zeros and digits in groups stay text (a phone number is not a quantity), a date that no calendar
    has is a flaw and stays text, and of duplicate keys the first is kept and the second is a flaw.
    """
    loaded = Loaded()
    plain = composed(text)
    if plain is not None:
        _Reader(text, loaded).read(plain)
        return loaded
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        node = _composed(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(mark.index, len(text)) if mark is not None else 0
        detail = error.problem or error.context or "not valid YAML"
        loaded.flaws.append(Flaw("syntax", detail, at, _line_end(text, at)))
        return loaded
    except (YAMLError, ValueError, RecursionError) as error:
        detail = str(error).splitlines()[0] if str(error) else "not valid YAML"
        loaded.flaws.append(Flaw("syntax", detail, 0, _line_end(text, 0)))
        return loaded
    if node is not None:
        _Reader(text, loaded).read(node)
    return loaded


def dates_as_text(value: Any) -> Any:
    """The same mappings, lists and values, with dates as ISO text."""
    if isinstance(value, dict):
        return {key: dates_as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [dates_as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return max(at, end - text.endswith("\r", at, end))


def _composed(text: str) -> Any:
    parser = _parser()(text)
    try:
        return parser.get_single_node()
    finally:
        parser.dispose()


@cache
def _parser() -> Any:
    """The C parser with a resolver of its own.

    The library's own front makes a class and a ring of objects for every text: three times the work, and garbage that
    only the collector finds.
    """
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # re-exported from C
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    class Parser(CParser):  # type: ignore[misc]  # a C extension without types
        def descend_resolver(self, *_: object) -> None:
            """Take no path into account."""

        def ascend_resolver(self) -> None:
            """Leave no path: none was taken into account."""

        def resolve(self, kind: type, value: Any, implicit: Any) -> str:
            """The tag of a node that states none, by the core schema of YAML 1.2 (section 10.3) and dates."""
            if kind is MappingNode:
                return "map"
            if kind is SequenceNode:
                return "seq"
            return tag(value) if implicit[0] else "str"

    return Parser


class _Reader:
    """Turns composed nodes into plain data; counts nodes so that aliases cannot multiply them without end."""

    def __init__(self, text: str, loaded: Loaded) -> None:
        self.text, self.loaded, self.nodes = text, loaded, 0

    def read(self, node: Any) -> None:
        try:
            self.loaded.data = self._value(node, ())
        except _TooLargeError:
            at = node.start_mark.index
            detail = f"more than {MAX_NODES:,} values or {MAX_DEPTH} levels"
            self.loaded.flaws.append(Flaw("too-large", detail, at, _line_end(self.text, at)))
            self.loaded.data = None

    def _value(self, node: Any, path: tuple[str | int, ...]) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            raise _TooLargeError
        kind = type(node).__name__
        if kind == "MappingNode":
            return self._mapping(node, path)
        if kind == "SequenceNode":
            for index, item in enumerate(node.value):
                self.loaded.marks[(*path, index)] = Mark(_extent(item), _extent(item))
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: Any, path: tuple[str | int, ...]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if type(key_node).__name__ == "ScalarNode" else repr(key_node.value)
            if key in data:
                self.loaded.flaws.append(Flaw("duplicate-key", key, *_extent(key_node)))
                continue
            self.loaded.marks[(*path, key)] = Mark(_extent(key_node), _extent(value_node))
            data[key] = self._value(value_node, (*path, key))
        return data

    def _scalar(self, node: Any) -> Any:
        raw: str = node.value
        kind = str(node.tag).rpartition(":")[2]
        if kind == "int":
            return int(raw) if _INT.fullmatch(raw) and len(raw) < 19 else raw
        if kind == "float":
            return _float(raw)
        if kind == "bool":
            return raw.lower() == "true"
        if kind == "null":
            return None
        if kind == "timestamp":
            return self._date(node, raw)
        return raw

    def _date(self, node: Any, raw: str) -> Any:
        found = _DATE.match(raw)
        try:
            if found:
                return dt.date(*(int(part) for part in found.groups()))
        except ValueError:
            self.loaded.flaws.append(Flaw("no-such-date", raw, *_extent(node)))
        return raw


class _TooLargeError(Exception):
    """The document is larger than any article's metadata."""


def _float(raw: str) -> Any:
    try:
        return float(raw)
    except ValueError:
        return raw


def _extent(node: Any) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index
