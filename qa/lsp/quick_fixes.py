"""Changes that an editor can take with one key: a finding's fix, its suggestions, and all safe fixes at once."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from qa.finding import Edit
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Finding

MAX_SUGGESTIONS = 5


@record
class Change:
    """A change on offer; `preferred` is the one that an editor's “fix it” key takes: only what is safe."""

    title: str
    edits: tuple[Edit, ...]
    preferred: bool = False


def changes_for(finding: Finding, text: str) -> Iterator[Change]:
    """The finding's own fix first, then each suggestion that comes to something else."""
    results: set[str] = set()
    if finding.fix and finding.fix.edits:
        results.add(_result(finding.fix.edits, finding, text))
        yield Change(finding.fix.title, finding.fix.edits, preferred=finding.fix.applicability == "safe")
    if not finding.excerpt or finding.span.start == finding.span.end:
        return
    for suggestion in finding.suggestions[:MAX_SUGGESTIONS]:
        edits = (Edit(finding.span.start, finding.span.end, suggestion),)
        result = _result(edits, finding, text)
        if result not in results:
            results.add(result)
            yield Change(f"Write “{suggestion}”", edits)


def _result(edits: tuple[Edit, ...], finding: Finding, text: str) -> str:
    """What the line or lines around a finding read after edits."""
    start = text.rfind("\n", 0, min(finding.span.start, *(edit.start for edit in edits))) + 1
    last = max(finding.span.end, *(edit.end for edit in edits))
    end = text.find("\n", last)
    pieces: list[str] = []
    at = start
    for edit in sorted(edits, key=lambda item: item.start):
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*pieces, text[at : len(text) if end < 0 else end]])


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """Edits by whole lines that turn one text into another, so that an editor keeps its cursor and folds."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        Edit(starts[first], starts[last], "".join(new[new_first:new_last]))
        for kind, first, last, new_first, new_last in blocks
        if kind != "equal"
    )
