"""A review date that moved without anybody signing it off, and clinical text that moved on without a review."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from qa.checks.registry import CheckOptions, check
from qa.checks.support.governance import has_value, stated_reviews, visible_reviewer
from qa.finding import Match, Related
from qa.review_dates import last_review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context, Revision
    from qa.document.model import Block, Document
    from qa.review_lines import Statement

_DATE = re.compile(r"(?:19|20)\d\d|\d[./-]\d")
_KINDS = ("heading", "paragraph", "list_item", "table_cell")


class Options(CheckOptions):
    """What counts as a sign-off and as a change of clinical text.

    `sign_off` are metadata fields besides the reviewer of which any change signs a review off; `trailers` (lower case) are line
    beginnings of a commit's message that do. `max_changed`: the share of the body's words (0 to 1) that may change under one
    review; `units` (lower case): a number with one of them that changes always counts.
    """

    sign_off: tuple[str, ...] = ()
    trailers: tuple[str, ...] = ()
    max_changed: float = 0.1
    units: tuple[str, ...] = ()


@check(
    "unsigned_review",
    options=Options,
    values=("before", "after", "reviewed", "changed", "reviewer"),
    variants=("changed", "numbers"),
    needs=("git", "today"),
)
def unsigned_review(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """At most one match, on the review date: against the version before that date, and the first version under it.

    Variant `changed`: more of the text has changed under one review date than the limit; `numbers`: a measured number has. Silent
    where the page states no review date, or no committed version of it is known.
    """
    stated = _review(document, context)
    if stated is None:
        return
    under, before = _versions(document, stated, context)
    if before is not None:
        earlier = before.read()
        reviewed = _review(earlier, context)
        signed = bool(under) and _signed_in(under[-1].note, options)
        moved = reviewed is not None and _day(reviewed) < _day(stated)
        same_hands = _sign_offs(document, options) == _sign_offs(earlier, options)
        if reviewed is not None and moved and not signed and same_hands:
            values = {"before": str(reviewed.date), "after": str(stated.date), "reviewer": _reviewer(document)}
            yield Match(stated.span, values)
            return
    if (
        under
        and under[-1].text != document.source.text
        and not any(_signed_in(revision.note, options) for revision in under[:-1])
    ):
        yield from _changed(document, under[-1].read(), stated, options)


def _versions(document: Document, stated: Statement, context: Context) -> tuple[list[Revision], Revision | None]:
    """The committed versions with the present review date, newest first, and the last one before them.

    A version whose lines with dates are those of the next one states the same review date, and need not be read.
    """
    under: list[Revision] = []
    dated = _dated(document.source.text)
    for revision in context.revisions():
        lines = _dated(revision.text)
        if lines != dated:
            earlier = _review(revision.read(), context)
            if earlier is None or _day(earlier) != _day(stated):
                return under, revision
            dated = lines
        under.append(revision)
    return under, None


def _dated(text: str) -> list[str]:
    """The lines with a year or a date in figures, each with the line above it, which may say what the date is."""
    found: list[str] = []
    end = 0
    for date in _DATE.finditer(text):
        if date.start() < end:
            continue
        above = text.rfind("\n", 0, max(0, text.rfind("\n", 0, date.start())))
        end = text.find("\n", date.end())
        end = len(text) if end < 0 else end
        found.append(text[above + 1 : end])
    return found


def _changed(document: Document, reviewed: Document, stated: Statement, options: Options) -> Iterator[Match]:
    """What the text has changed since the version that the review date came with, unless somebody signed it off."""
    if _sign_offs(document, options) != _sign_offs(reviewed, options):
        return
    old, new = _words(reviewed), _words(document)
    share = max((old - new).total(), (new - old).total()) / max(1, old.total())
    variant = "changed" if share > options.max_changed else ""
    if not variant and _measures(document, options) != _measures(reviewed, options):
        variant = "numbers"
    if variant:
        values = {"reviewed": str(stated.date), "changed": f"{share * 100:.0f} %", "after": str(stated.date)}
        first = _first_change(document, reviewed)
        related = (Related("the first change", document.locate(first.start, first.end)),) if first else ()
        yield Match(stated.span, values, variant, related=related)


def _review(document: Document, context: Context) -> Statement | None:
    found = last_review(stated_reviews(document, context), context.today)
    return found if found is not None and found.date is not None else None


def _day(stated: Statement) -> Any:
    return stated.date.last if stated.date else None


def _sign_offs(document: Document, options: Options) -> list[str]:
    """Everything in which a document says who signed it off."""
    named = visible_reviewer(document)
    values = [document.metadata.value(name) for name in ("reviewer", *options.sign_off)]
    return [repr(value) if has_value(value) else "" for value in values] + [named[0] if named else ""]


def _reviewer(document: Document) -> str:
    value = document.metadata.value("reviewer")
    named = visible_reviewer(document)
    return value if isinstance(value, str) and value.strip() else named[0] if named else "nobody named"


def _signed_in(note: str, options: Options) -> bool:
    return (
        any(line.strip().lower().startswith(options.trailers) for line in note.splitlines())
        if options.trailers
        else False
    )


def _clinical(document: Document) -> Iterator[Block]:
    return (block for block in document.body_blocks() if block.kind in _KINDS)


def _words(document: Document) -> Counter[str]:
    return Counter(word for block in _clinical(document) for word in document.lower[block.start : block.end].split())


def _measures(document: Document, options: Options) -> Counter[str]:
    """Every number of the body that has a unit."""
    if not options.units:
        return Counter()
    units = "|".join(re.escape(unit) for unit in options.units)
    pattern = re.compile(rf"(\d+(?:[.,]\d+)?)\s?({units})(?!\w)")
    found: Counter[str] = Counter()
    for block in _clinical(document):
        found.update("".join(match.groups()) for match in pattern.finditer(document.lower, block.start, block.end))
    return found


def _first_change(document: Document, reviewed: Document) -> Block | None:
    known = {reviewed.text_of(block) for block in _clinical(reviewed)}
    return next((block for block in _clinical(document) if document.text_of(block) not in known), None)
