"""The public API: check texts in memory, files and folders from Python.

`check_text`, `check_paths` and `Checker` are also what `import qa` offers. What they return is as stable as the JSON report.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import ConfigError
from qa.files import discover
from qa.finding import Finding
from qa.policy import Choice, Policy
from qa.record import replace
from qa.results import FileResult, Report
from qa.runner import run
from qa.session import Options, Session
from qa.source import Source
from qa.sources.names import covers, governing, roots_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

    from qa.config import Settings
    from qa.document.model import Document, Kind
    from qa.rule import Rule

__all__ = ["Checker", "ConfigError", "FileResult", "Finding", "Report", "check_paths", "check_text"]


def check_text(
    text: str,
    path: str = "",
    *,
    profile: str | None = None,
    config: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: dt.date | None = None,
    kind: Kind | None = None,
) -> FileResult:
    """Check one text under the configuration of the folder that `path` names; the file itself is not read.

    Without a path the configuration is the working folder's. `kind` ("markdown", "html", "captured") is by default what the
    path's extension says, else what the text looks like. `select` and `ignore` take rule ids, names or families. Raises
    ConfigError for a faulty configuration, ValueError for an unknown kind. For many texts, a `Checker` is faster.
    """
    checker = Checker(profile=profile, config=config, select=select, ignore=ignore, today=today)
    return checker.check(text, path, kind=kind)


def check_paths(
    paths: Sequence[str],
    *,
    profile: str | None = None,
    config: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: dt.date | None = None,
    jobs: int = 0,
    executor: Executor | None = None,
) -> Report:
    """Check files, folders, archives and addresses as `qa check` does, cache included; results are in order of path.

    With an `executor` (of concurrent.futures, or one like it) pages are checked there, as texts, without the cache; its workers
    need this tool and nothing else.

    `jobs` is the number of processes, 0 as many as pay. Raises ConfigError for a path that isn't there and for a faulty
    configuration; a file that can't be read is a finding. A script that lets `jobs` start processes needs the usual
    `if __name__ == "__main__":` where Python spawns them.
    """
    options = _options(profile, config, select, ignore, today)
    session = Session(options)
    files = list(discover(paths, session.settings, opened=executor is None))
    options = replace(options, whole=all(map(covers, paths)), roots=roots_of(paths))
    policy = session.policy(governing(paths[0] if paths else "."))
    return run(files, options, policy, jobs) if executor is None else _run_on(executor, files, options, policy)


def _run_on(executor: Executor, files: Sequence[str], options: Options, policy: Policy) -> Report:
    """A run on somebody's executor, its results in memory."""
    from qa.scale.run import Order, report_of
    from qa.scale.sites import Given

    with report_of(Order(files, options, policy), Given(executor)) as spooled:
        results = list(spooled.files)
        late, configuration = spooled.late_crashes, spooled.configuration
    if late:
        results[0] = replace(results[0], crashes=(*results[0].crashes, *late))
    return Report(options.today, policy.profile, tuple(results), policy.rules, configuration=configuration)


class Checker:
    """Checks text after text and keeps rules, word lists and configuration in memory between them.

    Not for several threads at once. `reload()` makes it read the configuration again.
    """

    def __init__(
        self,
        *,
        profile: str | None = None,
        config: str | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        today: dt.date | None = None,
    ) -> None:
        self._given = (profile, config, _names(select), _names(ignore))
        self._fixed_day = today
        self._session = self._fresh()

    def _fresh(self) -> Session:
        return Session(replace(_options(*self._given, self._fixed_day), keep_shapes=False))

    def _current(self) -> Session:
        """The session, made anew after midnight where no day was given."""
        if self._fixed_day is None and self._session.options.today != _calendar_day():
            self._session = self._fresh()
        return self._session

    def reload(self) -> None:
        """Forget every configuration, rule and dictionary, so that the next text finds them as they are now."""
        self._session = self._fresh()

    def check(
        self,
        text: str,
        path: str = "",
        *,
        kind: Kind | None = None,
        on_disk: bool = True,
        stop: Callable[[], bool] | None = None,
    ) -> FileResult:
        """Check one text under the configuration of its path's folder; the file itself is not read.

        `on_disk` False says that the path is made up, so that nothing beside it is looked for. `stop` is asked between rules;
        where it says True, Stopped is raised. Raises ConfigError for a faulty configuration.
        """
        source = Source.from_text(path, text)
        return self._current().check_source(source, kind=kind, on_disk=on_disk, stop=stop)

    def document(self, text: str, path: str = "", *, kind: Kind | None = None) -> Document:
        """The article that the text is, as checks see it; raises ConfigError."""
        return self._current().read_source(Source.from_text(path, text), kind)

    @property
    def today(self) -> dt.date:
        """The day that dates are judged by."""
        return self._current().options.today

    def policy(self, path: str = "") -> Policy:
        """The rules in force and the settings for a path; raises ConfigError."""
        return self._current().policy(Path(path).parent)

    def settings(self, path: str = "") -> Settings:
        """The merged configuration of a path's folder; raises ConfigError."""
        return self.policy(path).settings

    def rule(self, name: str, path: str = "") -> Rule | None:
        """The rule of that id or name, in force for a path; raises ConfigError."""
        return self.policy(path).rule(name)


def _options(
    profile: str | None, config: str | None, select: Sequence[str], ignore: Sequence[str], today: dt.date | None
) -> Options:
    if config is not None and not Path(config).is_file():
        raise ConfigError.of("no such file", config)
    return Options(today or _calendar_day(), Choice(profile, _names(select), _names(ignore)), config)


def _names(given: Sequence[str]) -> tuple[str, ...]:
    """Names as a tuple; a single one may come as it is."""
    return (given,) if isinstance(given, str) else tuple(given)


def _calendar_day() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 -- the reader's own calendar day is meant
