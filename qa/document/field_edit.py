"""Changes one field of an article's front matter and leaves every other character as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.document.markdown import read_markdown
from qa.document.yaml_text import entry
from qa.named import NamedTuple
from qa.source import Source
from qa.yamlio import dates_as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.document.metadata import Field
    from qa.document.model import Document

_TAIL = re.compile(r"(?:\r?\n(?:[ \t]*|#[^\n]*))+\Z")


class Change(NamedTuple):
    """Replace the source range `[start, end)` (code points) by a text."""

    start: int
    end: int
    replacement: str


class FieldError(Exception):
    """The front matter can't be changed by itself; the message says what to mend in the text first."""


def field_change(text: str, name: str, value: Any, aliases: Mapping[str, Sequence[str]] | None = None) -> Change:
    """The change that gives a field, by its canonical name, a value; None, "" and empty lists remove it.

    A new field goes to the end of the front matter, which is made where the article has none, under the publisher's first name
    for it; a field that is there keeps the name it has. Comments and the order of fields stay. `aliases` are the publisher's own names.
    Raises FieldError where the front matter can't be read, or where the changed text would not hold the value.
    """
    document = read_markdown(Source("", text), aliases)
    faulty = next((item for item in document.problems if item.code.startswith("front-matter-")), None)
    if faulty is not None:
        line = text.count("\n", 0, faulty.span.start) + 1
        raise FieldError(f"The front matter can't be read at line {line} ({faulty.detail}). Mend it in the text first.")
    if document.metadata.present and text.startswith("+++", document.metadata.span.start):
        raise FieldError("The front matter is TOML, which is read but not written here. Change it in the text.")
    present = own_fields(document).get(name)
    gone = value is None or value in ("", [], {})
    if present is None:
        change = Change(0, 0, "") if gone else _added(document, _own_name(name, aliases), value)
    else:
        change = _removed(text, present) if gone else _replaced(text, present, value)
    _verify(document, change, name, None if gone else value, aliases)
    return change


def own_fields(document: Document) -> dict[str, Field]:
    """The fields that the front matter itself states, without those read from the article's text."""
    start, end = document.metadata.span
    return {name: item for name, item in document.metadata.fields.items() if start <= item.key.start < end}


def _own_name(name: str, aliases: Mapping[str, Sequence[str]] | None) -> str:
    own = (aliases or {}).get(name, ())
    return own[0] if own else name


def _added(document: Document, called: str, value: Any) -> Change:
    text, metadata = document.source.text, document.metadata
    line_end = "\r\n" if "\r\n" in text else "\n"
    written = entry(called, value).replace("\n", line_end) + line_end
    if not metadata.present:
        at = int(text.startswith("\ufeff"))
        return Change(at, at, f"---{line_end}{written}---{line_end}{line_end}")
    body = text[metadata.span.start : metadata.span.end].rstrip("\r\n")
    at = metadata.span.start + body.rfind("\n") + 1
    return Change(at, at, written)


def _extent(text: str, item: Field) -> tuple[int, int]:
    """Where `key: value` stands; the blank lines and comments that follow a block value are not part of it."""
    start, end = item.key.start, max(item.span.end, text.index(":", item.key.end) + 1)
    return start, end - len(found.group()) if (found := _TAIL.search(text, start, end)) else end


def _replaced(text: str, item: Field, value: Any) -> Change:
    start, end = _extent(text, item)
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    written = entry(item.raw_name, value, indent)
    return Change(start, end, written.replace("\n", "\r\n") if "\r\n" in text else written)


def _removed(text: str, item: Field) -> Change:
    start, end = _extent(text, item)
    line_end = text.find("\n", end)
    return Change(text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end + 1, "")


def _verify(
    before: Document, change: Change, name: str, value: Any, aliases: Mapping[str, Sequence[str]] | None
) -> None:
    """Read the changed text again: the field must have its value, and every other field its own."""
    text = before.source.text
    after = read_markdown(Source("", text[: change.start] + change.replacement + text[change.end :]), aliases)
    wanted = {key: item.value for key, item in own_fields(before).items() if key != name}
    found = {key: item.value for key, item in own_fields(after).items()}
    if value is not None:
        wanted[name] = value
    if dates_as_text(found) != dates_as_text(wanted):
        raise FieldError(f"“{name}” can't be changed from here. Change it in the text.")
