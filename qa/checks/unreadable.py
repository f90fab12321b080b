"""Files that aren't readable as text, and pages that are beyond what an article can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.document.model import Span
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """`max_line`: how many characters a line of Markdown or captured text, or a block of HTML, may have."""

    max_line: int = 100_000


@check("unreadable", options=Options, values=("detail",), variants=("nesting", "long-line"))
def unreadable(document: Document, options: Options, _context: Context) -> Iterator[Match]:
    """Report a file whose bytes could not be taken as text, at the first that couldn't; nesting and lines beyond the limits."""
    source = document.source
    if source.problem:
        yield Match(Span(len(source.text), len(source.text)), {"detail": source.problem})
        return
    for problem in document.problems:
        if problem.code == "too-deep":
            yield Match(problem.span, {"detail": problem.detail}, "nesting")
    if len(source.text) > options.max_line:
        yield from _long(document, options.max_line)


def _long(document: Document, most: int) -> Iterator[Match]:
    """Each stretch that is too long, marked at its first character."""
    if document.kind == "html":
        stretches = [(block.span.start, block.end - block.start) for block in document.blocks]
    else:
        stretches, at = [], 0
        for line in document.source.text.splitlines(keepends=True):
            stretches.append((at, len(line)))
            at += len(line)
    for start, length in stretches:
        if length > most:
            yield Match(
                Span(start, start + 1), {"detail": f"{length:,} characters; the limit is {most:,}"}, "long-line"
            )
