"""Which parts of a page are the article and which are the site's."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.document.html_tree import LISTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.document.html_tree import Element
    from qa.document.layout import Layout
    from qa.document.model import Role

# Sites name their furniture with few words; a class or id is split at separators and at capitals before it is looked up, word by word
# and each with the next: "TopBar" and "top-bar" are a topbar.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAV = frozenset(
    "nav navbar navigation menu menubar breadcrumb breadcrumbs crumbs pagination pager toc toolbar search searchbox share "
    "sharing social skip skiplink sidebar filters feedback survey rating login print backtotop".split()
)
_FOOTER = frozenset(
    "footer copyright colophon cookie cookies consent gdpr newsletter subscribe subscription comments advert advertisement "
    "ads promo sponsor disclaimer disclaimers".split()
)
_HEADER = frozenset("header masthead topbar branding logo".split())
_RELATED = frozenset("related relatedposts recommended recommendations similar suggested".split())
# An element behind the article's container that has this many times less text may be the site's.
_TAIL = 5
# What readers wrote below an article, however much of it there is.
_COMMENTS = frozenset("comments commentlist disqus".split())
_BANNER = frozenset("alert alerts banner notice notification announcement emergency".split())
_NEGATED = re.compile(r"\b(?:has|with|no|without|hide|show)[-_]\w+", re.IGNORECASE)
_CONTAINERS = frozenset("div section aside header footer nav form table span".split()) | LISTS

_TAG_ROLES: dict[str, Role] = {
    "nav": "nav", "search": "nav", "header": "header", "footer": "footer", "aside": "footer", "select": "nav",
    "textarea": "nav",
}  # fmt: skip
_ARIA_ROLES: dict[str, Role] = {
    "banner": "header", "navigation": "nav", "search": "nav", "contentinfo": "footer", "complementary": "footer",
    "menu": "nav", "menubar": "nav", "alert": "banner",
}  # fmt: skip


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


def _words(element: Element) -> frozenset[str]:
    if not element.attrs:
        return frozenset()
    return _split(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=4096)
def _split(names: str) -> frozenset[str]:
    found: set[str] = set()
    for name in _NEGATED.sub(" ", names).split():
        words = [word.lower() for word in _WORD.findall(name)]
        found.update(words)
        found.update(map("".join, pairwise(words)))
    return frozenset(found)


def _with_landmark(elements: list[Element], main: list[Element]) -> Callable[[Element, Role], Role]:
    start, end = main[0].start, main[-1].end
    size = max(1, sum(item.text_length for item in main))
    title = _first_title(elements, start, end)
    around = {id(item) for item in elements if item.start < start and item.end >= end}

    def choose(element: Element, inherited: Role) -> Role:
        if element in main:
            return "body"
        if start <= element.start < end:
            return inherited if inherited != "body" else _inside_main(element, size, title)
        if id(element) in around:
            return "header"
        if inherited in ("nav", "banner"):
            return inherited
        own = _chrome_role(element, _words(element))
        if own in ("nav", "banner"):
            return own
        return "header" if element.start < start else "footer"

    return choose


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


def _is_notice(element: Element, words: frozenset[str], title: int) -> bool:
    """A site's notice stands above the title or calls itself a banner; an alert box below it is the article's call-out."""
    if words & {"hero", "image", "cookie", "cookies", "consent"}:
        return False
    if element.start < title:
        return bool(words & _BANNER) or element.get("role") == "alert"
    return "banner" in words or ("alert" in words and bool(words & {"site", "global", "sitewide"}))


def _inside_main(element: Element, size: int, title: int) -> Role:
    """Chrome inside the article's landmark: navigation, sharing, feedback, and lists of links to other pages."""
    if element.tag in ("nav", "search", "select", "textarea") or element.get("role") in ("navigation", "search"):
        return "nav"
    if element.tag not in _CONTAINERS or not (element.attrs or element.tag == "aside"):
        return "body"
    if element.h1s or element.text_length * 2 > size:
        return "body"
    words = _words(element)
    linked = element.link_length * 2 > element.text_length
    if (element.tag == "aside" or element.get("role") == "complementary" or words & _RELATED) and linked:
        return "footer"
    if _is_notice(element, words, title):
        return "banner"
    if words & _COMMENTS:
        return "footer"
    small = element.text_length * 4 < size
    if words & _NAV and (small or linked):
        return "nav"
    return "footer" if words & (_FOOTER - {"footer"}) and (small or linked) else "body"


def _without_landmark(elements: list[Element]) -> Callable[[Element, Role], Role]:
    """No landmark: furniture by name, place and share of links, but never what holds the title or most of the text."""
    total = max(1, _total(elements))
    titles = sum(1 for item in elements if item.tag == "h1")
    first_title = _first_title(elements, 0, elements[-1].start + 1)
    article = _around_title(elements, total)
    headings = [item.start for item in elements if item.tag in ("h1", "h2", "h3")]

    def choose(element: Element, inherited: Role) -> Role:
        if inherited != "body":
            own = _chrome_role(element, _words(element)) if inherited == "header" else None
            return own if own in ("nav", "banner") else inherited
        if article is not None and element.end <= article.start:
            return _chrome_role(element, _words(element)) or "header"
        if article is not None and element.start >= article.end and _is_tail(element, article, headings):
            return _chrome_role(element, _words(element)) or "footer"
        listed = element.link_length * 10 > element.text_length * 8
        if (element.text_length * 2 > total and not listed) or (titles and element.h1s == titles):
            return "body"
        if element.tag in LISTS and element.start < first_title and element.link_length * 10 > element.text_length * 9:
            return "nav"
        words = _words(element)
        own = _chrome_role(element, words)
        return "body" if own is None or (own == "banner" and not _is_notice(element, words, first_title)) else own

    return choose


def _chrome_role(element: Element, words: frozenset[str]) -> Role | None:
    """What a tag, an ARIA role or the words of class and id say; None where they say nothing."""
    if element.tag == "a" and element.says("skip "):
        return "nav"
    aria = _ARIA_ROLES.get(element.get("role") or "")
    if aria is not None and not (aria == "banner" and words & {"cookie", "cookies", "consent"}):
        return aria
    if element.tag in _TAG_ROLES and not words & (_FOOTER | _BANNER):
        return _TAG_ROLES[element.tag]
    if element.tag not in _CONTAINERS or not words:
        return _TAG_ROLES.get(element.tag)
    if words & _FOOTER:
        return "footer"
    if words & _BANNER and not words & {"hero", "image"}:
        return "banner"
    if words & _NAV:
        return "nav"
    if words & _HEADER:
        return "header"
    linked = element.link_length * 2 > element.text_length
    return "footer" if words & _RELATED and linked else _TAG_ROLES.get(element.tag)
