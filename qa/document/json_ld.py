"""What a page's JSON-LD says about the page: the object that describes it, and its fields with their places."""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

from qa.document.json_spans import load
from qa.document.metadata import Field, folded, known_type
from qa.document.model import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qa.document.json_spans import Path, Range

_WRAPPER = re.compile(r"\s*(?:/[*/]\s*)?(?:<!--|<!\[CDATA\[)?\s*(?:\*/)?|(?:/[*/]\s*)?(?:-->|\]\]>)\s*(?:\*/)?\s*$")

# schema.org's types for the page itself, the best description first.
_PAGE_TYPES = (
    "MedicalWebPage", "MedicalScholarlyArticle", "HealthTopicContent", "Article", "NewsArticle", "BlogPosting", "WebPage",
    "FAQPage", "AboutPage", "ItemPage", "MedicalCondition", "Drug",
)  # fmt: skip
_PLAIN = (
    "name", "headline", "description", "inLanguage", "lastReviewed", "dateModified", "datePublished", "expires", "url",
    "publishingPrinciples", "keywords", "audience", "citation",
)  # fmt: skip
# The types of a page beside its article, and what they say of both.
_PAGES = frozenset({"MedicalWebPage", "WebPage", "ItemPage", "AboutPage", "FAQPage"})
_OF_PAGES = frozenset({"lastReviewed", "nextReview", "reviewedBy", "dateModified", "datePublished", "publisher"})
_AGENTS = ("reviewedBy", "author", "creator", "publisher", "sourceOrganization")
_TOPICS = ("about", "mainEntity")


class StructuredData:
    """The object that describes the page, where it stands, and its fields under schema.org's names."""

    def __init__(self) -> None:
        self.data: Mapping[str, Any] | None = None
        self.span = Span(0, 0)
        self.fields: list[Field] = []
        self.problems: list[Problem] = []
        self._rank = len(_PAGE_TYPES)

    def read(self, text: str, start: int, end: int) -> None:
        """Take one script; a script that isn't JSON becomes a problem at the place where it stops being so."""
        begin, stop = _unwrapped(text, start, end)
        if begin >= stop:
            return
        try:
            loaded, marks = load(text, begin, stop)
        except (JSONDecodeError, RecursionError) as error:
            at = min(error.pos, stop) if isinstance(error, JSONDecodeError) else begin
            detail = error.msg if isinstance(error, JSONDecodeError) else "nested too deeply"
            self.problems.append(Problem("json-ld-syntax", detail, Span(at, min(at + 1, stop))))
            return
        objects = list(_objects(loaded, ()))
        known = {item["@id"]: item for _, item in objects if isinstance(item.get("@id"), str) and len(item) > 1}
        for path, item in objects:
            rank = _rank(item)
            if rank < self._rank:
                self._rank, self.data = rank, item
                self.span = Span(begin, stop) if not path else Span(*marks[path][1])
                self.fields = list(_fields(item, path, marks, known))
        for path, item in objects:
            if item is not self.data and not _PAGES.isdisjoint(_types(item)):
                # The page's own object beside its article's, as plug-ins of WordPress write them.
                self.fields += (found for found in _fields(item, path, marks, known) if found.name in _OF_PAGES)


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks, comment marks and CDATA brackets around it."""
    head = _WRAPPER.match(text, start, end)
    begin = head.end() if head else start
    tail = re.compile(r"\s*(?:/[*/]\s*)?(?:-->|\]\]>)?\s*(?:\*/)?\s*\Z").search(text[begin:end])
    return begin, begin + tail.start() if tail else end


def _objects(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The objects at the top, in a list there, or in its @graph."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, (dict, list)) and len(path) < 4:
                yield from _objects(item, (*path, index))
    elif isinstance(value, dict):
        yield path, value
        if isinstance(value.get("@graph"), list) and len(path) < 4:
            yield from _objects(value["@graph"], (*path, "@graph"))


def _types(item: Mapping[str, Any]) -> list[str]:
    stated = item.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return [name.rpartition("/")[2] for name in names if isinstance(name, str)]


def _rank(item: Mapping[str, Any]) -> int:
    return min((_PAGE_TYPES.index(name) for name in _types(item) if name in _PAGE_TYPES), default=len(_PAGE_TYPES))


def _fields(
    item: Mapping[str, Any], path: Path, marks: Mapping[Path, tuple[Range, Range]], known: Mapping[str, Any]
) -> Iterator[Field]:
    """The fields of an object; `known` are the objects that others name by their `@id`."""
    for name in (*_PLAIN, *_AGENTS):
        value = item.get(name)
        if value in (None, "", [], {}):
            continue
        key, span = marks[(*path, name)]
        if (
            name == "lastReviewed"
            and isinstance(value, list)
            and len(value) == 2
            and all(isinstance(part, str) for part in value)
        ):
            # Some sites put the last review and the next one here.
            for at, alias in enumerate(("lastReviewed", "nextReview")):
                yield Field(alias, value[at], alias, Span(*key), Span(*marks[(*path, name, at)][1]))
            continue
        if name in _AGENTS or not isinstance(value, (str, int, float)):
            value, inner = _agent(value, known)
            span = marks.get((*path, name, *inner), (key, span))[1]
        if value:
            yield Field(name, value, name, Span(*key), Span(*span))
    for name in _TOPICS:
        topic = item.get(name)
        for at, part in enumerate(topic if isinstance(topic, list) else [topic]):
            where: Path = (*path, name, at, "@type") if isinstance(topic, list) else (*path, name, "@type")
            if isinstance(part, dict) and where in marks and (kind := next(filter(_content_type, _types(part)), None)):
                yield Field("type", kind, "type", Span(*marks[where][0]), Span(*marks[where][1]))
                return


def _content_type(name: str) -> bool:
    return known_type(name) and folded(name).startswith(("medical", "drug", "health"))


def _agent(value: Any, known: Mapping[str, Any]) -> tuple[Any, Path]:
    """A person's or body's name with its role, and the path from the value to the name; lists give lists of names."""
    if isinstance(value, list):
        found = [_agent(part, known) for part in value]
        names = [name for name, _ in found if name]
        return (names[0] if len(names) == 1 else names), (0, *found[0][1]) if len(value) == 1 else ()
    if isinstance(value, dict):
        named = known.get(value["@id"]) if len(value) == 1 and isinstance(value.get("@id"), str) else None
        if named is not None and len(named) > 1:
            return _agent(named, {})[0], ("@id",)
        name = value.get("name") or value.get("audienceType") or value.get("url") or value.get("@id")
        key = next((key for key in ("name", "audienceType", "url", "@id") if value.get(key)), "name")
        title = value.get("jobTitle") or value.get("honorificSuffix")
        return (f"{name}, {title}" if name and isinstance(title, str) else name), (key,)
    return value, ()
