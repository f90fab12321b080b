"""Which parts of a page are the article and which are the site's."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.document.html_inside import Inside, is_notice
from qa.document.html_leftovers import with_leftovers
from qa.document.html_names import CONTAINERS, chrome_role, is_aside, words_of
from qa.document.html_tree import LISTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.html_tree import Element
    from qa.document.layout import Layout
    from qa.document.model import Role

# An element behind the article's container that has this many times less text may be the site's.
_TAIL = 5


def roles(elements: list[Element], layout: Layout | None = None) -> list[Role]:
    """The role of each element: its own where it has one, else its parent's.

    What a `layout` names stands above everything that the page itself says.
    """
    if not elements:
        return []
    named = layout.main_of(elements) if layout else []
    main = named or _main_elements(elements)
    chooser = _with_landmark(elements, main) if main else _without_landmark(elements)
    cut = layout.chrome_of(elements) if layout else frozenset()
    found: list[Role] = []
    for element in elements:
        inherited: Role = found[element.parent.index] if element.parent is not None else "body"
        own = chooser(element, inherited)
        found.append("nav" if own == "body" and element.index in cut else own)
    with_leftovers(elements, found)
    return found


def _main_elements(elements: list[Element]) -> list[Element]:
    """The landmark that holds the article: `main`, `role=main`, or the article element with the heading or most text."""
    mains = [item for item in elements if item.tag == "main" or item.get("role") == "main"]
    if mains:
        return [max(mains, key=lambda item: item.text_length)]
    articles = [item for item in elements if item.tag == "article" and not _inside(item, "article")]
    titled = [item for item in articles if item.h1s]
    if titled:
        return titled[:1]
    total = _total(elements)
    largest = max(articles, key=lambda item: item.text_length, default=None)
    return [largest] if largest is not None and largest.text_length * 2 > total else []


def _total(elements: list[Element]) -> int:
    return sum(item.text_length for item in elements if item.parent is None)


def _inside(element: Element, tag: str) -> bool:
    above = element.parent
    while above is not None:
        if above.tag == tag:
            return True
        above = above.parent
    return False


def _with_landmark(elements: list[Element], main: list[Element]) -> Callable[[Element, Role], Role]:
    start, end = main[0].start, main[-1].end
    title = _first_title(elements, start, end)
    inside = Inside(elements, (start, end), sum(item.text_length for item in main), title)
    above = _title_above(elements, start) if title < 0 else None
    around = {id(item) for item in elements if item.start < start and item.end >= end}

    def choose(element: Element, inherited: Role) -> Role:
        if element in main:
            return "body"
        if start <= element.start < end:
            return inherited if inherited != "body" else inside.role(element)
        if above is not None and above.start <= element.start < above.end:
            return "body"
        if id(element) in around:
            return "header"
        if inherited in ("nav", "banner"):
            return inherited
        own = chrome_role(element, words_of(element))
        if own in ("nav", "banner"):
            return own
        return "header" if element.start < start else "footer"

    return choose


def _title_above(elements: list[Element], end: int) -> Element | None:
    """The title of an article whose landmark holds none: the page's only h1, above it, unless it is a link home."""
    found = [
        item
        for item in elements
        if item.tag == "h1" or (item.get("role") == "heading" and item.get("aria-level") == "1")
    ]
    if len(found) != 1 or found[0].end > end or found[0].link_length * 2 > found[0].text_length:
        return None
    return found[0]


def _first_title(elements: list[Element], start: int, end: int) -> int:
    """Where the first h1 between two places begins; -1 where there is none."""
    return next((item.start for item in elements if item.tag == "h1" and start <= item.start < end), -1)


def _is_tail(element: Element, article: Element, headings: list[int]) -> bool:
    """Whether an element behind the article's container is the site's: short beside it, and without a heading of its own."""
    beside = element.parent is not None and element.parent.start <= article.start
    own = bisect_left(headings, element.start) < bisect_left(headings, element.end)
    return beside and not own and element.text_length * _TAIL < article.text_length


def _around_title(elements: list[Element], total: int) -> Element | None:
    """The smallest element that holds the page's title and most of its text; what ends before it begins is the site's.

    The title is the first h1; on a page without any, the first heading that says what the `title` element says.
    """
    element = next((item for item in elements if item.tag == "h1"), None) or _titled(elements)
    while element is not None and element.text_length * 2 <= total:
        element = element.parent
    return element


def _titled(elements: list[Element]) -> Element | None:
    title = next((item for item in elements if item.tag == "title"), None)
    heads = (item for item in elements if item.tag in ("h2", "h3") and item.words())
    return None if title is None else next((item for item in heads if title.says(item.words())), None)


def _without_landmark(elements: list[Element]) -> Callable[[Element, Role], Role]:
    """No landmark: furniture by name, place and share of links, but never what holds the title or most of the text."""
    total = max(1, _total(elements))
    titles = sum(1 for item in elements if item.tag == "h1")
    first_title = _first_title(elements, 0, elements[-1].start + 1)
    article = _around_title(elements, total)
    headings = [item.start for item in elements if item.tag in ("h1", "h2", "h3")]
    inside = Inside(elements, (first_title, elements[-1].start + 1), total, first_title)

    def choose(element: Element, inherited: Role) -> Role:
        if inherited != "body":
            own = chrome_role(element, words_of(element)) if inherited == "header" else None
            return own if own in ("nav", "banner") else inherited
        if article is not None and element.end <= article.start:
            return chrome_role(element, words_of(element)) or "header"
        if article is not None and element.start >= article.end and _is_tail(element, article, headings):
            return chrome_role(element, words_of(element)) or "footer"
        listed = element.link_length * 10 > element.text_length * 8
        if (element.text_length * 2 > total and not listed) or (titles and element.h1s == titles):
            return "body"
        if element.tag in LISTS and element.start < first_title and element.link_length * 10 > element.text_length * 9:
            return "nav"
        return "nav" if element.index in inside.contents else _named(element, inside)

    return choose


def _named(element: Element, inside: Inside) -> Role:
    """What an element's names say; below the title no head of a section and no aside in the text is the site's."""
    words = words_of(element)
    own = chrome_role(element, words)
    if own == "banner" and not is_notice(element, words, inside.title):
        return "body"
    if 0 <= inside.title < element.start:
        if own == "header" or (is_aside(element) and own == "footer"):
            return "footer" if inside.stands_beside(element, words) else "body"
        if own is None and element.tag in CONTAINERS and inside.stands_beside(element, words):
            return "footer"
    return own or "body"
