"""What the names of elements say: tags, ARIA roles, and the words of class and id."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.document.html_tree import LISTS

if TYPE_CHECKING:
    from qa.document.html_tree import Element
    from qa.document.model import Role

# Sites name their furniture with few words; a class or id is split at separators and at capitals before it is looked up, word by word
# and each with the next: "TopBar" and "top-bar" are a topbar.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
NAV = frozenset(
    "nav navbar navigation menu menubar breadcrumb breadcrumbs crumbs pagination pager toc toolbar search searchbox share "
    "sharing social skip skiplink sidebar filters feedback survey rating login print backtotop".split()
)
FOOTER = frozenset(
    "footer copyright colophon cookie cookies consent gdpr newsletter subscribe subscription comments advert advertisement "
    "ads adslot adunit adcontainer promo sponsor disclaimer disclaimers authorbio authorbox aboutauthor".split()
)
HEADER = frozenset("header masthead topbar branding logo".split())
RELATED = frozenset("related relatedposts recommended recommendations similar suggested teaser".split())
# Boxes that a site sets into many pages, beside those called widgets: "call-to-action" holds "toaction". In the midst of the text that is a call-out, as on GOV.UK.
CALL_TO_ACTION = frozenset(("cta", "toaction"))
# Call-outs, which are the article's own wherever they stand.
CALLOUT = frozenset(
    "alert callout warning caution danger note admonition important urgent emergency inset tip highlight attention carecard "
    "hint infobox keyfacts keypoints immediate".split()
)
# What readers wrote below an article, however much of it there is.
COMMENTS = frozenset("comments commentlist disqus".split())
# Marks beside a heading that lead to itself or to its editor.
_HEADING_MARKS = frozenset("headerlink headeranchor headinganchor hashlink anchorlink permalink editsection".split())
BANNER = frozenset("alert alerts banner notice notification announcement emergency".split())
_NEGATED = re.compile(r"\b(?:has|with|no|without|hide|show)[-_]\w+", re.IGNORECASE)
CONTAINERS = frozenset("div section aside header footer nav form table span".split()) | LISTS

_TAG_ROLES: dict[str, Role] = {
    "nav": "nav", "search": "nav", "header": "header", "footer": "footer", "aside": "footer", "select": "nav",
    "textarea": "nav",
}  # fmt: skip
_ARIA_ROLES: dict[str, Role] = {
    "banner": "header", "navigation": "nav", "search": "nav", "contentinfo": "footer", "complementary": "footer",
    "menu": "nav", "menubar": "nav", "alert": "banner",
}  # fmt: skip


def words_of(element: Element) -> frozenset[str]:
    """The words of an element's class and id, in small letters, and each with the next."""
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


def chrome_role(element: Element, words: frozenset[str]) -> Role | None:
    """What a tag, an ARIA role or the words of class and id say; None where they say nothing."""
    if element.tag == "a" and element.says("skip "):
        return "nav"
    aria = _ARIA_ROLES.get(element.get("role") or "")
    if aria is not None and not (aria == "banner" and words & {"cookie", "cookies", "consent"}):
        return aria
    if element.tag in _TAG_ROLES and not words & (FOOTER | BANNER):
        return _TAG_ROLES[element.tag]
    if element.tag not in CONTAINERS or not words:
        return _TAG_ROLES.get(element.tag)
    if words & FOOTER:
        return "footer"
    if words & BANNER and not words & {"hero", "image"}:
        return "banner"
    if words & NAV:
        return "nav"
    if words & HEADER:
        return "header"
    linked = element.link_length * 2 > element.text_length
    return "footer" if words & RELATED and linked else _TAG_ROLES.get(element.tag)


def is_aside(element: Element) -> bool:
    """Whether an element says that it stands beside the text."""
    return element.tag == "aside" or element.get("role") == "complementary"


def is_heading_mark(element: Element) -> bool:
    """Whether an element is a heading's own link ("¶") or its "edit" link."""
    return element.tag in ("a", "span") and element.text_length < 40 and bool(words_of(element) & _HEADING_MARKS)


def is_comments(element: Element, total: int) -> bool:
    """Whether an element holds what readers wrote, and neither the title nor most of the page."""
    if element.tag not in CONTAINERS or not element.attrs or element.h1s or element.text_length * 2 > total:
        return False
    return bool(words_of(element) & COMMENTS)
