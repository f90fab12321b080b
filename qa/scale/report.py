"""A report that is read from the spool, page by page, each time it is asked for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from qa.cache.plain import brief_from, from_plain, located_from_plain
from qa.cache.stored import StoredResult, with_late
from qa.engine import CheckCrash
from qa.exemptions import configuration_of
from qa.record import field, record, replace
from qa.results import FileResult, Report, nothing_known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Severity
    from qa.policy import Policy
    from qa.scale.spool import Row, Spool
    from qa.session import Session


class SpooledFiles(Sequence[FileResult]):
    """The results of all pages in order of path, the baseline applied; meant to be gone through from first to last."""

    def __init__(self, spool: Spool, session: Session) -> None:
        self._spool, self._session = spool, session

    def __len__(self) -> int:
        return self._spool.count()

    def __iter__(self) -> Iterator[FileResult]:
        for row in self._spool.rows():
            yield self._session.settled(self._result(row), row.path)

    @overload
    def __getitem__(self, index: int) -> FileResult: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FileResult]: ...
    def __getitem__(self, index: int | slice) -> FileResult | Sequence[FileResult]:
        found = list(self)
        return found[index]

    def _result(self, row: Row) -> FileResult:
        result: FileResult = _read(row) if row.crashes else _unread(row)
        late = [
            item for found in self._spool.late(row.path) for item in located_from_plain(row.path, json.loads(found))
        ]
        if late:
            result = with_late(result, late)
        if row.crashes:
            crashes = tuple(CheckCrash(rule, row.path, detail) for rule, detail in json.loads(row.crashes))
            result = replace(result, crashes=crashes)
        return result


def _unread(row: Row) -> StoredResult:
    """The result of a page, counted by its brief and read where somebody looks at it."""
    return StoredResult.behind(row.path, brief_from(row.brief)[0], lambda: _read(row), once=True)


def _read(row: Row) -> FileResult:
    if not row.result:
        return FileResult(nothing_known(row.path), (), ())
    return from_plain(row.path, json.loads(row.result))


@record
class SpooledReport(Report):
    """A report whose files are on disk; its counts are made in one pass and kept."""

    late_crashes: tuple[CheckCrash, ...] = ()
    _counts: Counter[Any] = field(default_factory=Counter)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity count, as in a report in memory."""
        return int(self._counted()[severity])

    def with_status(self, status: str) -> int:
        """How many findings have a status, as in a report in memory."""
        return int(self._counted()[f"status {status}"])

    def crashes(self) -> list[CheckCrash]:
        """Every check that failed on a page, as in a report in memory."""
        if not self._counted()["crashes"]:
            return list(self.late_crashes)
        return [*self.late_crashes, *(crash for file in self.files if file.crashes for crash in file.crashes)]

    def _counted(self) -> Counter[Any]:
        if "files" not in self._counts:
            self._counts["files"] = len(self.files)
            for file in self.every():
                self._counts["crashes"] += len(file.crashes)
                for (severity, status), count in file.tally.items():
                    self._counts[f"status {status}"] += count
                    if status == "new":
                        self._counts[severity] += count
        return self._counts


def spooled_report(
    spool: Spool,
    session: Session,
    report: Report,
    crashes: list[tuple[str, str, str]],
    policy: Policy,
    *,
    network: bool,
    git: bool,
) -> SpooledReport:
    """The report over a spool; `report` gives the day, the profile and the rules.

    `network` and `git` tell whether the run asked there.
    """
    files: Any = SpooledFiles(spool, session)
    late = tuple(CheckCrash(*crash) for crash in crashes)
    configuration = configuration_of(session, policy, files, network=network, git=git)
    return SpooledReport(
        report.today, report.profile, files, report.rules, configuration=configuration, late_crashes=late
    )
