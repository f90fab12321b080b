"""A publisher's own word on which elements of its pages hold the article, as CSS selectors.

Understood are type, `#id`, `.class`, `[attribute]`, `[attribute=value]`, several of them together, and the combinators for a
descendant (blank) and a child (`>`); commas part alternatives.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.named import NamedTuple
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.document.html_tree import Element

_NAME = r"[A-Za-z_][\w-]*"
_PART = re.compile(
    rf"""\#({_NAME}) | \.({_NAME}) | \[\s*({_NAME})\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*)?\]""", re.VERBOSE
)
_STEP = re.compile(rf"(\*|{_NAME})?((?:[#.]{_NAME}|\[[^\]]*\])*)")


class Step(NamedTuple):
    """One element of a selector: its tag ("" for any), the tests on its attributes, and whether the next outer must be its parent."""

    tag: str
    tests: tuple[tuple[str, str, str], ...]
    child: bool


def check_selector(text: str) -> None:
    """Raises ValueError for a selector that isn't understood."""
    for part in text.split(","):
        _steps(part)


def layout_of(main: Sequence[str], chrome: Sequence[str]) -> Layout:
    """The layout that selectors describe, parsed once; raises ValueError."""
    return _layout(tuple(main), tuple(chrome))


@lru_cache(maxsize=16)
def _layout(main: tuple[str, ...], chrome: tuple[str, ...]) -> Layout:
    return Layout(tuple(_all(main)), tuple(_all(chrome)))


def _all(selectors: Iterable[str]) -> Iterable[tuple[Step, ...]]:
    return (_steps(part) for selector in selectors for part in selector.split(","))


@record
class Layout:
    """Selectors of the elements that hold the article, and of those that are the site's wherever they stand."""

    main: tuple[tuple[Step, ...], ...]
    chrome: tuple[tuple[Step, ...], ...]

    def main_of(self, elements: Sequence[Element]) -> list[Element]:
        """The elements that hold the article, outermost only, by the first selector that finds any."""
        for selector in self.main:
            found = [element for element in elements if _matches(element, selector)]
            if found:
                return outermost(found)
        return []

    def chrome_of(self, elements: Sequence[Element]) -> frozenset[int]:
        """The indices of the elements that are the site's."""
        return frozenset(
            element.index for element in elements if any(_matches(element, selector) for selector in self.chrome)
        )


def outermost(found: Iterable[Element]) -> list[Element]:
    """Elements in order without those that stand inside another of them."""
    kept: list[Element] = []
    for element in found:
        if not kept or element.start >= kept[-1].end:
            kept.append(element)
    return kept


def _steps(text: str) -> tuple[Step, ...]:
    """A selector's steps, the innermost first."""
    steps: list[Step] = []
    child = False
    for word in re.sub(r"\s*>\s*", " > ", text.strip()).split():
        if word == ">" and steps and not child:
            child = True
            continue
        match = _STEP.fullmatch(word)
        if match is None or not match.group():
            raise ValueError(
                f"“{text.strip()}” is no selector that is understood: tag, #id, .class, [attribute=value], blank and >"
            )
        tag, rest = (match[1] or "*").lower(), match[2]
        tests = tuple(_test(part) for part in _PART.finditer(rest))
        steps.append(Step("" if tag == "*" else tag, tests, child))
        child = False
    if not steps or child:
        raise ValueError(f"“{text.strip()}” is no whole selector")
    return tuple(reversed(steps))


def _test(part: re.Match[str]) -> tuple[str, str, str]:
    """How an attribute is tested: (attribute, is | has | there, value)."""
    if part[1]:
        return "id", "is", part[1]
    if part[2]:
        return "class", "has", part[2]
    value = next((text for text in part.group(4, 5, 6) if text is not None), None)
    return (part[3].lower(), "there", "") if value is None else (part[3].lower(), "is", value)


def _matches(element: Element, steps: Sequence[Step]) -> bool:
    if not _fits(element, steps[0]):
        return False
    if len(steps) == 1:
        return True
    above = element.parent
    if steps[0].child:
        return above is not None and _matches(above, steps[1:])
    while above is not None:
        if _matches(above, steps[1:]):
            return True
        above = above.parent
    return False


def _fits(element: Element, step: Step) -> bool:
    if step.tag and element.tag != step.tag:
        return False
    for name, how, value in step.tests:
        own = element.get(name)
        if own is None or (how == "is" and own.strip() != value) or (how == "has" and value not in own.split()):
            return False
    return True
