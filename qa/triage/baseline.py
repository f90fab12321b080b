"""The baseline: findings of old pages that are known, so that only new ones count. It shrinks and never grows unasked."""

from __future__ import annotations

import os
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from qa.cache.stored import StoredResult
from qa.errors import ConfigError
from qa.named import NamedTuple
from qa.record import replace
from qa.sources.names import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qa.finding import Finding
    from qa.results import FileResult

VERSION = 1
EXCERPT = 60


class Entry(NamedTuple):
    """One known finding: its file relative to the baseline's folder, its rule, and its fingerprint.

    The fingerprint holds rule, folded excerpt and occurrence, so an entry survives edits elsewhere and moved lines; the
    excerpt is for people.
    """

    path: str
    rule: str
    fingerprint: str
    excerpt: str = ""


class Baseline:
    """The entries of a baseline file."""

    def __init__(self, folder: Path, entries: Iterable[Entry] = ()) -> None:
        self.folder = folder
        self._raw: list[tuple[str, str, str, str]] = list(entries)
        self._folders: dict[str, str] = {}

    @cached_property
    def entries(self) -> frozenset[Entry]:
        """Every entry once."""
        return frozenset(map(Entry._make, self._raw))

    @cached_property
    def _marks(self) -> dict[str, set[str]]:
        """The fingerprints by path."""
        marks: dict[str, set[str]] = {}
        for path, _, fingerprint, _ in self._raw:
            found = marks.get(path)
            if found is None:
                marks[path] = {fingerprint}
            else:
                found.add(fingerprint)
        return marks

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read a baseline file; raises ConfigError for one that isn't there or isn't a baseline."""
        import json

        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["version"] != VERSION:
                raise ConfigError.of(f"baseline version {data['version']} is not {VERSION}; create it anew", str(path))
            baseline = cls(path.parent)
            baseline._raw = _raw(data["entries"])
        except OSError as error:
            hint = "; create it with `qa baseline create`"
            raise ConfigError.of(f"the baseline cannot be read: {error.strerror}{hint}", str(path)) from None
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ConfigError.of("this is not a baseline file", str(path)) from None
        return baseline

    def text(self) -> str:
        """The file's text: sorted, an entry a line, so that changes to it read well in a review."""
        import json

        lines = [
            json.dumps(
                {"path": entry.path, "rule": entry.rule, "fingerprint": entry.fingerprint, "excerpt": entry.excerpt},
                ensure_ascii=False,
            )
            for entry in sorted(self.entries)
        ]
        body = ",\n  ".join(lines)
        return (
            f'{{"version": {VERSION}, "entries": [\n  {body}\n]}}\n'
            if lines
            else f'{{"version": {VERSION}, "entries": []}}\n'
        )

    def relative(self, path: str) -> str:
        """A path as entries name it."""
        if is_remote(path):
            return path
        folder, slash, name = path.rpartition("/")
        if not slash:
            return self._from_here(path)
        if folder not in self._folders:
            self._folders[folder] = self._from_here(folder or "/")
        known = self._folders[folder]
        return name if known == "." else f"{known}/{name}"

    def _from_here(self, path: str) -> str:
        return os.path.relpath(os.path.abspath(path), os.path.abspath(self.folder)).replace(os.sep, "/")  # noqa: PTH100 -- strings, which are far cheaper

    def settled(self, path: str, result: FileResult) -> FileResult:
        """The result of a file with the known ones marked; one from the cache is read only where some are known, some not."""
        if isinstance(result, StoredResult):
            known = self._marks.get(self.relative(path))
            marks = result.marks if known else ()
            count = sum(map(known.__contains__, marks)) if known else 0
            if not count:
                return result
            if count == len(marks):
                return result.all_known()
        return replace(result, findings=self.marked(path, result.findings))

    def marked(self, path: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of a file with the known ones marked `baselined`; suppressed ones stay suppressed."""
        known = self._marks.get(self.relative(path))
        if not known:
            return findings
        return tuple(
            replace(finding, status="baselined")
            if finding.status == "new" and finding.fingerprint in known
            else finding
            for finding in findings
        )

    def entries_of(self, results: Iterable[FileResult]) -> set[Entry]:
        """An entry for each finding that isn't suppressed."""
        return {
            Entry(self.relative(finding.path), finding.rule, finding.fingerprint, _short(finding.excerpt))
            for result in results
            for finding in result.findings
            if finding.status != "suppressed"
        }


def _raw(items: list[dict[str, str]]) -> list[tuple[str, str, str, str]]:
    """Entries as bare tuples, for a baseline may have a hundred thousand; raises KeyError and TypeError."""
    raw = list(map(itemgetter(*Entry._fields), items))
    if not set(map(type, chain.from_iterable(raw))) <= {str}:
        raise TypeError
    return raw


def _short(excerpt: str) -> str:
    text = " ".join(excerpt.split())
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"


def updated(baseline: Baseline, found: set[Entry], checked: set[str], *, grow: bool) -> tuple[Baseline, dict[str, Any]]:
    """The baseline after a run over the files `checked`, and what changed.

    Entries whose finding is gone are dropped, and so are those of files that no longer exist; entries of files that this
    run did not look at stay. New findings enter only with `grow`.
    """
    marks = {(entry.path, entry.fingerprint) for entry in found}
    kept = {
        entry
        for entry in baseline.entries
        if (entry.path, entry.fingerprint) in marks
        or (entry.path not in checked and (baseline.folder / entry.path).exists())
    }
    known = {(entry.path, entry.fingerprint) for entry in kept}
    new = {entry for entry in found if (entry.path, entry.fingerprint) not in known}
    entries = kept | new if grow else kept
    change = {"dropped": len(baseline.entries) - len(kept), "added": len(new) if grow else 0, "new": len(new)}
    return Baseline(baseline.folder, entries), change
