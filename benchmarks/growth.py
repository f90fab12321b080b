"""How the cost of a run grows when one dimension doubles, the others held: the exponent is 1 where twice as much costs twice.

    python benchmarks/growth.py [--most 1.15] [--rounds 5] [NAME…]

Each dimension is measured at four sizes, each twice the last, in turn and several rounds, so that what else the machine does
meets them all alike. The time is this process's own (user and system), the least of the rounds; the exponent is the slope of a
line through the logarithms, the first size left out as warm-up. Exit 1 where one is above `--most`. A fixed cost makes an
exponent small, so sizes are large enough for it not to matter.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import math
import os
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QA_CACHE_DIR", tempfile.mkdtemp(prefix="qa-growth-"))

from growing import HEAD, TEXTS, invented, parts, plain, write_pages, write_rules

from qa.packs import read_rules
from qa.policy import Choice
from qa.reporters.choose import rendered
from qa.runner import run
from qa.session import Options, Session
from qa.source import Source
from qa.triage.baseline import Baseline

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = dt.date(2026, 11, 22)
SESSION = Session(Options(TODAY))
_UNMET = count()


def samples(works: list[Callable[[], object]], rounds: int) -> list[float]:
    """The least processor time of each piece of work, in seconds, over rounds that do each once."""
    least = [math.inf] * len(works)
    for _ in range(rounds):
        for number, work in enumerate(works):
            gc.collect()
            start = time.process_time()
            work()
            least[number] = min(least[number], time.process_time() - start)
    return least


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope through the logarithms of size and time."""
    logs = [(math.log(size), math.log(max(seconds, 1e-6))) for size, seconds in points]
    mean_x, mean_y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def scratch() -> Path:
    """A folder of its own."""
    return Path(tempfile.mkdtemp(prefix="qa-growth-"))


def one_document(name: str, count: int) -> Callable[[], object]:
    """Checks one text of the dimension."""
    path, _, make = TEXTS[name]
    source = Source(path, make(count))
    return lambda: SESSION.check_source(source, on_disk=False)


def unmet_words(_name: str, size: int) -> Callable[[], object]:
    """Checks a text of words that no round has met before: what a process remembers of words makes no size cheaper."""

    def work() -> object:
        lines = (f"The {invented(word)} helps with part {number}." for number, word in enumerate(islice(_UNMET, size)))
        return SESSION.check_source(Source("unmet.md", HEAD + "\n\n".join(lines)), on_disk=False)

    return work


def documents(_name: str, count: int) -> Callable[[], object]:
    """Checks so many files, corpus rules included."""
    folder = scratch()
    paths = write_pages(folder, count)
    options = Options(TODAY, use_cache=False, whole=True)
    policy = Session(options).policy(folder)
    return lambda: run(paths, options, policy, 1)


def rules_run(_name: str, count: int) -> Callable[[], object]:
    """Checks one text under so many rules of a publisher's own."""
    folder = scratch()
    session = Session(Options(TODAY, Choice(None, write_rules(folder, count))))
    source = Source(str(folder / "care.md"), HEAD + plain(10))
    session.check_source(source)
    return lambda: session.check_source(source)


def rules_read(_name: str, count: int) -> Callable[[], object]:
    """Reads so many rule files."""
    folder = scratch()
    write_rules(folder, count)
    return lambda: read_rules(folder / "house", "house")


def baselined(_name: str, count: int) -> Callable[[], object]:
    """Makes a baseline of a page's findings, reads it and settles the page by it."""
    source = Source("care.md", HEAD + parts("See [here](https://www.example.org/{k}) for {k}.")(count))
    result = SESSION.check_source(source, on_disk=False)
    folder = scratch()

    def work() -> object:
        empty = Baseline(folder)
        (folder / "qa-baseline.json").write_text(Baseline(folder, empty.entries_of([result])).text(), encoding="utf-8")
        return Baseline.read(folder / "qa-baseline.json").settled("care.md", result)

    return work


def reported(name: str, count: int) -> Callable[[], object]:
    """Writes so many findings in a format."""
    folder = scratch()
    (folder / "care.md").write_text(
        HEAD + parts("See [here](https://www.example.org/{k}) for {k}.")(count), encoding="utf-8"
    )
    options = Options(TODAY, use_cache=False)
    report = run([str(folder / "care.md")], options, Session(options).policy(folder), 1)
    return lambda: rendered(report, name.rpartition(" ")[2])


DIMENSIONS: dict[str, tuple[int, Callable[[str, int], Callable[[], object]]]] = {
    **{name: (size, one_document) for name, (_, size, _) in TEXTS.items()},
    "unknown words": (400, unmet_words),
    "documents": (40, documents),
    "rules": (400, rules_run),
    "rules read": (25, rules_read),
    "baseline": (100, baselined),
    **{f"findings as {form}": (200, reported) for form in ("text", "json", "sarif", "github", "markdown", "junit")},
}  # fmt: skip


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--most", type=float, default=1.15)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    gc.set_threshold(1_000_000, 50, 50)  # as the command does
    SESSION.check_source(Source("warm-up.md", HEAD + plain(20)), on_disk=False)
    above = []
    print(f"{'dimension':<32}{'from':>8}{'to':>8}{'seconds':>10}{'':>10}{'exponent':>10}")
    for name in options.names or DIMENSIONS:
        size, build = DIMENSIONS[name]
        sizes = [size, 2 * size, 4 * size, 8 * size]
        spent = samples([build(name, each) for each in sizes], options.rounds)
        slope = exponent(list(zip(sizes, spent, strict=True))[1:])
        above += [name] if slope > options.most else []
        print(f"{name:<32}{sizes[0]:>8,}{sizes[-1]:>8,}{spent[0]:>10.3f}{spent[-1]:>10.3f}{slope:>10.2f}", flush=True)
    if above:
        print(f"above {options.most}: {', '.join(above)}")
    return int(bool(above))


if __name__ == "__main__":
    sys.exit(main())
