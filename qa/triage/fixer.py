"""Applies fixes: edits only, round by round, until nothing is left to fix."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import ConfigError
from qa.record import record
from qa.source import legacy_charset
from qa.system.replacing import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qa.finding import Edit, Finding

MAX_ROUNDS = 10


@record
class Fixed:
    """What fixing a text came to: the new text, the titles of the fixes applied, and the rules that undo each other."""

    text: str
    applied: tuple[str, ...]
    oscillating: tuple[str, ...] = ()


def fixed(text: str, check: Callable[[str], Sequence[Finding]], *, unsafe: bool = False) -> Fixed:
    """Apply the fixes of new findings, check again, and repeat to a fixed point, at most `MAX_ROUNDS` times.

    Suppressed and baselined findings keep their text. Edits that overlap wait for the next round. Where a round leads back
    to an earlier text, the rules of that round are named and the text stays as it was before them.
    """
    seen = {text}
    applied: list[str] = []
    for _ in range(MAX_ROUNDS):
        chosen = _chosen(check(text), unsafe=unsafe)
        if not chosen:
            break
        after = _edited(text, [edit for finding in chosen for edit in finding.fix.edits])  # type: ignore[union-attr]  # chosen for having one
        if after == text:
            break
        rules = tuple(sorted({finding.rule for finding in chosen}))
        if after in seen:
            return Fixed(text, tuple(applied), rules)
        seen.add(after)
        applied += [f"{finding.rule} {finding.fix.title}" for finding in chosen if finding.fix]
        text = after
    else:
        left = _chosen(check(text), unsafe=unsafe)
        return Fixed(text, tuple(applied), tuple(sorted({finding.rule for finding in left})))
    return Fixed(text, tuple(applied))


def _chosen(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings whose fixes may be applied together, in order of place."""
    wanted = ("safe", "unsafe") if unsafe else ("safe",)
    reached = -1
    chosen: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if finding.status != "new" or fix is None or fix.applicability not in wanted or not fix.edits:
            continue
        start, end = min(edit.start for edit in fix.edits), max(edit.end for edit in fix.edits)
        if start > reached or (start == reached and start < end):
            chosen.append(finding)
            reached = end
    return chosen


def _edited(text: str, edits: Iterable[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*pieces, text[at:]])


def write_atomically(path: Path, text: str) -> None:
    """Replace a file's text whole or not at all, keeping its mode; a link's target is replaced, not the link.

    Raises ConfigError where it can't be written.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
        encoding = _encoding(target)
        with replacing(str(target)) as name:
            beside = Path(name)
            beside.write_bytes(text.encode(encoding))
            beside.chmod(mode)
    except OSError as error:
        raise ConfigError.of(f"cannot be written: {error.strerror}", str(path)) from None
    except UnicodeEncodeError as error:
        char = text[error.start]
        raise ConfigError.of(f"cannot be written: its encoding has no “{char}”; save it as UTF-8", str(path)) from None


def _encoding(target: Path) -> str:
    """The encoding that a file is in: UTF-8, but for a web page that declares an old one and needs it."""
    data = target.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return legacy_charset(data) or "utf-8"
    return "utf-8"
