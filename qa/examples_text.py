"""A rule's example as the article that it stands for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.rule import Companion, Example

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def example_text(example: Example | Companion) -> str:
    """The example's text, with its front matter, rendered as YAML, above it."""
    if not example.front_matter:
        return example.text
    lines = [f"{key}: {_value(value)}" for key, value in example.front_matter.items()]
    return "\n".join(["---", *lines, "---", "", example.text])


def _value(value: object) -> str:
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
