"""Metadata and markup that can't be taken as written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.document.metadata import ALIASES, TYPES, folded, known_type
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.metadata import Field
    from qa.document.model import Document

_CASES = {
    "front-matter-syntax": "syntax",
    "front-matter-toml": "toml",
    "front-matter-unclosed": "unclosed",
    "front-matter-duplicate-key": "duplicate-key",
    "front-matter-no-such-date": "no-such-date",
    "front-matter-not-a-mapping": "not-a-mapping",
    "front-matter-wrong-type": "wrong-type",
    "front-matter-too-large": "too-large",
    "html-unclosed-comment": "unclosed-markup",
    "html-unclosed-element": "unclosed-markup",
    "json-ld-syntax": "json-ld",
}
# A name of our own goes before the aliases that fold like it.
_NAMES = {folded(alias): alias for name, aliases in ALIASES.items() for alias in (*aliases, name)}


@check(
    "front_matter",
    values=("detail", "key", "nearest"),
    variants=(*sorted(set(_CASES.values()) - {"syntax"}), "unknown-type", "misspelt-key"),
)
def front_matter(document: Document, _options: NoOptions, _context: Context) -> Iterator[Match]:
    """Report what the reader and the schema refused, an unknown content type, and keys one slip from a known one."""
    for problem in document.problems:
        case = _CASES.get(problem.code)
        if case is not None:
            variant = "" if case == "syntax" else case
            values = {"detail": problem.detail, "key": document.excerpt(problem.span)}
            yield Match(problem.span, values, variant)
    for item in document.metadata.fields.values():
        yield from _unknown_name(item)


def _unknown_name(item: Field) -> Iterator[Match]:
    if item.name == "type" and isinstance(item.value, str) and not known_type(item.value):
        close = _near_type(item.value)
        values = {"detail": item.value, "key": item.raw_name, "nearest": close or "page"}
        yield Match(item.span, values, "unknown-type", suggestions=(close,) if close else ())
    elif item.name not in ALIASES:
        close = _near_key(item.raw_name)
        if close:
            values = {"detail": item.raw_name, "key": item.raw_name, "nearest": close}
            yield Match(item.key, values, "misspelt-key", suggestions=(close,))


@cache
def _near_key(raw: str) -> str:
    """A known key that differs by one slip of the pen; long names only, so that "notes" never means "notice"."""
    import difflib

    name = folded(raw)
    if len(name) < 6:
        return ""
    close = difflib.get_close_matches(name, list(_NAMES), 1, 0.88)
    if not close or abs(len(close[0]) - len(name)) > 1 or _plural_of(close[0], name):
        return ""
    return _NAMES[close[0]]


def _plural_of(one: str, two: str) -> bool:
    return one.rstrip("s") == two.rstrip("s")


@cache
def _near_type(value: str) -> str:
    import difflib

    close = difflib.get_close_matches(folded(value), [folded(name) for name in TYPES], 1, 0.75)
    return next((name for name in TYPES if close and folded(name) == close[0]), "")
