"""When two pages count as having the same title or address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.support.addresses import parts_of

if TYPE_CHECKING:
    from qa.corpus.facts import Page

_NOT_WORD = re.compile(r"[\W_]+")


def folded_title(title: str) -> str:
    """A title without case and punctuation."""
    return _NOT_WORD.sub(" ", title.casefold()).strip()


def address_key(page: Page) -> str:
    """The address that a page states as its own, without scheme, "www.", query and final slash; "" where it states none."""
    address = parts_of(page.facts.address)
    return (address.host + address.path.rstrip("/")) if page.facts.address else ""
