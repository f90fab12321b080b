"""Front matter values as YAML text, plain where YAML would read them back as they are."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from qa.yamlio import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FLOW_WIDTH = 88

_PLAIN = re.compile(r"\w[\w ./()’'-]*(?:,[\w ./()’'-]+)*")
# Numbers with leading zeros and the words that older YAML takes for truth values: other programs read this file, too.
_TRAPS = re.compile(r"[\d_.,/ -]+|y|n|yes|no|on|off", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")


def entry(key: str, value: Any, indent: str = "") -> str:
    """`key: value` without a final line end; a list of short texts on one line, longer values in block style.

    `value` is made of texts, numbers, truth values, days, None, and lists and mappings of these.
    """
    if isinstance(value, list) and value:
        return f"{key}: {_flow(value)}" if _fits(key, value) else "\n".join([f"{key}:", *_items(value, indent + "  ")])
    if isinstance(value, dict) and value:
        return "\n".join([f"{key}:", *_pairs(value, indent + "  ")])
    return f"{key}: {scalar(value)}"


def scalar(value: Any, *, flow: bool = False) -> str:
    """One value; a text is quoted where YAML would take it for something else. In `flow`, commas need quotes, too."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False, default=str)
    plain = _PLAIN.fullmatch(value) and value == value.strip() and not (flow and "," in value)
    if plain and not _TRAPS.fullmatch(value) and load(value).data == value:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _fits(key: str, items: Sequence[Any]) -> bool:
    simple = not any(isinstance(item, dict | list) for item in items)
    return simple and len(key) + len(_flow(items)) + 2 <= FLOW_WIDTH


def _flow(items: Sequence[Any]) -> str:
    return f"[{', '.join(scalar(item, flow=True) for item in items)}]"


def _items(items: Sequence[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict):
            first, *rest = _pairs(item, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}- {scalar(item)}"


def _pairs(mapping: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        yield from f"{indent}{entry(key, value, indent)}".split("\n")
