"""From a YAML text to a validated model, with every mistake at its own line."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError

from qa.errors import ConfigError, Mistake, nearest
from qa.record import fields
from qa.yamlio import Loaded, load

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

_FLAWS = {
    "syntax": "not valid YAML: {}",
    "duplicate-key": "the key “{}” stands twice",
    "no-such-date": "{} is not a date of the calendar",
    "too-large": "too large: {}",
}


def load_model(model: type[T], text: str, path: str) -> tuple[T, Loaded]:
    """Validate a YAML text; raises ConfigError with a Mistake for each thing wrong."""
    loaded = load(text)
    if loaded.flaws:
        raise ConfigError(
            *(Mistake(path, _line(text, flaw.start), _FLAWS[flaw.code].format(flaw.detail)) for flaw in loaded.flaws)
        )
    data = {} if loaded.data is None and issubclass_of(model, BaseModel) else loaded.data
    return validated(model, data, loaded, text, path), loaded


def validated(model: Any, data: Any, loaded: Loaded, text: str, path: str, at: tuple[str | int, ...] = ()) -> Any:
    """Validate data that was loaded from `text`, at the path of keys `at` within it."""
    try:
        return TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        mistakes = [
            Mistake(path, line_of(loaded, text, (*at, *where)), message) for where, message in explained(error, model)
        ]
        raise ConfigError(*sorted(set(mistakes), key=lambda item: item.line)) from None


def explained(error: ValidationError, model: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each error as a path of keys and one sentence with the nearest valid name where a name is wrong."""
    for item in error.errors(include_url=False):
        where = item["loc"]
        key = str(where[-1]) if where else ""
        if item["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
            yield where, f"unknown key “{key}”{nearest(key, _fields_at(model, where[:-1]))}"
        elif item["type"] == "missing":
            yield where[:-1], f"“{key}” is missing"
        elif item["type"] == "literal_error":
            expected = str(item.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "").split(", ")
            given = str(item["input"])
            yield where, f"“{given}” is not one of {', '.join(expected)}{nearest(given, expected)}"
        else:
            message = item["msg"].removeprefix("Value error, ")
            yield where, f"{'.'.join(map(str, where))}: {message}" if where else message


def line_of(loaded: Loaded, text: str, where: tuple[str | int, ...]) -> int:
    """The line of the key at a path, or of the nearest key above it; 1 where there is none."""
    while where:
        # One mapping may stand where a list of them is meant; the path then counts a place that the text doesn't have.
        mark = loaded.marks.get(where) or loaded.marks.get(tuple(part for part in where if isinstance(part, str)))
        if mark is not None:
            return _line(text, mark.key[0])
        where = where[:-1]
    return 1


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _fields_at(model: Any, where: tuple[str | int, ...]) -> list[str]:
    """The field names of the model that a path of keys leads to."""
    candidates = [model]
    for part in where:
        candidates = [inner for candidate in candidates for inner in _step(candidate, part)]
    names: list[str] = []
    for candidate in candidates:
        for single in _flat(candidate):
            if issubclass_of(single, BaseModel):
                names.extend(single.model_fields)
            else:
                names.extend(fields(single))
    return names


def _step(model: Any, part: str | int) -> Iterator[Any]:
    for single in _flat(model):
        if issubclass_of(single, BaseModel) and part in single.model_fields:
            yield single.model_fields[str(part)].annotation
        elif typing.get_origin(single) in (list, tuple) and isinstance(part, int):
            yield typing.get_args(single)[0]
        elif typing.get_origin(single) is dict:
            yield typing.get_args(single)[1]


def _flat(model: Any) -> Iterator[Any]:
    origin = typing.get_origin(model)
    if origin is typing.Annotated:
        yield from _flat(typing.get_args(model)[0])
    elif origin in (typing.Union, types.UnionType):
        for inner in typing.get_args(model):
            yield from _flat(inner)
    elif issubclass_of(model, RootModel):
        yield from _flat(model.model_fields["root"].annotation)
    else:
        yield model


def issubclass_of(model: Any, base: type) -> bool:
    """`issubclass` that says False of what is no class."""
    return isinstance(model, type) and issubclass(model, base)
