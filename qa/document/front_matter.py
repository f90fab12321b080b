"""Front matter at the head of a Markdown article: YAML, or TOML between lines of `+++`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.document.metadata import Field, Metadata, canonical_fields
from qa.document.model import Problem, Span
from qa.record import replace
from qa.yamlio import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.document.builder import Builder
    from qa.yamlio import Loaded

MAX_FRONT_MATTER = 64 * 1024

_OPEN = re.compile(r"\ufeff?[ \t\r\n]*?---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
# Keys, items of lists and what is indented under them, up to a blank line or anything else.
_YAML_LINES = re.compile(r"(?:(?:[A-Za-z_][\w-]*:(?:[ \t][^\r\n]*)?|[ \t]+\S[^\r\n]*|-[ \t][^\r\n]*)(?:\r?\n|\Z))+")
_PLAIN_FIELD = re.compile(r"^([A-Za-z][\w-]*):[ \t]+(\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_QUOTED = re.compile(r"""^(['"])(.*)\1$""")


def read_front_matter(builder: Builder, aliases: Mapping[str, Sequence[str]] | None) -> int:
    """Take the front matter into `builder.metadata` and its problems; return the offset where the body begins.

    What cannot be parsed as YAML is reported once, and plain `key: value` lines are still read, so that one slip does
    not make every field look absent.
    """
    text = builder.source.text
    opened = _OPEN.match(text)
    if opened is None and text.startswith(("+++", "\ufeff+++")):
        from qa.document.toml_matter import OPEN, read_toml_matter

        toml = OPEN.match(text)
        end_of_toml = read_toml_matter(builder, toml.end(), MAX_FRONT_MATTER, aliases) if toml else None
        if end_of_toml is not None:
            return end_of_toml
    if opened is None:
        return 1 if text.startswith("\ufeff") else 0
    closed = _CLOSE.search(text, opened.end())
    if closed is None:
        return _unclosed(builder, opened, aliases)
    start, end = opened.end(), closed.start()
    span = Span(opened.start(), closed.end())
    if end - start > MAX_FRONT_MATTER:
        detail = f"the front matter has {end - start:,} characters; the limit is {MAX_FRONT_MATTER:,}"
        builder.problems.append(Problem("front-matter-too-large", detail, Span(span.start, start)))
        builder.metadata = Metadata(present=True, span=span)
        return closed.end()
    builder.metadata = Metadata(_fields(builder, text[start:end], start, aliases), span, present=True)
    return closed.end()


def _unclosed(builder: Builder, opened: re.Match[str], aliases: Mapping[str, Sequence[str]] | None) -> int:
    """A first line `---` with no second one: front matter only if a key follows, else a thematic break.

    It then ends where its lines stop looking like YAML, so that its fields aren't taken for the article's text.
    """
    text = builder.source.text
    if not _PLAIN_FIELD.match(text, opened.end()):
        return 1 if text.startswith("\ufeff") else 0
    at = Span(opened.end() - len(opened.group().lstrip("\ufeff")), opened.end())
    builder.problems.append(Problem("front-matter-unclosed", "no closing --- line", at))
    lines = _YAML_LINES.match(text, opened.end())
    end = lines.end() if lines else opened.end()
    builder.metadata = Metadata(
        _fields(builder, text[opened.end() : end], opened.end(), aliases), Span(at.start, end), present=True
    )
    return end


def _fields(builder: Builder, text: str, offset: int, aliases: Mapping[str, Sequence[str]] | None) -> dict[str, Field]:
    loaded = load(text)
    for flaw in loaded.flaws:
        span = Span(offset + flaw.start, offset + max(flaw.end, flaw.start))
        builder.problems.append(Problem(f"front-matter-{flaw.code}", flaw.detail, span))
    if isinstance(loaded.data, dict):
        return canonical_fields(_nested(loaded, offset), aliases)
    if loaded.data is not None:
        problem = Problem("front-matter-not-a-mapping", "expected `key: value` lines", Span(offset, offset + len(text)))
        builder.problems.append(problem)
    return canonical_fields(_salvaged(text, offset), aliases) if loaded.flaws else {}


def _nested(loaded: Loaded, offset: int) -> Iterator[Field]:
    """The fields, with the day of a date that is a mapping (Docusaurus) and, last, what stands under `params` (Hugo)."""
    params: list[Field] = []

    def of(value: Any, *path: str) -> Field:
        mark = loaded.marks[path]
        return Field(path[-1], value, path[-1], *(Span(offset + a, offset + b) for a, b in (mark.key, mark.value)))

    for key, value in loaded.data.items():
        if isinstance(value, dict) and key == "params":
            params = [of(inner, key, name) for name, inner in value.items() if (key, name) in loaded.marks]
        if isinstance(value, dict) and "date" in value and (key, "date") in loaded.marks:
            yield replace(of(value["date"], key, "date"), name=key, raw_name=key)
        else:
            yield of(value, key)
    yield from params


def _salvaged(text: str, offset: int) -> list[Field]:
    """The top-level `key: value` lines of front matter that isn't YAML, values as text or dates."""
    found: list[Field] = []
    for match in _PLAIN_FIELD.finditer(text):
        key, raw = match.groups()
        value: Any = _QUOTED.sub(r"\2", raw)
        if value[:1] in "[{|>&*!":
            continue
        spans = (Span(offset + match.start(group), offset + match.end(group)) for group in (1, 2))
        found.append(Field(key, value, key, *spans))
    return found
