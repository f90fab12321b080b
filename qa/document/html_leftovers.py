"""Headings that stand over nothing but the site's parts, and the boxes around them: they are the site's, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.html_names import CONTAINERS
from qa.document.html_tree import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.html_tree import Element
    from qa.document.model import Role

# How the headings of such parts begin, where no box tells what belongs to them.
_SITES = re.compile(
    r"(?:related\b|see also|share\b|comments?\b|contents|table of contents|on this page|in this (?:article|section|guide)|what's on this page"
    r"|was this|you (?:may|might) (?:also )?(?:like|be interested)|read next|up next|recommended|popular|latest|subscribe|sign up"
    r"|more (?:from|like this)|follow us|explore)",
    re.IGNORECASE,
)


def with_leftovers(elements: Sequence[Element], roles: list[Role]) -> None:
    """Give boxes that hold chrome and otherwise only headings, and headings of chrome by their words, the chrome's role."""
    if "body" not in roles or not _any_inner(elements, roles):
        return
    parts = _chrome_parts(elements, roles)
    for element in elements:
        parent = element.parent
        index = element.index
        if roles[index] != "body":
            continue
        inherited = parent is not None and parent.index in parts and roles[parent.index] != "body"
        if inherited or index in parts:
            roles[index] = roles[parent.index] if inherited and parent is not None else parts[index]
            parts[index] = roles[index]
    _bare_headings(elements, roles)


def _any_inner(elements: Sequence[Element], roles: Sequence[Role]) -> bool:
    return any(
        roles[item.index] != "body" and item.parent is not None and roles[item.parent.index] == "body"
        for item in elements
        if item.text_length
    )


def _chrome_parts(elements: Sequence[Element], roles: Sequence[Role]) -> dict[int, Role]:
    """The body's boxes in which all text but headings is chrome, each with the role of that."""
    rest = [item.text_length for item in elements]
    chrome: list[Role | None] = [None] * len(elements)
    found: dict[int, Role] = {}
    for element in reversed(elements):
        index = element.index
        if roles[index] != "body":
            chrome[index], rest[index] = roles[index] if element.text_length else None, 0
        elif element.tag in HEADINGS:
            rest[index] = 0
        role = chrome[index]
        if role is not None and roles[index] == "body" and not rest[index] and not element.h1s and _is_box(element):
            found[index] = role
        if element.parent is not None:
            above = element.parent.index
            rest[above] -= element.text_length - rest[index]
            chrome[above] = chrome[above] or role
    return found


def _is_box(element: Element) -> bool:
    return element.tag in CONTAINERS and element.parent is not None


def _bare_headings(elements: Sequence[Element], roles: list[Role]) -> None:
    """A heading by whose words the site's part begins, where that follows it at once."""
    waiting: Element | None = None
    for element in elements:
        index = element.index
        if waiting is not None and element.start >= waiting.end and element.text_length:
            if roles[index] != "body":
                _take(elements, roles, waiting, roles[index])
            waiting = None
        if element.tag in HEADINGS and element.tag != "h1" and roles[index] == "body" and _SITES.match(element.words()):
            waiting = element


def _take(elements: Sequence[Element], roles: list[Role], heading: Element, role: Role) -> None:
    index = heading.index
    while index < len(elements) and elements[index].start < heading.end:
        roles[index] = role
        index += 1
