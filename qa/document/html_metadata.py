"""What a web page says about itself: title, meta elements, canonical link, JSON-LD, microdata and `time` elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.html_tokens import references
from qa.document.json_ld import StructuredData
from qa.document.metadata import ALIASES, Field, Metadata, canonical_fields, folded, known_type
from qa.document.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.document.builder import Builder
    from qa.document.html_tree import Element, Page

# Names of meta elements that say something else than their last part does, and what they mean.
_OWN_NAMES = {
    "og:site_name": "publisher", "og:url": "url", "og:title": "title", "og:description": "description",
    "og:locale": "", "og:type": "", "og:image": "", "twitter:title": "title", "twitter:description": "description",
    "dc.rights": "", "application-name": "publisher", "article:publisher": "", "article:author": "author",
}  # fmt: skip
_OTHER = frozenset("format viewport robots identifier content-type language content-language refresh".split())
_PREFIX = re.compile(
    r"^(?:dc|dcterms|agls|aglsterms|article|citation|schema|health|sailthru|parsely)[.:_-]", re.IGNORECASE
)
_PROPERTIES = frozenset({"lastreviewed", "datereviewed", "reviewedby", "datemodified", "datepublished", "publisher"})
_REVIEWED = re.compile(r"\breview(?:ed)?\b|\bchecked\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next review|review due|due)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|changed)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\bpublished\b", re.IGNORECASE)
# Between a page's name and its site's; editors and their tools write the signs as references, too.
_SIGN = (
    r"(?:[|·•»:–—-]|::|&(?:[nm]dash|middot|bull|raquo|#(?:8211|8212|183|8226|187|124)|#x(?:201[34]|b7|2022|bb|7c));)"
)
_SEPARATOR = re.compile(rf"(?:\s|&nbsp;|&#160;)+{_SIGN}(?:\s|&nbsp;|&#160;)+|\s*\|\s*", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
# What programs write where nobody gave a title.
_UNTITLED = re.compile(r"\s*(?:untitled(?: document| page)?(?: ?\d+)?|new page|document ?\d*)?\s*", re.IGNORECASE)


def read_metadata(
    builder: Builder, page: Page, heading: str, aliases: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Fill `builder.metadata`; `heading` is the article's first heading, which the page title is compared with."""
    text = builder.source.text
    structured = StructuredData()
    for script, start, end in page.scripts:
        if (script.get("type") or "").lower().partition(";")[0].strip() == "application/ld+json":
            structured.read(text, start, end)
    builder.problems.extend(structured.problems)
    own = {folded(name) for names in (aliases or {}).values() for name in names}
    raw = [*structured.fields, *_head_fields(text, page, heading, own), *_microdata(text, page), *_times(text, page)]
    known = ALIASES.keys() | (aliases or {}).keys()
    fields = {name: item for name, item in canonical_fields(raw, aliases).items() if name in known}
    html = next((item for item in page.elements if item.tag == "html"), None)
    language = html.get("lang") or html.get("xml:lang") if html else None
    if html is not None and language and (place := html.attrs.get("lang") or html.attrs.get("xml:lang")):
        fields["lang"] = Field("lang", language, "lang", Span(html.start, html.top), Span(*place))
    builder.metadata = Metadata(
        fields, present=bool(fields), structured=structured.data, structured_span=structured.span, lang=language or None
    )


def _head_fields(text: str, page: Page, heading: str, own: set[str]) -> Iterator[Field]:
    title = next((item for item in page.elements if item.tag == "title" and item.end > item.top), None)
    if title is not None and _UNTITLED.fullmatch(
        text, title.top, max(title.top, text.rfind("</", title.top, title.end))
    ):
        title = None
    if title is not None and (title.parent is None or title.parent.tag in ("head", "html", "body")):
        yield from _title(text, title, heading)
    elif named := next((item for item in page.elements if _is_titled(item)), None):
        # A title that Word or Google Docs wrote as a paragraph of that style.
        value, span = _content(text, named)
        if value:
            yield Field("title", value, "title", Span(named.start, named.top), span)
    for element in page.elements:
        if element.tag == "meta":
            yield from _meta(element, own)
        elif element.tag == "link" and (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            yield Field("url", element.get("href"), "url", Span(element.start, element.top), _place(element, "href"))


def _is_titled(element: Element) -> bool:
    return element.tag == "p" and not {"title", "MsoTitle"}.isdisjoint((element.get("class") or "").split())


def _title(text: str, title: Element, heading: str) -> Iterator[Field]:
    """The page title without the site's name, where the article's heading or its form shows which part that is."""
    end = text.rfind("</", title.top, title.end)
    begin, end = _trimmed(text, title.top, end if end >= 0 else title.end)
    written = text[begin:end]
    parts = [match.span() for match in _SEPARATOR.finditer(written)]
    wanted = _plain(heading)
    names = [_plain("".join(_resolved(text, begin, begin + start))) for start, _ in parts]
    exact = next((at for at, name in enumerate(names) if name == wanted), None)
    if wanted and exact is not None:
        end = begin + parts[exact][0]
    elif _plain("".join(_resolved(text, begin, end))) != wanted:
        bar = next((start for start, stop in parts if "|" in written[start:stop]), None)
        first = next((parts[at][0] for at, name in enumerate(names) if name and wanted.startswith(f"{name} ")), None)
        end = begin + (bar or first or len(written))
    value = "".join(_resolved(text, begin, end))
    if value:
        yield Field("title", " ".join(value.split()), "title", Span(title.start, title.top), Span(begin, end))


def _meta(element: Element, own: set[str]) -> Iterator[Field]:
    content = (element.get("content") or "").strip()
    stated = element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
    name = (stated or "").strip()
    if not name or not content:
        return
    raw = name if folded(name) in own else _OWN_NAMES.get(name.lower(), _PREFIX.sub("", name))
    if not raw or raw.lower() in _OTHER or (raw.lower() == "type" and not known_type(content)):
        return
    yield Field(raw, content, raw, Span(element.start, element.top), _place(element, "content"))


def _microdata(text: str, page: Page) -> Iterator[Field]:
    for element in page.elements:
        name = element.get("itemprop") if element.attrs else None
        if not name or name.lower() not in _PROPERTIES or element.tag == "meta":
            continue
        value, span = _content(text, element)
        if value:
            yield Field(name, value, name, Span(element.start, element.top), span)


def _times(text: str, page: Page) -> Iterator[Field]:
    """`time` elements whose label says what the date is."""
    for element in page.elements:
        if element.tag != "time":
            continue
        above = _TAG.sub(" ", text[max(0, element.start - 160) : element.start])
        label = re.split(r"[\n.;|]", above.rstrip())[-1][-60:]
        if not label.strip():
            label = above.rstrip()[-60:]
        name = _meaning(label)
        value, span = _content(text, element)
        if name and value:
            yield Field(name, value, name, Span(element.start, element.top), span)


def _meaning(label: str) -> str:
    found = {
        match.start(): name
        for name, pattern in (
            ("next_review", _NEXT), ("last_reviewed", _REVIEWED), ("last_updated", _UPDATED), ("published", _PUBLISHED),
        )
        for match in list(pattern.finditer(label))[-1:]
    }  # fmt: skip
    if _NEXT.search(label) and max(found, default=-1) <= max(m.end() for m in _NEXT.finditer(label)):
        return "next_review"
    return found[max(found)] if found else ""


def _content(text: str, element: Element) -> tuple[str, Span]:
    """An element's machine-readable value where it has one, else its text."""
    for name in ("content", "datetime"):
        if element.get(name):
            return str(element.get(name)).strip(), _place(element, name)
    end = text.rfind("</", element.top, element.end)
    begin, end = _trimmed(text, element.top, end if end >= 0 else element.end)
    inner = _TAG.sub(" ", "".join(_resolved(text, begin, end)))
    return " ".join(inner.split()), Span(begin, end)


def _place(element: Element, name: str) -> Span:
    return Span(*element.attrs[name])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _resolved(text: str, start: int, end: int) -> Iterator[str]:
    at = start
    for begin, after, value in references(text, start, end):
        yield text[at:begin]
        yield value
        at = after
    yield text[at:end]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
