"""The front-matter form: controls made from the schema of each content type, and values as its controls take them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from qa.schema.article import MODELS
from qa.schema.fields import FieldInfo, about_type, fields_of

# The fields that most rules ask for; the form shows the others on demand.
MAIN = frozenset(
    "title type description last_reviewed next_review reviewer author owner sources topics also_known_as active_ingredients "
    "brands phone hours region".split()
)
LABELS = {
    "lang": "Language", "url": "Address", "id": "Identifier", "review_in": "Review again in", "read_time": "Reading time",
    "accessed": "Read on", "text": "Text", "expires": "Ends",
}  # fmt: skip
LONG = frozenset({"description", "quality_process", "text"})

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[1-9]\d{0,8}")


@cache
def forms() -> dict[str, Any]:
    """By content type: what it is for, and its fields in order, as plain data.

    A field is {name, label, help, main, control}; `control` is text, long, date, number, lines (a list of texts), group (with
    `fields`) or groups (a list of groups).
    """
    return {
        name: {
            "label": _label(name),
            "help": about_type(name),
            "fields": [
                {**_control(info), "main": key in MAIN}
                for key, info in fields_of(name).items()
                if key not in ("qa", "type")
            ],
        }
        for name in MODELS
    }


def shown(content_type: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values as the controls take them; one that its control could not show without loss comes as {"unfit": True}."""
    fields = {item["name"]: item for item in forms()[content_type]["fields"]}
    model = MODELS[content_type]
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name not in fields or value is None:
            continue
        try:
            taken = model.model_validate({name: value, "type": content_type})
        except ValueError:
            found[name] = {"unfit": True}
            continue
        plain = taken.model_dump(mode="json", include={name}, exclude_none=True).get(name)
        found[name] = plain if _fits(fields[name], plain) else {"unfit": True}
    return found


def stored(content_type: str, name: str, value: Any) -> Any:
    """A control's value as it is written in the front matter; raises ValueError for a name or value that no control has."""
    if name == "type":
        if value not in MODELS:
            raise ValueError("no such content type")
        return value
    control = next((item for item in forms()[content_type]["fields"] if item["name"] == name), None)
    if control is None or not _fits(control, value):
        raise ValueError("no such field or value")
    return _stored(control, value)


def _label(name: str) -> str:
    words = LABELS.get(name, name.replace("_", " ").replace("-", " "))
    return words[:1].upper() + words[1:]


def _control(info: FieldInfo) -> dict[str, Any]:
    field: dict[str, Any] = {"name": info.name, "label": _label(info.name), "help": info.about}
    if info.inner and not info.text:
        inner = [_control(item) for item in info.inner.values()]
        kind = "groups" if info.many else "group"
        return {**field, "control": kind, "fields": inner, "item": info.item, "about": info.item_about}
    plain = "date" if info.date else "number" if info.number else "long" if info.name in LONG else "text"
    return {**field, "control": "lines" if info.many else plain}


def _fits(control: dict[str, Any], value: Any) -> bool:
    kind = control["control"]
    if value is None:
        return True
    if kind == "lines":
        return isinstance(value, list) and all(isinstance(item, str) and "\n" not in item for item in value)
    if kind == "groups":
        return isinstance(value, list) and all(_fits_group(control, item) for item in value)
    if kind == "group":
        return _fits_group(control, value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    return kind == "long" or "\n" not in str(value)


def _fits_group(control: dict[str, Any], value: Any) -> bool:
    """Keys that no control shows are the publisher's own and stay as they are."""
    return isinstance(value, dict) and all(_fits(item, value.get(item["name"])) for item in control["fields"])


def _stored(control: dict[str, Any], value: Any) -> Any:
    kind = control["control"]
    if kind == "lines":
        return [item.strip() for item in value or [] if item.strip()]
    if kind == "groups":
        items = [item for item in (_stored_group(control, item) for item in value or []) if item]
        return items[0] if len(items) == 1 and isinstance(items[0], str) else items
    if kind == "group":
        return _stored_group(control, value or {})
    return _scalar(kind, value)


def _stored_group(control: dict[str, Any], value: dict[str, Any]) -> Any:
    """A mapping without its empty parts; its leading text alone where there is nothing else."""
    fields = {item["name"]: item for item in control["fields"]}
    kept = {
        key: _stored(fields[key], inner) if key in fields else inner
        for key, inner in value.items()
        if inner not in (None, "", [], {})
    }
    leading = control["fields"][0]["name"]
    return kept[leading] if list(kept) == [leading] else kept


def _scalar(kind: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if kind == "date" and _ISO.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    return int(text) if kind == "number" and _NUMBER.fullmatch(text) else text
