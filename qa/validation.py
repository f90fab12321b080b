"""Validates an article's metadata against the model of its content type.

The models judge types only, so the outcome depends on the *shape* of the metadata: names and types, with the text of the
few fields that a pattern judges. A shape is validated once and remembered; articles of one publisher share a handful, and
a run over known shapes never loads pydantic.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qa.document.model import Problem
from qa.record import replace
from qa.startup.compiled import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.document.metadata import Field
    from qa.document.model import Document

_BY_VALUE = frozenset({"type", "lang"})
_MAX_SHAPE = 4_000

# An editor types a field's name letter by letter, and each is a shape of its own.
_MAX_KNOWN = 512

_known: dict[str, list[tuple[str, str]]] = {}


def with_schema_problems(document: Document, *, use_cache: bool = True) -> Document:
    """The document with a problem for each metadata field that its content type's model refuses.

    Without `use_cache` nothing is read from disk or written to it.
    """
    fields = document.metadata.fields
    if not fields:
        return document
    shape = _shape_of(document.type, fields)
    if shape not in _known:
        values = {name: item.value for name, item in fields.items()}
        if len(_known) >= _MAX_KNOWN:
            _known.clear()
        keep = use_cache and len(shape) < _MAX_SHAPE
        _known[shape] = remembered("shape", [], lambda: flaws(document.type, values), shape, enabled=keep)
    if not _known[shape]:
        return document
    found = [
        Problem("front-matter-wrong-type", message, fields[name].key)
        for name, message in _known[shape]
        if name in fields
    ]
    return replace(document, problems=(*document.problems, *found))


def flaws(content_type: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(field, what is wrong with it) for each value that the type's model refuses."""
    from pydantic import ValidationError

    from qa.schema.article import MODELS

    try:
        MODELS[content_type].model_validate({**values, "type": content_type})
    except ValidationError as error:
        seen: dict[str, str] = {}
        for item in error.errors(include_url=False):
            name = str(item["loc"][0])
            inner = ".".join(str(part) for part in item["loc"][1:] if not str(part)[:1].isupper())
            seen.setdefault(name, f"{inner + ': ' if inner else ''}{item['msg'][:1].lower()}{item['msg'][1:]}")
        return list(seen.items())
    return []


def _shape_of(content_type: str, fields: Mapping[str, Field]) -> str:
    shapes = {
        name: item.value if name in _BY_VALUE and isinstance(item.value, str) else _shape(item.value)
        for name, item in sorted(fields.items())
    }
    return repr([content_type, shapes])


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        kinds: list[Any] = []
        for inner in map(_shape, value):
            if inner not in kinds:
                kinds.append(inner)
        return kinds
    return "date" if isinstance(value, dt.date) else type(value).__name__
