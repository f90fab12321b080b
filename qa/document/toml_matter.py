"""TOML front matter, between lines of `+++`, as some site generators keep it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.document.metadata import Field, Metadata, canonical_fields
from qa.document.model import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.document.builder import Builder

OPEN = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n")
_CLOSE = re.compile(r"^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_KEY = re.compile(
    r"""^[ \t]*(?P<quote>["']?)(?P<key>[\w-]+)(?P=quote)[ \t]*=[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$""", re.MULTILINE
)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_PARAMS = re.compile(r"^[ \t]*\[[ \t]*params[ \t]*\][^\n]*\n(?P<inner>(?:(?![ \t]*\[)[^\n]*\n?)*)", re.MULTILINE)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml_matter(
    builder: Builder, begin: int, limit: int, aliases: Mapping[str, Sequence[str]] | None
) -> int | None:
    """Take the fields of a block that opened before `begin` into `builder.metadata`; the offset where the body begins.

    None where no line closes the block within `limit` characters, so that it isn't front matter. Keys inside tables are the site generator's and are left out, but those of `[params]`.
    """
    text = builder.source.text
    closed = _CLOSE.search(text, begin, begin + limit)
    if closed is None:
        return None
    span = Span(text.index("+++"), closed.end())
    fields = list(_fields(builder, text[begin : closed.start()], begin))
    builder.metadata = Metadata(canonical_fields(fields, aliases), span, present=True)
    return closed.end()


def _fields(builder: Builder, text: str, offset: int) -> Iterator[Field]:
    import tomllib

    try:
        data: dict[str, Any] = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        builder.problems.append(
            Problem("front-matter-toml", _PLACE.sub("", str(error)).strip(), _at(text, offset, str(error)))
        )
        return
    table, params = _TABLE.search(text), _PARAMS.search(text)
    parts = [(data, 0, table.start() if table else len(text))]
    if params and isinstance(data.get("params"), dict):
        parts.append((data["params"], *params.span("inner")))
    for match, values in ((match, values) for values, *place in parts for match in _KEY.finditer(text, *place)):
        value = values.get(match["key"])
        if value is not None and not isinstance(value, dict):
            key, place = (Span(offset + match.start(name), offset + match.end(name)) for name in ("key", "value"))
            yield Field(match["key"], value, match["key"], key, place)


def _at(text: str, offset: int, message: str) -> Span:
    """The rest of the line that the parser stopped on; the first line where it names none."""
    named = _PLACE.search(message)
    lines = text.splitlines(keepends=True) or [""]
    line = min(int(named[1]) - 1, len(lines) - 1) if named else 0
    start = offset + sum(map(len, lines[:line]))
    return Span(start, start + max(1, len(lines[line].rstrip("\r\n"))))
