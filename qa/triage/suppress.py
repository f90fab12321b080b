"""Writes a suppression where it accepts one finding and changes nothing that readers see."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from qa.document.model import Span
from qa.finding import Edit
from qa.record import record, replace
from qa.triage.suppressions import RULE, covered, required

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.document.model import Block, Document
    from qa.finding import Finding
    from qa.policy import Policy

Reach = Literal["line", "file"]

# Half a year: long enough to mend the cause, short enough to be remembered.
DEFAULT_TERM = dt.timedelta(days=182)

_DOCTYPE = re.compile(r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?<!doctype[^>]*>[ \t]*(?:\r\n|\r|\n)?", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[ \t]*\\|[ \t]*\|?[ \t]*)\Z")


@record
class Suppressing:
    """What is to be accepted, in which document, and what a suppression must state to count."""

    finding: Finding
    document: Document
    policy: Policy
    today: dt.date
    read: Callable[[str], Document | None]

    def edits(self, reach: Reach, reason: str) -> tuple[Edit, ...]:
        """Insertions that make the suppression; empty where no place for it was found. An empty reason is left for her to fill."""
        for place in self._places(reach):
            if self._holds(self._written(place, "a reason")):
                return self._written(place, _clean(reason))
        return ()

    def _places(self, reach: Reach) -> Iterator[tuple[tuple[int, str], ...]]:
        """Candidates as (offset, template) pairs: the narrowest first, the file as a whole last."""
        text = self.document.source.text
        end = "\r\n" if "\r\n" in text else "\n"
        if reach == "line":
            start = text.rfind("\n", 0, self.finding.span.start) + 1
            indent = text[start : len(text) - len(text[start:].lstrip(" \t>"))]
            yield ((start, f"{indent}<!-- qa: disable-next-line {{}} -->{end}"),)
            if start and text[:start].rstrip("\r\n"):
                before = len(text[:start].rstrip("\r\n"))
                line = text.rfind("\n", 0, before) + 1
                at = line + len(_TRAILING.sub("", text[line:before]))
                yield ((at, " <!-- qa: disable-next-line {} -->"),)
            first, last = _chunk(text, start)
            yield (first, f"<!-- qa: disable {{}} -->{end}"), (last, f"{end}<!-- qa: enable {self.finding.rule} -->")
            return
        if self.document.kind == "html":
            opening = _DOCTYPE.match(text)
            top = opening.end() if opening else 0
        else:
            top = self.document.metadata.span.end if self.document.metadata.present else 0
        top = top or int(text.startswith("\ufeff"))
        yield ((top, f"<!-- qa: disable-file {{}} -->{end}"),)

    def _written(self, place: tuple[tuple[int, str], ...], reason: str) -> tuple[Edit, ...]:
        stated = [self.finding.rule]
        needed = required(self.document, self.policy)
        if "until" in needed:
            stated.append(f"until={self.today + DEFAULT_TERM}")
        if "owner" in needed:
            stated.append("owner=NAME")
        # A dash, not two hyphens: within a line some Markdown renderers take `--` for the end of the comment.
        words = " ".join([*stated, "—", reason]).rstrip(" ") + ("" if reason else " ")
        return tuple(Edit(at, at, template.format(words)) for at, template in place)

    def _holds(self, edits: tuple[Edit, ...]) -> bool:
        """Whether the article reads as before, with the finding accepted."""
        text, moved = self.document.source.text, 0
        pieces: list[str] = []
        at = 0
        for edit in edits:
            pieces += [text[at : edit.start], edit.replacement]
            at = edit.start
            moved += len(edit.replacement) if edit.start <= self.finding.span.start else 0
        after = self.read("".join([*pieces, text[at:]]))
        if after is None or _shape(after) != _shape(self.document):
            return False
        span = Span(self.finding.span.start + moved, self.finding.span.end + moved)
        return covered(after, replace(self.finding, span=span), self.policy, self.today)


def can_suppress(finding: Finding, document: Document, policy: Policy) -> bool:
    """Whether a suppression can stand in the text: captured pages have no comments, and suppressions accept no suppression."""
    rule = policy.rule(finding.rule)
    return document.kind != "captured" and rule is not None and rule.check != RULE


def _shape(document: Document) -> tuple[object, ...]:
    """What readers see of a document: its words in their blocks, lists, tables and links, and what it says about itself."""
    blocks = [
        (
            block.kind,
            block.role,
            _shown(document.text_of(block), block),
            block.level,
            block.group,
            block.row,
            block.quoted,
        )
        for block in document.blocks
    ]
    links = [(link.target, link.text) for link in document.links]
    fields = {name: item.value for name, item in document.metadata.fields.items()}
    return blocks, links, fields


def _shown(text: str, block: Block) -> str:
    """A block's text as a browser shows it: blanks count once, except in code."""
    return text if block.kind == "code" else " ".join(text.split())


def _chunk(text: str, at: int) -> tuple[int, int]:
    """Where the lines without a blank one between them that hold an offset start and end."""
    first = at
    while first and text[: first - 1].rpartition("\n")[2].strip():
        first = text.rfind("\n", 0, first - 1) + 1
    last = at
    while (end := text.find("\n", last)) >= 0 and text[last:end].strip():
        last = end + 1
    if end >= 0 or not text[last:].strip():
        last = max(last - 1, at)
        return first, last - (text[last - 1 : last] == "\r")
    return first, len(text)


def _clean(reason: str) -> str:
    """A reason that can stand in a comment: one line, no hyphens in a row."""
    return re.sub(r"-{2,}>?", "—", " ".join(reason.split()))
