"""Results that a run found unchanged: counted without being read, and read only where somebody looks at them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Self

from qa.record import replace
from qa.results import FileResult, exempting, with_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qa.corpus.facts import PageFacts
    from qa.engine import CheckCrash
    from qa.finding import Finding
    from qa.places import Place
    from qa.results import DocumentFacts, Located, Tally


# Results that stay in memory once they were read: a small run reads each once, a long one those that reporters go back to.
KEPT = 500
_whole: deque[StoredResult] = deque()


class Brief:
    """What a run over unchanged files needs of one: its tally, the fingerprints of its new findings, the exemptions used.

    A run has as many as files: fingerprints are kept as one text, with blanks between them.
    """

    __slots__ = ("_marks", "tally", "used")

    def __init__(self, tally: Tally, marks: str, used: tuple[int, ...] = ()) -> None:
        self.tally, self._marks, self.used = tally, marks, used

    @property
    def marks(self) -> list[str]:
        """The fingerprints, each time anew."""
        return self._marks.split()


class StoredResult(FileResult):
    """A file's result behind its brief; `read` gives the whole of it, once. Nothing in it has crashed.

    Called with the fields of a FileResult it makes one, so that a changed copy of it is a plain result.
    """

    __slots__ = ("_brief", "_full", "_known", "_once", "_path", "_read")

    _brief: Brief
    _full: FileResult | None
    _known: bool
    _once: bool
    _path: str
    _read: Callable[[], FileResult]

    def __new__(cls, *fields: Any, **named: Any) -> FileResult:  # type: ignore[misc]  # gives a result of another class, on purpose
        """A plain result."""
        return FileResult(*fields, **named)

    @classmethod
    def behind(
        cls, path: str, brief: Brief, read: Callable[[], FileResult], *, known: bool = False, once: bool = False
    ) -> Self:
        """A result that `read` gives; with `known`, the baseline knows all its new findings.

        With `once` nobody comes back to it when he has let go of it, so that what was read need not outlive it.
        """
        made = object.__new__(cls)
        fields = (
            ("_path", path),
            ("_brief", brief),
            ("_full", None),
            ("_known", known),
            ("_once", once),
            ("_read", read),
        )
        for name, value in fields:
            object.__setattr__(made, name, value)
        return made

    def all_known(self) -> Self:
        """The result with every new finding marked as known to the baseline."""
        return self.behind(self._path, self._brief, self._read, known=True, once=self._once)

    def with_late(self, more: Sequence[Located]) -> Self:
        """The result with further findings, still unread; only before the baseline is applied."""
        brief, tally, marks = self._brief, dict(self._brief.tally), self._brief.marks
        for finding, _ in more:
            key = (finding.severity, finding.status)
            tally[key] = tally.get(key, 0) + 1
            if finding.status == "new":
                marks.append(finding.fingerprint)
        used = tuple(sorted({*brief.used, *exempting(item for item, _ in more)}))
        amended = Brief(tally, " ".join(marks), used)
        return self.behind(self._path, amended, lambda: with_findings(self.whole(), more), once=self._once)

    def whole(self) -> FileResult:
        """The result, read."""
        full = self._full
        if full is None:
            full = self._read()
            if self._known:
                findings = tuple(
                    replace(item, status="baselined") if item.status == "new" else item for item in full.findings
                )
                full = replace(full, findings=findings)
            object.__setattr__(self, "_full", full)
            if not full.crashes and not self._once:  # the brief knows of no crash
                _whole.append(self)
                while len(_whole) > KEPT:
                    object.__setattr__(_whole.popleft(), "_full", None)
        return full

    @property
    def path(self) -> str:
        """The file's path, as it is named in reports."""
        return self._path

    @property
    def marks(self) -> Sequence[str]:
        """The fingerprints of the findings that are new as far as suppressions go; made each time."""
        return self._brief.marks

    @property
    def used(self) -> tuple[int, ...]:
        """Which suppressions of qa.yaml have suppressed something in the file, by number."""
        return self._brief.used

    @property
    def tally(self) -> Tally:
        """How many findings there are of each severity and status."""
        if self._full is not None:
            return self._full.tally
        if not self._known:
            return self._brief.tally
        made: Tally = {}
        for (severity, status), count in self._brief.tally.items():
            key = (severity, "baselined" if status == "new" else status)
            made[key] = made.get(key, 0) + count
        return made

    @property
    def facts(self) -> DocumentFacts:
        """Title, dates, readability and what else reports say of the file; read when first asked for."""
        return self.whole().facts

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, whatever its status; read when first asked for."""
        return self.whole().findings

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each finding stands, in the order of the findings."""
        return self.whole().places

    @property
    def crashes(self) -> tuple[CheckCrash, ...]:
        """None: a result with crashes is not stored, unless it had to be made anew."""
        return () if self._full is None else self._full.crashes

    @property
    def corpus(self) -> PageFacts | None:
        """None: corpus facts are stored apart."""
        return None


def with_late(result: FileResult, more: Iterable[Located]) -> FileResult:
    """The result with further findings in their order; a stored one stays unread."""
    return result.with_late(tuple(more)) if isinstance(result, StoredResult) else with_findings(result, more)
