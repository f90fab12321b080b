"""What the article schema says about front matter fields, in the form that completion and hover need."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from qa.document.metadata import TYPES, canonical_type, folded
from qa.record import field, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@record
class FieldInfo:
    """A field: its canonical name, what it is for, what its value may look like, and the fields inside it.

    `number` tells that a number will do, `text` that the schema names a single text first; `item` and `item_about` are what the schema calls one of a group of fields.
    """

    name: str
    about: str
    form: str
    values: tuple[str, ...] = ()
    date: bool = False
    many: bool = False
    number: bool = False
    text: bool = False
    inner: Mapping[str, FieldInfo] = field(default_factory=dict)
    item: str = ""
    item_about: str = ""


@cache
def fields_of(content_type: str) -> dict[str, FieldInfo]:
    """The fields of a content type by canonical name, in the schema's order; those of a page for an unknown type."""
    from qa.schema.article import MODELS

    model = MODELS[canonical_type(content_type)]
    schema = model.model_json_schema()
    found = _fields(schema, schema.get("$defs", {}))
    kind = found["type"]
    return {
        **found,
        "type": FieldInfo("type", kind.about, "one of the content types", tuple(TYPES)),
        "lang": _with_values(found["lang"], ("en-AU", "en-GB", "en-US", "en-NZ", "en-IE")),
        "qa": _with_inner(
            found["qa"], FieldInfo("disable", "Accepted findings: “RULE -- reason” each.", "a list", many=True)
        ),
    }


def _with_values(info: FieldInfo, values: tuple[str, ...]) -> FieldInfo:
    return FieldInfo(info.name, info.about, info.form, values)


def _with_inner(info: FieldInfo, inner: FieldInfo) -> FieldInfo:
    return FieldInfo(info.name, info.about, "suppressions", inner={inner.name: inner})


def _fields(schema: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, FieldInfo]:
    return {name: _field(name, spec, shared) for name, spec in schema.get("properties", {}).items()}


def _field(name: str, spec: Mapping[str, Any], shared: Mapping[str, Any]) -> FieldInfo:
    cases = [_resolved(case, shared) for case in spec.get("anyOf", [spec]) if case.get("type") != "null"]
    many = any(case.get("type") == "array" for case in cases)
    items = [_resolved(case["items"], shared) if case.get("type") == "array" else case for case in cases]
    date = any(item.get("format") == "date" for item in items)
    groups = [item for item in items if item.get("properties")]
    inner: dict[str, FieldInfo] = {}
    for item in groups:
        inner.update(_fields(item, shared))
    return FieldInfo(
        name,
        str(spec.get("description", "")),
        _form(items, many=many, date=date),
        date=date,
        many=many,
        number=any(item.get("type") == "integer" for item in items),
        text=cases[0].get("type") == "string",
        inner=inner,
        item=str(groups[0]["title"]).lower() if groups else "",
        item_about=str(groups[0].get("description", "")) if groups else "",
    )


def _resolved(spec: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Any]:
    name = str(spec.get("$ref", "")).rpartition("/")[2]
    return shared.get(name, spec) if name else spec


def _form(items: Sequence[Mapping[str, Any]], *, many: bool, date: bool) -> str:
    """The value's form in a few words."""
    if date:
        return "a date, best as YYYY-MM-DD"
    kinds = {str(item.get("type")) for item in items}
    if "object" in kinds:
        parts = ", ".join(next((item["properties"] for item in items if item.get("properties")), {}))
        one = f"a text, or {parts}" if parts else "fields of its own"
    elif kinds == {"integer", "string"}:
        one = "a text or a number"
    else:
        one = "a text"
    return f"one or a list of: {one}" if many else one


def about_type(content_type: str) -> str:
    """What a content type is for."""
    from qa.schema.article import MODELS

    return str(MODELS[content_type].model_json_schema().get("description", ""))


def own_name(name: str, aliases: Mapping[str, Sequence[str]]) -> str:
    """The name that a publisher gives a field: the first of its own in `qa.yaml`, else the canonical one."""
    own = aliases.get(name, ())
    return own[0] if own else name


def canonical_name(written: str, aliases: Mapping[str, Sequence[str]]) -> str:
    """The field that a written name means, by the publisher's names or the common ones; the name itself where it means none."""
    from qa.document.metadata import ALIASES

    key = folded(written)
    for table in (aliases, ALIASES):
        for name, names in table.items():
            if key == folded(name) or key in map(folded, names):
                return name
    return written
