"""The site's parts that stand inside the article's own container: navigation, sharing, boxes beside the text, lists of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.document.html_names import (
    BANNER,
    CALL_TO_ACTION,
    CALLOUT,
    COMMENTS,
    CONTAINERS,
    FOOTER,
    NAV,
    RELATED,
    is_aside,
    words_of,
)  # fmt: skip
from qa.document.html_tree import HEADINGS, LISTS
from qa.document.layout import outermost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.html_tree import Element
    from qa.document.model import Role

# What running text is made of: a box between two of these is part of what is told.
_FLOW = HEADINGS | LISTS | {"p", "table", "blockquote", "figure"}


class Inside:
    """Judges the elements between two places of a page, of which `size` is the text and `title` the place of the h1."""

    def __init__(self, elements: Sequence[Element], place: tuple[int, int], size: int, title: int) -> None:
        self.size, self.title = max(1, size), title
        self.elements = elements
        self._children: dict[int, list[Element]] | None = None
        self.contents = _contents(elements, place)
        boxes = outermost(item for item in elements if place[0] < item.start < place[1] and "widget" in words_of(item))
        # Page builders call all they set a widget: where most of the text is one, the word says nothing.
        self.widgets = sum(item.text_length for item in boxes) * 2 <= self.size

    def role(self, element: Element) -> Role:
        """The role of an element whose parent is the article's."""
        if element.tag in ("nav", "search", "select", "textarea") or element.get("role") in ("navigation", "search"):
            return "nav"
        if element.index in self.contents:
            return "nav"
        if element.tag not in CONTAINERS or not (element.attrs or element.tag == "aside"):
            return "body"
        if element.h1s or element.text_length * 2 > self.size:
            return "body"
        words = words_of(element)
        linked = element.link_length * 2 > element.text_length
        if (is_aside(element) or words & RELATED) and linked:
            return "footer"
        if is_notice(element, words, self.title):
            return "banner"
        if words & COMMENTS or self.stands_beside(element, words):
            return "footer"
        small = element.text_length * 4 < self.size
        if words & NAV and (small or linked):
            return "nav"
        return "footer" if words & (FOOTER - {"footer"}) and (small or linked) else "body"

    def stands_beside(self, element: Element, words: frozenset[str]) -> bool:
        """Whether a box is the site's: it calls itself one, or an aside stands before or behind the text and not in its midst."""
        if words & CALLOUT:
            return False
        if "widget" in words and self.widgets:
            return True
        return bool(is_aside(element) or words & CALL_TO_ACTION) and not self.is_told(element)

    def is_told(self, element: Element) -> bool:
        """Whether running text stands on both sides of an element."""
        if element.parent is None:
            return False
        if self._children is None:
            self._children = {}
            for item in self.elements:
                if item.parent is not None and item.tag in _FLOW:
                    self._children.setdefault(item.parent.index, []).append(item)
        beside = self._children.get(element.parent.index, [])
        return bool(beside) and beside[0].start < element.start < beside[-1].start


def is_notice(element: Element, words: frozenset[str], title: int) -> bool:
    """A site's notice stands above the title or calls itself a banner; an alert box below it is the article's call-out."""
    if words & {"hero", "image", "cookie", "cookies", "consent"}:
        return False
    if element.start < title:
        return bool(words & BANNER) or element.get("role") == "alert"
    return "banner" in words or ("alert" in words and bool(words & {"site", "global", "sitewide"}))


def _contents(elements: Sequence[Element], place: tuple[int, int]) -> frozenset[int]:
    """The lists that are nothing but links to places of the same page."""
    found: dict[int, list[bool]] = {}
    lists: dict[int, Element] = {}
    for element in elements:
        if element.tag != "a" or not place[0] < element.start < place[1]:
            continue
        above = element.parent
        while above is not None and above.tag not in LISTS:
            above = above.parent
        if above is not None:
            lists[above.index] = above
            found.setdefault(above.index, []).append((element.get("href") or "").startswith("#"))
    return frozenset(
        index
        for index, local in found.items()
        if len(local) > 1 and all(local) and lists[index].link_length * 10 > lists[index].text_length * 9
    )
