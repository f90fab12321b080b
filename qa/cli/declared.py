"""The options of `qa check`, and those that other commands share with it, declared once.

Two readers make something of them: qa.cli.options the options of click, which knows help, completion and every error;
qa.cli.quick a parser for calls that are right, for which click is not even imported.
"""

from __future__ import annotations

from typing import Any, Literal

from qa.record import record
from qa.reporters.choose import MODULES
from qa.shipped import PROFILES

Kind = Literal["text", "flag", "choice", "count", "day", "file", "output"]

FAIL_ON = ("error", "warning", "info", "never")
PARQUET = "parquet"
MOST_JOBS = 512


@record
class Option:
    """An option: its name, what it takes, and what stands for it where it isn't given.

    `bare` is what an option means that is given without its value; `into` the name under which a command gets it, by default
    its own. A count is a whole number up to `most`.
    """

    name: str
    help: str
    kind: Kind = "text"
    default: Any = None
    choices: tuple[str, ...] = ()
    metavar: str | None = None
    multiple: bool = False
    bare: str | None = None
    show_default: bool = False
    most: int = 0
    into: str = ""

    @property
    def key(self) -> str:
        """The name under which a command gets its value."""
        return self.into or self.name.lstrip("-").replace("-", "_")

    @property
    def absent(self) -> Any:
        """Its value where it isn't given."""
        if self.multiple:
            return ()
        return False if self.kind == "flag" else self.default


# Which rules run; enough for commands that keep no results.
RULES = (
    Option("--profile", "National profile.", "choice", choices=PROFILES),
    Option("--config", "Use this qa.yaml for every file.", "file"),
    Option("--select", "Only these rules (ids, names, families; commas).", metavar="RULES", multiple=True),
    Option("--ignore", "Leave these rules out.", metavar="RULES", multiple=True),
    Option("--today", "Check as if on this day.", "day"),
)
# Whether results are kept, too.
POLICY = (*RULES, Option("--no-cache", "Neither use nor keep results of earlier runs.", "flag"))

CHECK = (
    Option("--format", "How to write the report.", "choice", "text", choices=(*MODULES, PARQUET), into="form"),
    Option("--output", "Write the report to a file (a folder for parquet).", "output", metavar="FILE"),
    Option(
        "--fail-on",
        "Exit 1 at new findings of this severity or above.",
        "choice",
        "error",
        choices=FAIL_ON,
        show_default=True,
    ),
    *POLICY,
    Option("--jobs", "Processes (0: as many as pay).", "count", 0, metavar="N", most=MOST_JOBS),
    Option("--executor", "Where to check: dask:ADDRESS for a Dask cluster.", metavar="NAME"),
    Option("--shard", "Check one part of N and leave its results in --output, for `qa merge`.", metavar="I/N"),
    Option("--changed", "Only files changed since a revision (HEAD).", metavar="[REV]", bare="HEAD"),
    Option("--changed-lines", "With --changed: only findings on changed lines.", "flag"),
    Option("--force-exclude", "Leave named files out that qa.yaml keeps out of a check of the site.", "flag"),
    Option("--no-baseline", "Count the findings that the baseline knows, too.", "flag"),
    Option("--stdin-filename", "The name of what standard input holds, with `-`.", metavar="NAME"),
    Option("--online", "Ask for the addresses that articles link to, too.", "flag"),
    Option("--watch", "Check again whenever a file is saved; Ctrl-C ends.", "flag"),
    Option("--quiet", "Leave the summary out.", "flag"),
    Option("--statistics", "Count findings by rule.", "flag"),
)
