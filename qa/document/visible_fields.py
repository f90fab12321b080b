"""What a page tells its readers about itself in its own text: review dates, reviewer, author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.metadata import Field
from qa.document.reviewers import DATE, is_nameless, reviewers_in
from qa.matching.occurrences import occurrences
from qa.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

_LABELS = (
    ("next_review", (r"(?:date of )?next (?:due )?(?:review|check)(?: (?:date|due))?|review due(?: date)?|(?:due|date) for (?:next )?(?:review|renewal)"
                    r"|(?:to|will|should|must) be (?:next )?(?:reviewed|revisited)(?: again)?(?: by| in| on)?|review(?:ed)? again(?: by| in| on)?|review by")),
    ("last_reviewed", (r"(?:\w+ )?last (?:(?:medically |clinically )?review(?:ed)?|checked)(?: date| on| in)?"
                      r"|(?:date )?(?:medically |clinically |editorially |page |content )?reviewed(?: on| in)?|review date"
                      r"|date (?:last )?reviewed|(?:medical|clinical|expert) review")),
    ("last_updated", r"(?:\w+ )?last (?:updated|modified|edited|changed)(?: on)?|(?:page |date )?(?:updated|modified)(?: on)?"),
    ("published", r"(?:first |date )?published(?: on)?|publication date"),
)  # fmt: skip
# Every label holds one of these.
_STEMS = (
    "review",
    "revisited",
    "renewal",
    "check",
    "updated",
    "modified",
    "edited",
    "changed",
    "published",
    "publication",
)
_LABELLED = re.compile(
    "(?:"
    + "|".join(rf"(?P<{name}>\b(?:{label}))" for name, label in _LABELS)
    + rf")\s*[:–—-]?\s*(?:by:?\s(?:(?!\b(?:sources?|references?|evidence|published)\b)[^\n|•\d]){{3,70}}?(?:,|\s[io]n|\s[|•–—-])\s*)?(?P<date>{DATE})(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AUTHOR = re.compile(r"(?P<key>by|written by|author)(?::\s*|\s+)(?P<value>[A-Z][^\n.:?]{2,80}?)", re.IGNORECASE)
_BYLINE = re.compile(r"(?P<key>By)\s+(?P<value>[A-Z][\w.’'-]*(?:,? (?:and |of |the )?[A-Z][\w.’'-]*){1,7})")


def with_visible_fields(document: Document) -> Document:
    """The document with the fields that its text states and its metadata doesn't; `metadata.present` stays as it was."""
    fields = dict(document.metadata.fields)
    for found in _found(document):
        fields.setdefault(found.name, found)
    if len(fields) == len(document.metadata.fields):
        return document
    return replace(document, metadata=replace(document.metadata, fields=fields))


def states_date(text: str) -> bool:
    """Whether a line says when the page was or will be reviewed, updated or published."""
    return len(text) < 300 and _YEAR.search(text) is not None and _LABELLED.search(text) is not None


def _found(document: Document) -> Iterator[Field]:
    """The article's own statements first, then those of the site's header and footer."""
    dated = list(_dates(document))
    yield from (found for found, body in dated if body)
    yield from (found for found, body in dated if not body)
    # Somebody by name before "the public health team".
    yield from sorted(
        _everybody(document), key=lambda found: found.name == "reviewer" and is_nameless(str(found.value))
    )


def _everybody(document: Document) -> Iterator[Field]:
    lower = document.lower
    near_title = 0
    for block in document.blocks:
        if block.role in ("card", "nav", "banner") or block.kind == "code" or block.end - block.start > 300:
            continue
        near_title += block.body
        if "by" in lower[block.start : block.end]:
            yield from _people(document, block.start, document.text_of(block), near_title=near_title)


def _dates(document: Document) -> Iterator[tuple[Field, bool]]:
    """Labelled dates in order, each with whether it stands in the body."""
    text, lower = document.text, document.lower
    hits = sorted(at for stem in _STEMS for at in occurrences(lower, stem))
    done = 0
    for at in hits:
        if at < done:
            continue
        match = _LABELLED.search(text, max(done, at - 40), min(len(text), at + 120))
        if match is None:
            continue
        done = match.end()
        block = document.block_at(match.start("date"))
        if block.role in ("card", "nav", "banner") or block.kind == "code" or block.end - block.start > 400:
            continue
        name = next(key for key, value in match.groupdict().items() if value and key != "date")
        yield _field(document, name, match.group("date"), 0, match.span(name), match.span("date")), block.body


def _people(document: Document, start: int, text: str, *, near_title: int) -> Iterator[Field]:
    reviewer = min(reviewers_in(text), key=lambda found: is_nameless(found.who), default=None)
    if reviewer is not None:
        yield _field(document, "reviewer", reviewer.who, start, reviewer.label, reviewer.place)
    elif match := (_AUTHOR if near_title <= 5 else _BYLINE).fullmatch(text.strip()):
        lead = start + len(text) - len(text.lstrip())
        yield _field(document, "author", match.group("value"), lead, match.span("key"), match.span("value"))


def _field(
    document: Document, name: str, value: str, offset: int, key: tuple[int, int], span: tuple[int, int]
) -> Field:
    label = document.text[offset + key[0] : offset + key[1]]
    places = (document.locate(offset + begin, offset + end) for begin, end in (key, span))
    return Field(name, value, label, *places)
