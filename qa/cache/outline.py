"""What a whole run came to, remembered under a first look at all its files: where it is as before, no result is read.

The stamp hashes path, size and time of every file and all else that decides a run. A file that was only touched has another
stamp, and the run goes on to look at files one by one (`qa.cache.results`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload
from zlib import crc32

from qa.cache.plain import located_from_plain, located_to_plain
from qa.record import record, replace
from qa.results import FileResult, Report, nothing_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qa.cache.database import Base
    from qa.engine import CheckCrash
    from qa.results import Tally

MAX_OUTLINES = 16
# Results that are read together.
TOGETHER = 200

# Folder → what was asked there about files, and the answers.
Asked = dict[str, dict[str, bool | None]]


@record
class Outline:
    """What a run came to.

    `shown` are the files with new findings, each with the numbers of those of its findings that the baseline knows; `asked` is
    what checks asked about other files; `late` is the stamp of the pass that compared files ("" where there was none).
    """

    tally: Tally
    shown: Mapping[str, tuple[int, ...]]
    asked: Asked
    late: str
    configuration: tuple[FileResult, ...] = ()


def outline_of(report: Report, asked: Asked, late: str) -> Outline:
    """The outline of a report."""
    shown = {file.path: _known(file) for file in report.files if file.has_new}
    return Outline(report.tally, shown, asked, late, report.configuration)


def _known(file: FileResult) -> tuple[int, ...]:
    if not any(status == "baselined" for _, status in file.tally):
        return ()
    return tuple(number for number, item in enumerate(file.findings) if item.status == "baselined")


def keep(base: Base, stamp: str, outline: Outline) -> None:
    """Store an outline for the next run with that stamp."""
    body = json.dumps(
        [
            [[*key, count] for key, count in outline.tally.items()],
            outline.shown,
            outline.asked,
            outline.late,
            [
                [file.path, located_to_plain(zip(file.findings, file.places, strict=True))]  # type: ignore[arg-type]
                for file in outline.configuration
            ],
        ],
        separators=(",", ":"),
    )
    base.write(
        ("insert or replace into outlines values (?, ?, ?)", [(stamp, body, crc32(body.encode()))]),
        ("delete from outlines where rowid <= (select max(rowid) from outlines) - ?", [(MAX_OUTLINES,)]),
    )


def kept(base: Base, stamp: str) -> Outline | None:
    """The outline that was stored under a stamp, None where there is none that can be trusted."""
    rows = base.rows("select body, proof from outlines where stamp = ?", (stamp,))
    try:
        for body, proof in rows:
            if crc32(body.encode()) == proof:
                return _outline(*json.loads(body))
    except (AttributeError, ValueError, TypeError, RecursionError):
        pass
    return None


def _outline(tally: Any, shown: Any, asked: Any, late: str, configuration: Any) -> Outline:
    return Outline(
        {(severity, status): count for severity, status, count in tally},
        {path: tuple(numbers) for path, numbers in shown.items()},
        asked,
        late,
        tuple(configured(path, located_from_plain(path, data)) for path, data in configuration),
    )


def configured(path: str, located: Sequence[Any]) -> FileResult:
    """The result of a file of the configuration."""
    findings, places = zip(*located, strict=True) if located else ((), ())
    return FileResult(nothing_known(path, "configuration"), findings, places)


class RememberedFiles(Sequence[FileResult]):
    """The results of a run that was as before, read when they are asked for; `read` gives results by path."""

    def __init__(
        self, paths: list[str], outline: Outline, read: Callable[[Sequence[str]], Mapping[str, FileResult]]
    ) -> None:
        self._paths, self._outline, self._read = paths, outline, read

    def __len__(self) -> int:
        return len(self._paths)

    def __iter__(self) -> Iterator[FileResult]:
        return self._marked(self._paths)

    @overload
    def __getitem__(self, index: int) -> FileResult: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FileResult]: ...
    def __getitem__(self, index: int | slice) -> FileResult | Sequence[FileResult]:
        if isinstance(index, slice):
            return list(self._marked(self._paths[index]))
        return next(self._marked([self._paths[index]]))

    def shown(self) -> Iterator[FileResult]:
        """The files with new findings."""
        return self._marked(list(self._outline.shown))

    def _marked(self, paths: Sequence[str]) -> Iterator[FileResult]:
        results: Mapping[str, FileResult] = {}
        for number, path in enumerate(paths):
            if number % TOGETHER == 0:
                results = self._read(paths[number : number + TOGETHER])
            known = self._outline.shown.get(path)
            result = results[path]
            if known == () or not result.has_new:
                yield result
                continue
            findings = tuple(
                replace(item, status="baselined")
                if item.status == "new" and (known is None or number in known)
                else item
                for number, item in enumerate(result.findings)
            )
            yield replace(result, findings=findings)


@record
class RememberedReport(Report):
    """A report whose counts are known and whose files are read only where somebody looks at them."""

    counts: Tally | None = None

    @property
    def tally(self) -> Tally:
        """The counts of the whole run, as a report's."""
        return self.counts or {}

    def shown(self) -> Iterator[FileResult]:
        """The files that a report shows, in its order; their results are read from here on."""
        files = self.files
        return self._merged(files.shown() if isinstance(files, RememberedFiles) else files)

    def crashes(self) -> list[CheckCrash]:
        """None: a run in which something crashed is not remembered."""
        return []
