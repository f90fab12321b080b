"""What git knows of the files of a run: their committed versions, read as far as a check asks for them.

A run costs two processes for each repository, whatever the number of files: one `git log` that names the versions of all of
them, and one `git cat-file` that hands out those that are wanted. A folder outside a work tree costs a look for `.git`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qa.checks.context import Revision
from qa.engine import CheckCrash
from qa.named import NamedTuple
from qa.record import record, replace
from qa.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.finding import Match
    from qa.late import Matches
    from qa.rule import Rule
    from qa.session import Session

# Versions of one file that are looked at; older ones say little about the present review.
MAX_VERSIONS = 40
# With more files, git is asked about their common folder instead of about each.
MAX_NAMED = 200


class _Version(NamedTuple):
    blob: str
    day: dt.date
    note: str


def history_matches(paths: Iterable[str], session: Session) -> tuple[Matches, list[CheckCrash]]:
    """What the rules that need git see, by path; nothing for files that no repository tracks."""
    found: Matches = {}
    crashes: list[CheckCrash] = []
    for top, files in _by_repository(paths).items():
        with ExitStack() as stack:
            repository = _Repository(top, stack)
            versions = repository.versions(files)
            for path in files:
                if path in versions and not _never_changed(path, versions[path]):
                    matches = _matches(path, versions[path], repository, session, crashes)
                    if matches:
                        found[path] = matches
    return found, crashes


def _never_changed(path: str, versions: list[_Version]) -> bool:
    """Whether a file is still as it was committed once: there is nothing to compare then, and no need to read it."""
    if len(versions) > 1:
        return False
    try:
        data = Path(path).read_bytes()
    except OSError:
        return True
    # git's name of a blob is the hash of its kind, size and bytes.
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest() == versions[0].blob


def _matches(
    path: str, versions: list[_Version], repository: _Repository, session: Session, crashes: list[CheckCrash]
) -> list[tuple[Rule, Match]]:
    folder = Path(path).parent
    document = session.read(path)

    def revisions() -> Iterator[Revision]:
        for version in versions:
            source = Source.from_bytes(path, repository.blob(version.blob))
            if not source.problem:
                yield Revision(source.text, partial(session.read_source, source), version.day, version.note)

    context = replace(session.context(folder), revisions=revisions)
    found: list[tuple[Rule, Match]] = []
    for planned in session.policy(folder).plan(document, "git"):
        try:
            found += [(planned.rule, match) for match in planned.check.run(document, planned.options, context)]
        except Exception as error:  # noqa: BLE001 -- whatever a check's fault is, the others still run
            crashes.append(CheckCrash(planned.rule.id, path, f"{type(error).__name__}: {error}"))
    return found


def _by_repository(paths: Iterable[str]) -> dict[Path, list[str]]:
    """The files by the top folder of their work tree; files outside any are left out."""
    tops: dict[Path, Path | None] = {}
    found: dict[Path, list[str]] = {}
    for path in paths:
        folder = Path(os.path.realpath(path)).parent
        if folder not in tops:
            tops[folder] = next((item for item in (folder, *folder.parents) if (item / ".git").exists()), None)
        top = tops[folder]
        if top is not None:
            found.setdefault(top, []).append(path)
    return found


@record(frozen=False, slots=False)
class _Repository:
    """One work tree; what git can't tell (it isn't installed, the repository is damaged) is no history."""

    top: Path
    stack: ExitStack
    _reader: subprocess.Popen[bytes] | None = None

    def versions(self, paths: list[str]) -> dict[str, list[_Version]]:
        """The committed versions of files by path as given, the newest first, followed through renames."""
        names = {os.path.relpath(os.path.realpath(path), self.top).replace(os.sep, "/"): path for path in paths}
        wanted = sorted(names)
        if len(wanted) > MAX_NAMED:
            wanted = [os.path.commonpath([name.rpartition("/")[0] for name in wanted]) or "."]
        form = "--format=format:%x01%cs%x1f%B%x1f"
        arguments = ["log", "--raw", "--no-abbrev", "-z", "-M", "--no-color", "--no-ext-diff", form, "--", *wanted]
        found: dict[str, list[_Version]] = {}
        for entry in self._output(arguments).split(b"\x01")[1:]:
            _take(entry.decode("utf-8", "surrogateescape"), names, found)
        return found

    def blob(self, name: str) -> bytes:
        """The bytes of a version; empty where git doesn't hand them out."""
        if self._reader is None:
            self._reader = self.stack.enter_context(
                subprocess.Popen(
                    ["git", "cat-file", "--batch"],  # noqa: S607 -- git by name
                    cwd=self.top,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )
        asked, answer = self._reader.stdin, self._reader.stdout
        if asked is None or answer is None:  # pragma: no cover -- both are pipes
            return b""
        asked.write(f"{name}\n".encode())
        asked.flush()
        head = answer.readline().split()
        if len(head) != 3:
            return b""
        data = answer.read(int(head[2]))
        answer.read(1)
        return data

    def _output(self, arguments: list[str]) -> bytes:
        command = ["git", "--literal-pathspecs", *arguments]
        try:
            done = subprocess.run(command, cwd=self.top, capture_output=True, check=False)  # noqa: S603 -- git by name, paths after --
        except OSError:
            return b""
        return done.stdout if done.returncode == 0 else b""


def _take(record: str, names: dict[str, str], found: dict[str, list[_Version]]) -> None:
    """Add one commit's versions. `names` maps names in the repository, as of that commit, to paths of the run."""
    day, _, rest = record.partition("\x1f")
    note, _, changes = rest.rpartition("\x1f")
    parts = [part for part in changes.replace("\n", "").split("\0") if part]
    index = 0
    while index < len(parts) and parts[index].startswith(":"):
        *_, blob, status = parts[index].split()
        renamed = status[0] in "RC"
        name = parts[index + 2] if renamed else parts[index + 1]
        path = names.get(name)
        if path is not None and status[0] != "D":
            versions = found.setdefault(path, [])
            if len(versions) < MAX_VERSIONS:
                versions.append(_Version(blob, dt.date.fromisoformat(day), note))
            if status[0] in "RA":
                del names[name]
            if status[0] == "R":
                names[parts[index + 1]] = path
        index += 3 if renamed else 2
