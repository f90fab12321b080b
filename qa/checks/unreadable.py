"""Files that aren't readable as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import NoOptions, check
from qa.document.model import Span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


@check("unreadable", values=("detail",))
def unreadable(document: Document, _options: NoOptions, _context: Context) -> Iterator[Match]:
    """Report a file whose bytes could not be taken as text: wrong encoding, NUL bytes, over the size limit, unreadable."""
    if document.source.problem:
        yield Match(Span(0, 0), {"detail": document.source.problem})
