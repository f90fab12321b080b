"""The elements of an HTML page, balanced whatever the author forgot, and the order in which they open and close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.html_tokens import Token, attributes, tokens, unescaped
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LISTS = frozenset("ul ol dl menu dir".split())
BLOCKS = HEADINGS | LISTS | frozenset(
    "html head body main article section nav header footer aside search div p li dt dd table caption thead tbody tfoot tr "
    "td th blockquote figure figcaption pre address hr form fieldset legend details summary dialog center select option "
    "optgroup button noscript template svg title hgroup textarea".split()
)  # fmt: skip
# Elements deeper than this are closed where they open.
MAX_DEPTH = 256

# What a start tag ends, and where the search for it stops.
_CELL = frozenset({"td", "th", "caption"})
_TABLE = frozenset({"table"})
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), LISTS | _CELL),
    "dt": (frozenset({"dt", "dd"}), LISTS | _CELL),
    "dd": (frozenset({"dt", "dd"}), LISTS | _CELL),
    "td": (_CELL, _TABLE | {"tr"}),
    "th": (_CELL, _TABLE | {"tr"}),
    "tr": (frozenset({"tr", "caption"}), _TABLE),
    "thead": (frozenset({"thead", "tbody", "tfoot", "caption"}), _TABLE),
    "tbody": (frozenset({"thead", "tbody", "tfoot", "caption"}), _TABLE),
    "tfoot": (frozenset({"thead", "tbody", "tfoot", "caption"}), _TABLE),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "a": (frozenset({"a"}), _CELL),
    "body": (frozenset({"head"}), frozenset({"body"})),
    **dict.fromkeys(HEADINGS, (HEADINGS, BLOCKS - HEADINGS)),
}
# A heading that already has text can't hold these: its end tag was forgotten.
_NOT_IN_HEADING = LISTS | frozenset("p table section article main blockquote hr form header footer nav aside".split())
_P = frozenset({"p"})
_P_SCOPE = _CELL | {"table", "button"}
_NOT_IN_P = BLOCKS - {"button", "select", "option", "optgroup", "noscript", "template", "svg", "textarea"}
_END_SCOPE = frozenset({"table", "template"})
_TABLE_PARTS = frozenset("table caption thead tbody tfoot tr td th".split())


class Element:
    """An element: its place, its attributes, and how much text, link text and how many h1 it holds."""

    __slots__ = ("_text", "attrs", "end", "h1s", "index", "link_length", "parent", "start", "tag", "text_length", "top")

    def __init__(self, tag: str, index: int, parent: Element | None, place: tuple[int, int], text: str) -> None:
        self.tag, self.index, self.parent = tag, index, parent
        self.start, self.top = place
        self.end = self.top
        self.attrs: dict[str, tuple[int, int]] = {}
        self.text_length = self.link_length = self.h1s = 0
        self._text = text

    def get(self, name: str) -> str | None:
        """An attribute's value with its references resolved; None where the attribute is absent."""
        place = self.attrs.get(name)
        if place is None:
            return None
        value = self._text[place[0] : place[1]]
        return unescaped(value)

    def says(self, words: str) -> bool:
        """Whether the element's text begins with the words, in small letters."""
        return self._text[self.top : self.top + len(words) + 40].lstrip().lower().startswith(words)

    def words(self) -> str:
        """The element's text up to its first inner tag, in small letters."""
        return self._text[self.top : self.end].partition("<")[0].strip().lower()


class Event(NamedTuple):
    """Something to walk over: an element opens or closes, or text or a comment stands at `[start, end)`."""

    kind: str
    start: int
    end: int
    element: Element | None


class Page:
    """A parsed stretch of HTML: events in source order, elements in opening order, scripts with their content."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.elements: list[Element] = []
        self.scripts: list[tuple[Element, int, int]] = []


def parse(text: str, start: int, end: int, trouble: Callable[[str, int, int], None]) -> Page:
    """Parse `text[start:end]`; every element that opens also closes, in the right order."""
    return _Parser(text, trouble).run(start, end)


class _Parser:
    """Keeps the stack of open elements; counts of open tags spare the searches that can't succeed."""

    def __init__(self, text: str, trouble: Callable[[str, int, int], None]) -> None:
        self.text, self.trouble = text, trouble
        self.page = Page()
        self.too_deep = False
        self.stack: list[Element] = []
        self.open: dict[str, int] = {}
        self.text_length = self.link_length = self.h1s = self.headings = 0

    def run(self, start: int, end: int) -> Page:
        events = self.page.events
        for token in tokens(self.text, start, end, self.trouble):
            kind = token.kind
            if kind == "text":
                events.append(Event("text", token.start, token.end, None))
                self._count(token)
            elif kind == "open":
                self._start(token)
            elif kind == "close":
                self._finish(token)
            elif kind == "comment":
                events.append(Event("comment", token.start, token.end, None))
            elif self.stack and self.stack[-1].tag == "script":
                self.page.scripts.append((self.stack[-1], token.start, token.end))
        self._pop(0, end, end)
        return self.page

    def _count(self, token: Token) -> None:
        if self.text[token.start : token.end].isspace():
            return
        size = token.end - token.start
        self.text_length += size
        if self.open.get("a"):
            self.link_length += size

    def _start(self, token: Token) -> None:
        name = token.name
        if name in _NOT_IN_P and self.open.get("p"):
            self._end_open(_P, _P_SCOPE, token.start)
        if name in _NOT_IN_HEADING and self.headings:
            self._end_heading(token.start)
        rule = _ENDS.get(name)
        if rule is not None and (name != "a" or self.open.get("a")):
            self._end_open(*rule, token.start)
        element = Element(
            name, len(self.page.elements), self.stack[-1] if self.stack else None, (token.start, token.end), self.text
        )
        if token.limit - token.inner > 2:
            element.attrs = attributes(self.text, token.inner, token.limit)
        self.page.elements.append(element)
        self.page.events.append(Event("open", token.start, token.end, element))
        closed = self.text[token.limit - 1] == "/" and name not in BLOCKS and name not in ("a", "script", "style")
        # An anchor links nothing; many are never closed.
        closed = closed or (name == "a" and bool(element.attrs) and "href" not in element.attrs)
        if name in VOID or closed or len(self.stack) >= MAX_DEPTH:
            self.page.events.append(Event("close", token.end, token.end, element))
            if len(self.stack) >= MAX_DEPTH and not self.too_deep:
                self.too_deep = True
                self.trouble("too-deep", token.start, token.end)
            return
        element.text_length, element.link_length, element.h1s = self.text_length, self.link_length, self.h1s
        self.h1s += name == "h1"
        self.stack.append(element)
        self.headings += name in HEADINGS
        self.open[name] = self.open.get(name, 0) + 1

    def _end_heading(self, at: int) -> None:
        for depth in range(len(self.stack) - 1, -1, -1):
            heading = self.stack[depth]
            if heading.tag in HEADINGS and self.text_length > heading.text_length:
                self._pop(depth, at, at)
                return

    def _end_open(self, ended: frozenset[str], scope: frozenset[str], at: int) -> None:
        for depth in range(len(self.stack) - 1, -1, -1):
            tag = self.stack[depth].tag
            if tag in ended:
                self._pop(depth, at, at)
                return
            if tag in scope:
                return

    def _finish(self, token: Token) -> None:
        """An end tag: an inline one never ends a block, none ends the table around its cell unless it is the table's."""
        name = token.name
        if not (self.open.get(name) or (self.headings and name in HEADINGS)):
            return
        block = name in BLOCKS
        scope = frozenset({"table"}) - {name} if name in _TABLE_PARTS else _END_SCOPE | _CELL if block else BLOCKS
        for depth in range(len(self.stack) - 1, -1, -1):
            tag = self.stack[depth].tag
            if tag == name or (name in HEADINGS and tag in HEADINGS):
                self._pop(depth, token.start, token.end)
                return
            if tag in scope:
                return

    def _pop(self, depth: int, start: int, end: int) -> None:
        while len(self.stack) > depth:
            element = self.stack.pop()
            own = len(self.stack) == depth
            self.open[element.tag] -= 1
            self.headings -= element.tag in HEADINGS
            element.end = end if own else start
            element.text_length = self.text_length - element.text_length
            element.link_length = self.link_length - element.link_length
            element.h1s = self.h1s - element.h1s
            self.page.events.append(Event("close", start, element.end, element))
