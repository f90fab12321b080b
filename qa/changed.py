"""What changed since a revision, asked of git."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from qa.errors import ConfigError
from qa.record import field, record

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


@record
class Changes:
    """Absolute paths of changed and untracked files, and the lines changed in each; an empty set means all lines."""

    lines: dict[str, frozenset[int]] = field(default_factory=dict)

    def touches(self, path: str, first: int, last: int) -> bool:
        """Whether a range of lines of a file holds a changed one."""
        changed = self.lines.get(os.path.realpath(path))
        return changed is not None and (not changed or any(line in changed for line in range(first, last + 1)))


def changes_since(revision: str, folder: Path) -> Changes:
    """Files and lines that differ from a revision in the work tree, untracked files included; raises ConfigError."""
    if revision.startswith("-"):
        raise ConfigError.of(f"--changed: “{revision}” is not a revision")
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    names = _git(top, "diff", "--name-only", "-z", "--diff-filter=d", "--end-of-options", revision, "--").split(b"\0")
    fresh = _git(top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    lines: dict[str, frozenset[int]] = {}
    for name in filter(None, names):
        path = os.fsdecode(name)
        diff = _git(top, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--end-of-options", revision, "--", path)
        lines[os.path.realpath(top / path)] = frozenset(_changed_lines(diff)) or frozenset({0})
    for name in filter(None, fresh):
        lines[os.path.realpath(top / os.fsdecode(name))] = frozenset()
    return Changes(lines)


def _changed_lines(diff: bytes) -> set[int]:
    found: set[int] = set()
    for start, count in _HUNK.findall(diff):
        found.update(range(int(start), int(start) + (int(count) if count else 1)))
    return found


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607 -- git by name, arguments guarded above
    except OSError:
        raise ConfigError.of("--changed needs git, which can't be started here") from None
    if done.returncode:
        message = done.stderr.decode(errors="replace").strip().splitlines()
        raise ConfigError.of(f"--changed: {message[-1] if message else 'git failed'}")
    return done.stdout
