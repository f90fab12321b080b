"""Checks buffers one at a time, in a thread of its own, and notices by itself when the configuration has changed on disk."""

from __future__ import annotations

import datetime as dt
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from qa.api import Checker
from qa.errors import ConfigError, Mistake, Stopped
from qa.exemptions import standing_faults
from qa.lsp.buffers import Buffer
from qa.lsp.inputs import Inputs, inputs_of
from qa.record import record
from qa.rule import filled
from qa.sources.selection import set_aside
from qa.triage.suppressions import guard_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qa.document.model import Document
    from qa.finding import Finding
    from qa.lsp.settings import Settings
    from qa.policy import Policy
    from qa.results import FileResult

log = logging.getLogger(__name__)

WARM_UP = "---\ntitle: Asthma\nlast_reviewed: 2020-01-01\n---\n\n# Asthma\n\nIf you have trouble breathing, call your docter.\n"


@record
class Remark:
    """A finding about a file that configures the tool, at a line of it, counted from 1."""

    path: str
    line: int
    message: str
    rule: str
    severity: str


@record
class Outcome:
    """What checking a buffer came to: `result` is None for what is no article, or has no usable configuration.

    `fault` says what else went wrong, in one line. `generation` counts the configurations seen; an outcome of an earlier one is
    stale. `mistakes` are those of every configuration looked at, `remarks` the findings about them.
    """

    buffer: Buffer
    generation: int
    result: FileResult | None = None
    policy: Policy | None = None
    fault: str = ""
    mistakes: tuple[Mistake, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is new, in order: neither suppressed nor known to the baseline."""
        return tuple(item for item in self.result.findings if item.status == "new") if self.result else ()


class Desk:
    """Holds the rules in memory. Every method runs in the desk's thread.

    `faults` are the mistakes of each folder whose configuration can't be used, by folder; the last configuration that could be
    used stays in force there.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.generation = 0
        self.faults: dict[str, tuple[Mistake, ...]] = {}
        self._checker: Checker | None = None
        self._before: Checker | None = None
        self._known: dict[str, Inputs] = {}
        self._policies: dict[str, Policy] = {}

    def configure(self, settings: Settings) -> None:
        """Take other settings."""
        self.settings = settings
        self._before = None
        self._renew()

    def check(self, buffer: Buffer, stop: Callable[[], bool]) -> Outcome | None:
        """Check a buffer; None where it was given up. Whatever happens, this returns."""
        result, policy, fault = None, None, ""
        try:
            checker = self._usable(_folder(buffer.path))
            policy = checker.policy(buffer.path) if checker else None
            if checker and policy and buffer.is_article and not set_aside(buffer.path, policy.settings):
                result = checker.check(buffer.text, buffer.path, kind=buffer.kind, on_disk=buffer.on_disk, stop=stop)
                fault = str(result.crashes[0]) if result.crashes else ""
        except Stopped:
            return None
        except ConfigError as error:
            fault = str(error.mistakes[0])
        except Exception as error:
            log.exception("the check failed on %s", buffer.uri)
            fault = f"{type(error).__name__}: {error}"
        return Outcome(buffer, self.generation, result, policy, fault, self.mistakes(), self.remarks())

    def document(self, buffer: Buffer, text: str | None = None) -> Document | None:
        """The buffer, or another text in its place, as checks see it; None where its configuration can't be used."""
        try:
            checker = self._usable(_folder(buffer.path))
            return (
                checker.document(buffer.text if text is None else text, buffer.path, kind=buffer.kind)
                if checker
                else None
            )
        except ConfigError:
            return None

    def policy_of(self, buffer: Buffer) -> Policy | None:
        """The policy of a buffer, the last one that was fit for use; None where there is none."""
        checker = self._usable(_folder(buffer.path))
        return checker.policy(buffer.path) if checker else None

    def look(self, folders: Iterable[str]) -> tuple[tuple[Mistake, ...], tuple[Remark, ...]]:
        """Read the configuration of folders where it changed, so that its mistakes are known before an article is opened."""
        for folder in (*folders, *self.faults):
            self._usable(folder)
        return self.mistakes(), self.remarks()

    def warm(self, folder: str) -> None:
        """Check a few words in a folder, so that everything that rules need is in memory before the first article."""
        path = os.path.join(folder, "warm-up.md")  # noqa: PTH118 -- as above
        self.check(Buffer("", path, False, "markdown", 0, WARM_UP), lambda: False)

    def mistakes(self) -> tuple[Mistake, ...]:
        """Every mistake in the configuration of the folders looked at so far, each once."""
        return tuple(sorted({mistake for found in self.faults.values() for mistake in found}, key=str))

    def remarks(self) -> tuple[Remark, ...]:
        """What is wrong with suppressions in the configuration of the folders looked at so far, each once."""
        found = {remark for folder in self._policies.values() for remark in _remarks(folder, self.today())}
        return tuple(sorted(found, key=lambda remark: (remark.path, remark.line, remark.message)))

    def today(self) -> dt.date:
        """The day that articles are checked as of."""
        return self.settings.today or dt.date.today()  # noqa: DTZ011 -- the reader's own calendar day is meant

    def _renew(self) -> None:
        suspects = list(self.faults)
        self.generation += 1
        self._known.clear()
        self.faults.clear()
        self._policies.clear()
        self._checker = None
        for folder in suspects:
            self._load(folder)

    def _usable(self, folder: str) -> Checker | None:
        """The checker, with the folder's configuration loaded: today's, else the last one that could be loaded."""
        known = self._known.get(folder)
        if known is not None and not known.current():
            self._before = self._checker if folder not in self.faults else self._before
            self._renew()
            known = None
        if known is None:
            self._load(folder)
        if folder in self.faults:
            return self._before_for(folder)
        if not self.faults:
            self._before = None
        return self._checker

    def _load(self, folder: str) -> None:
        inside = os.path.join(folder, "x")  # noqa: PTH118 -- runs on every key
        try:
            if self._checker is None:
                self._checker = self._fresh()
            policy = self._checker.policy(inside)
            # Reference data loads when a check first asks for it; its mistakes must be known now.
            for kind in policy.settings.data:
                policy.data(kind)
            policy.dictionary()
        except ConfigError as error:
            self.faults[folder] = error.mistakes
            named = [Path(mistake.path) for mistake in error.mistakes if mistake.path]
            self._known[folder] = inputs_of(folder, self.settings.config, named)
            return
        self.faults.pop(folder, None)
        self._policies[folder] = policy
        self._known[folder] = inputs_of(folder, self.settings.config, (), policy.settings)

    def _before_for(self, folder: str) -> Checker | None:
        if self._before is None:
            return None
        try:
            self._before.policy(os.path.join(folder, "x"))  # noqa: PTH118 -- as above
        except ConfigError:
            return None
        return self._before

    def _fresh(self) -> Checker:
        given = self.settings
        return Checker(
            profile=given.profile, config=given.config, select=given.select, ignore=given.ignore, today=given.today
        )


def _remarks(policy: Policy, today: dt.date) -> Iterator[Remark]:
    guard = guard_of(policy)
    if guard is None:
        return
    for item in policy.settings.suppressions:
        for variant, values in standing_faults(item, guard, today):
            severity, template = guard.words(variant)
            yield Remark(item["path"], item["line"], filled(template, values), guard.id, severity)


def _folder(path: str) -> str:
    return os.path.dirname(path)  # noqa: PTH120 -- runs on every key
