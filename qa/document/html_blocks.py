"""Walks a parsed page and writes its blocks, links and images to a builder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.html_flow import Flow, link_span
from qa.document.html_names import is_comments, is_heading_mark
from qa.document.html_tree import BLOCKS, HEADINGS, LISTS
from qa.document.model import Span
from qa.document.typed_bullets import SIGN_IN_HTML, TypedBullets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.builder import Builder
    from qa.document.html_tree import Element, Event
    from qa.document.model import Role

_SKIPPED = frozenset("head script style template noscript svg math object iframe audio video canvas datalist".split())
_INLINE_KINDS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "code": "code", "kbd": "code",
                 "samp": "code"}  # fmt: skip
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_REVEALED = re.compile(r"accordion|collaps|expand|tab|toggle|disclosure", re.IGNORECASE)
_CONTEXTS = frozenset({"li", "dt", "dd", "td", "th", "pre"})


class _Group:
    """An open list or table: its number and the ordinal of its current item or row."""

    __slots__ = ("element", "number", "ordered", "row")

    def __init__(self, element: Element, number: int) -> None:
        self.element, self.number, self.row = element, number, -1
        self.ordered = element.tag == "ol"


class BlockWriter:
    """Events in, blocks out. `roles` has one entry an element; without it the builder's own role stands."""

    def __init__(self, builder: Builder, roles: Sequence[Role] | None, elements: Sequence[Element]) -> None:
        self.builder, self.roles = builder, roles
        self.flow = Flow(builder, self._open_block)
        self.current: Element | None = None
        self.hidden: Element | None = None
        self.heading: Element | None = None
        self.owner: Element | None = None
        self.edge = -1
        self.contexts: list[Element] = []
        self.lists: list[_Group] = []
        self.tables: list[_Group] = []
        self.quotes = 0
        self.breaks = 0
        self.bullets = TypedBullets(builder)
        # Where the sign of a typed bullet stands whose item has no text yet; whether the open block is such an item.
        self.sign, self.typed = -1, False
        self.language = _language(elements)
        self.total = sum(item.text_length for item in elements if item.parent is None) if roles else 0
        self.grids = _grids(elements)
        self.remarks = _remarks(elements)
        self.controlled = {name for item in elements for name in (item.get("aria-controls") or "").split()}

    def write(self, events: Sequence[Event]) -> None:
        """Walk all events; what is open at the end is closed."""
        for kind, start, end, element in events:
            if kind == "text":
                if self.hidden is None:
                    self._text(start, end)
            elif kind == "open" and element is not None:
                self._open(element)
            elif kind == "close" and element is not None:
                self._close(element, start, end)
            elif kind == "comment":
                self.builder.comment(self.builder.source.text[start:end], start)
        self.flow.close(self.flow.last_end)

    def _text(self, start: int, end: int) -> None:
        before = self.flow.last_end
        if self.contexts and self.contexts[-1].tag == "pre":
            self.flow.preformatted(start, end)
        else:
            self.flow.run(self._past_sign(start, end), end)
        if self.flow.last_end != before:
            self.breaks = 0

    def _past_sign(self, start: int, end: int) -> int:
        """Where the text of a line begins behind the bullet sign that its author typed; the line is an item then."""
        if self.heading is not None or (self.builder.is_open and not self.breaks):
            return start
        found = SIGN_IN_HTML.match(self.builder.source.text, start, end)
        if found is None or (self.contexts and self.contexts[-1].tag in ("li", "dt", "dd")):
            return start
        if self.builder.is_open:
            self._end_block(self.flow.last_end)
        self.sign = found.start("sign")
        return found.end()

    def _open(self, element: Element) -> None:
        self.current = element
        if self.hidden is not None:
            return
        if (
            element.tag in _SKIPPED
            or element.index in self.remarks
            or ((element.attrs or element.tag == "dialog") and self._is_unread(element))
        ):
            self.hidden = element
            if element.tag in BLOCKS and self.heading is None:
                self._end_block(element.start)
            return
        if element.attrs:
            self._anchor(element)
        if element.tag in BLOCKS or _heading_level(element):
            self._open_block_element(element)
        else:
            self._open_inline(element)

    def _open_block_element(self, element: Element) -> None:
        if self.heading is not None:
            self.flow.blank(element.start, element.top)
            return
        if element.tag == "button" and self.builder.is_open:
            self.flow.blank(element.start, element.top)
            return
        self._end_block(element.start)
        self.edge, self.owner = element.start, element
        if self._is_foreign(element):
            self.flow.begin("foreign", element)
        if level := _heading_level(element):
            self._open_heading(element, level)
        else:
            self._enter(element)

    def _enter(self, element: Element) -> None:
        """Note the list, table, item, cell or quotation that begins."""
        tag = element.tag
        if tag in LISTS:
            self.lists.append(_Group(element, self.builder.new_group()))
        elif tag == "table":
            self.tables.append(_Group(element, self.builder.new_group()))
        elif tag == "blockquote":
            self.quotes += 1
        elif tag in _CONTEXTS:
            self.contexts.append(element)
        if tag in ("li", "dt") and self.lists:
            self.lists[-1].row += 1
        elif tag == "tr" and self.tables:
            self.tables[-1].row += 1

    def _open_heading(self, element: Element, level: int) -> None:
        self.heading = element
        if element.text_length or element.tag in HEADINGS:
            self._set_role()
            self.builder.open("heading", element.start, level=level, anchor=element.get("id") or "")

    def _open_inline(self, element: Element) -> None:
        tag = element.tag
        if not self.builder.is_open and self.edge < 0:
            self.edge = element.start
        if tag == "br":
            self._line_break(element)
        elif tag == "img":
            self._image(element)
        elif tag == "a":
            if "href" in element.attrs:
                self.flow.begin("link", element)
        elif self._is_foreign(element):
            self.flow.begin("foreign", element)
        elif tag in _INLINE_KINDS:
            self.flow.begin(_INLINE_KINDS[tag], element)
        elif tag == "sup" and element.link_length and self.builder.is_open:
            # A note's number stands apart from the word it hangs on.
            self.flow.blank(element.start, element.start)

    def _close(self, element: Element, start: int, end: int) -> None:
        self.current = element.parent
        if self.hidden is not None:
            if self.hidden is element:
                self.hidden = None
            return
        if element is self.heading:
            self._end_block(end if end > start else self.flow.last_end)
            self.heading = None
        elif element.tag in BLOCKS:
            self._close_block_element(element, start, end)
        else:
            self._close_inline(element, end)

    def _close_block_element(self, element: Element, start: int, end: int) -> None:
        if self.heading is not None or (element.tag == "button" and self.owner is not element):
            self.flow.blank(start, end)
            return
        self.flow.finish(element)
        self._end_block(end if element is self.owner and end > start else self.flow.last_end)
        tag = element.tag
        if tag in LISTS and self.lists and self.lists[-1].element is element:
            self.lists.pop()
        elif tag == "table" and self.tables and self.tables[-1].element is element:
            self.tables.pop()
        elif tag == "blockquote":
            self.quotes -= 1
        elif self.contexts and self.contexts[-1] is element:
            self.contexts.pop()

    def _close_inline(self, element: Element, end: int) -> None:
        if self.builder.is_open:
            self.flow.last_end = max(self.flow.last_end, end)
        mark = self.flow.finish(element)
        if mark is not None:
            span, place = link_span(mark)
            target = (element.get("href") or "").strip()
            title = element.get("title") or ""
            self.builder.link(target, mark.start, span, place, "inline", title, end=mark.end, block=mark.block)

    def _end_block(self, at: int) -> None:
        """Close the open block, whose markup ends at `at` or, if it is later, at the end of its text."""
        if self.builder.is_open:
            self.flow.close(at)
        self.flow.pending = None
        self.edge, self.owner, self.breaks = -1, None, 0
        self.sign, self.typed = -1, False

    def _open_block(self, at: int) -> None:
        """Begin the block that text at this place belongs to."""
        self._set_role()
        start = self.edge if 0 <= self.edge <= at else at
        quoted = self.quotes > 0
        context = self.contexts[-1].tag if self.contexts else ""
        if context == "pre":
            self.builder.open("code", start, quoted=quoted)
        elif self.sign >= 0 and not context:
            self.bullets.open(self.sign, quoted=quoted)
            self.typed = True
        elif context in ("li", "dt", "dd") and self.lists:
            inner = self.lists[-1]
            self.builder.open(
                "list_item", start, level=len(self.lists), group=inner.number, ordered=inner.ordered,
                row=max(inner.row, 0), quoted=quoted,
            )  # fmt: skip
        elif context in ("td", "th") and self.tables and self.tables[-1].element.index not in self.grids:
            table = self.tables[-1]
            self.builder.open("table_cell", start, group=table.number, row=max(table.row, 0), quoted=quoted)
        else:
            self.builder.open("paragraph", start, quoted=quoted)

    def _set_role(self) -> None:
        if self.roles is not None:
            self.builder.role = self.roles[self.current.index] if self.current is not None else "body"

    def _line_break(self, element: Element) -> None:
        """A line break is a blank; two in a row part paragraphs, as authors use them, and one ends a typed bullet."""
        self.breaks += 1
        if (self.breaks > 1 or self.typed) and self.heading is None and self.builder.is_open:
            self._end_block(self.flow.last_end)
        else:
            self.flow.blank(element.start, element.top)

    def _image(self, element: Element) -> None:
        alt = element.get("alt")
        if element.get("role") in ("presentation", "none"):
            alt = alt or ""
        self._set_role()
        self.builder.image(element.get("src") or "", alt, Span(element.start, element.top))

    def _anchor(self, element: Element) -> None:
        for name in ("id", "name") if element.tag == "a" else ("id",):
            if value := element.get(name):
                self.builder.anchors.add(value)

    def _is_foreign(self, element: Element) -> bool:
        if not element.attrs:
            return False
        tongue = (element.get("lang") or element.get("xml:lang") or "").lower().partition("-")[0]
        return bool(tongue) and tongue != self.language

    def _is_unread(self, element: Element) -> bool:
        """Whether an element is hidden, holds what readers wrote below the article, or is a mark beside a heading."""
        if self.heading is not None and is_heading_mark(element):
            return True
        return self._is_hidden(element) or (self.roles is not None and is_comments(element, self.total))

    def _is_hidden(self, element: Element) -> bool:
        """Whether no reader sees the element; what a button or tab reveals is content."""
        attrs = element.attrs
        named = attrs.keys() & {"hidden", "aria-hidden", "style"}
        if not named:
            return element.tag == "dialog" and "open" not in attrs
        if "hidden" in attrs:
            hidden = (element.get("hidden") or "").lower() != "until-found"
        else:
            hidden = (element.get("aria-hidden") or "").lower() == "true"
        hidden = hidden or bool(_INVISIBLE.search(element.get("style") or ""))
        if not hidden or element.tag == "img":
            return False
        names = f"{element.get('class') or ''} {element.get('role') or ''}"
        return not (_REVEALED.search(names) or (element.get("id") or "") in self.controlled)


def _heading_level(element: Element) -> int:
    """1–6 for a heading by tag or by ARIA, 0 for anything else."""
    if element.tag in HEADINGS:
        return int(element.tag[1])
    if element.attrs and element.get("role") == "heading":
        level = element.get("aria-level") or "2"
        return int(level) if level in "123456" and len(level) == 1 else 2
    return 0


def _remarks(elements: Sequence[Element]) -> set[int]:
    """Editors' comments as Google Docs exports them: the mark in the text, and the box below with what was said."""
    found: set[int] = set()
    for element in elements:
        target = element.get("href") if element.tag == "a" and element.attrs else None
        if not target or not target.startswith("#cmnt"):
            continue
        wanted = "div" if target.startswith("#cmnt_ref") else "sup"
        above = element.parent
        while above is not None and above.tag in ("p", "span") and above.tag != wanted:
            above = above.parent
        found.add(above.index if above is not None and above.tag == wanted else element.index)
    return found


def _grids(elements: Sequence[Element]) -> set[int]:
    """The tables that only lay out the page: they hold its main headings, or say that they are for presentation."""
    grids: set[int] = set()
    seen: set[int] = set()
    for element in elements:
        if element.tag == "table" and element.get("role") in ("presentation", "none"):
            grids.add(element.index)
        if element.tag not in ("h1", "h2"):
            continue
        above = element.parent
        while above is not None and above.index not in seen:
            seen.add(above.index)
            if above.tag == "table":
                grids.add(above.index)
            above = above.parent
    return grids


def _language(elements: Sequence[Element]) -> str:
    stated = next((item.get("lang") for item in elements if item.tag == "html" and item.get("lang")), None)
    return (stated or "en").lower().partition("-")[0]
