"""What a run hands to reporters: plain, picklable, without the articles' texts."""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from qa.finding import SEVERITIES, Finding, Severity, position
from qa.named import NamedTuple
from qa.record import field, record, replace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from qa.corpus.facts import PageFacts
    from qa.engine import CheckCrash
    from qa.places import Place
    from qa.rule import Rule


# Severity and status → how many findings.
Tally = dict[tuple[str, str], int]


@record
class Readability:
    """The scores that a report shows; None where there is no sentence to measure."""

    flesch_kincaid_grade: float | None
    smog: float | None
    flesch_reading_ease: float | None
    sentences: int
    words_per_sentence: float | None
    indicative: bool


@record
class DocumentFacts:
    """What a document says about itself and measures; dates in ISO form, None where it states none."""

    path: str
    title: str
    kind: str
    words: int
    reading_minutes: int
    last_reviewed: str | None
    next_review: str | None
    emergency_action: bool
    readability: Readability


@record
class FileResult:
    """One document's facts and findings; `places` runs parallel to `findings`.

    `corpus` is what comparing documents needs, None where a run had no use for it.
    """

    facts: DocumentFacts
    findings: tuple[Finding, ...]
    places: tuple[Place, ...]
    crashes: tuple[CheckCrash, ...] = ()
    corpus: PageFacts | None = None

    @property
    def path(self) -> str:
        """The path that it is reported under."""
        return self.facts.path

    @property
    def tally(self) -> Tally:
        """How many findings there are of each severity and status."""
        counts: Tally = {}
        for finding in self.findings:
            key = (finding.severity, finding.status)
            counts[key] = counts.get(key, 0) + 1
        return counts

    @property
    def used(self) -> tuple[int, ...]:
        """The numbers of the suppressions of qa.yaml that accept a finding, each once."""
        return tuple(sorted(set(exempting(self.findings))))

    @property
    def has_new(self) -> bool:
        """Whether there are findings that nobody has accepted."""
        return any(status == "new" for _, status in self.tally)


def nothing_known(path: str, kind: str = "") -> DocumentFacts:
    """The facts of a file that is no article, or that could not be read as one."""
    return DocumentFacts(path, "", kind, 0, 0, None, None, False, Readability(None, None, None, 0, None, False))


def exempting(findings: Iterable[Finding]) -> Iterator[int]:
    """The number of the suppression of qa.yaml that accepts each finding, where one does."""
    return (finding.exemption for finding in findings if finding.exemption >= 0)


class Located(NamedTuple):
    """A finding and where it stands."""

    finding: Finding
    place: Place


def with_findings(result: FileResult, more: Iterable[Located]) -> FileResult:
    """The result with further findings in their order."""
    pairs = [*zip(result.findings, result.places, strict=True), *more]
    pairs.sort(key=lambda pair: position(pair[0]))
    return replace(result, findings=tuple(item for item, _ in pairs), places=tuple(place for _, place in pairs))


@record(slots=False)
class Report:
    """A whole run, in order of path; `configuration` are the files of qa.yaml that have findings of their own, no articles."""

    today: dt.date
    profile: str
    files: tuple[FileResult, ...]
    rules: tuple[Rule, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    configuration: tuple[FileResult, ...] = ()

    def every(self) -> Iterator[FileResult]:
        """Every file, those of the configuration at their place."""
        return self._merged(self.files)

    def shown(self) -> Iterator[FileResult]:
        """The files that have new findings, in report order."""
        return self._merged(file for file in self.files if file.has_new)

    def _merged(self, files: Iterable[FileResult]) -> Iterator[FileResult]:
        if not self.configuration:
            return iter(files)
        from heapq import merge

        return merge(files, self.configuration, key=attrgetter("path"))

    def located(self) -> Iterator[tuple[Finding, Place]]:
        """Every finding with its place, in report order."""
        for file in self.every():
            yield from zip(file.findings, file.places, strict=True)

    def new(self) -> Iterator[tuple[Finding, Place]]:
        """The findings that nobody has accepted, with their places, in report order."""
        for file in self.shown():
            for finding, place in zip(file.findings, file.places, strict=True):
                if finding.status == "new":
                    yield finding, place

    @cached_property
    def tally(self) -> Tally:
        """How many findings there are of each severity and status."""
        counts: Tally = {}
        for file in (*self.files, *self.configuration):
            for key, count in file.tally.items():
                counts[key] = counts.get(key, 0) + count
        return counts

    def count(self, severity: Severity) -> int:
        """How many new findings have that severity."""
        return self.tally.get((severity, "new"), 0)

    def with_status(self, status: str) -> int:
        """How many findings have that status."""
        return sum(self.tally.get((severity, status), 0) for severity in SEVERITIES)

    def crashes(self) -> list[CheckCrash]:
        """Every check that failed on a file."""
        return [crash for file in self.files for crash in file.crashes]

    def worst(self) -> Severity | None:
        """The highest severity among the new findings."""
        return next((severity for severity in SEVERITIES if self.count(severity)), None)
