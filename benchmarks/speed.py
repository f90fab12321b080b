"""Times the tool as a user starts it, beside codespell and cspell on the same files in the same run.

    pip install codespell; npm install -g cspell
    python benchmarks/speed.py [--articles 2000] [--unchanged 10000] [--runs 3]

Every figure is of whole processes: processor seconds (all of a command's processes together, user and system) and seconds by
the clock, each the median of the runs. Ratios between rows of one run hold when the machine's speed drifts. The articles are
this project's own samples, their paragraphs shuffled so that no two are alike. Those of the unchanged corpus are short (about
1.2 KB) so that the benchmark can afford to check them once; an unchanged file is not opened, so its length counts for nothing.
A tool that isn't there is left out.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "content" / "articles").glob("*.md"))
QA = [sys.executable, "-m", "qa", "check", "--today", "2026-11-22", "--fail-on", "never", "--output", os.devnull]
OTHERS = {
    "codespell": ["codespell"],
    "cspell": ["cspell", "lint", "--no-progress", "--no-summary", "--locale", "en-GB", "--no-must-find-files"],
}


class Cost(NamedTuple):
    """What a command took: processor and clock seconds, and the peak memory of the largest process so far in MiB."""

    cpu: float
    wall: float
    memory: float


def ran(command: list[str], environment: dict[str, str], folder: Path) -> Cost:
    """Run a command to its end; whatever its exit status says, it has done its work."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 65):
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()[-400:]}")
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, after.ru_maxrss / 1024)


def generated(folder: Path, count: int, paragraphs: int | None = None) -> int:
    """Write so many articles of about 6 KB, or of so many paragraphs; gives their size in bytes."""
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    shuffle = random.Random(1)
    size = 0
    for number in range(count):
        head, *parts = texts[number % len(texts)].split("\n\n")
        shuffle.shuffle(parts)
        text = "\n\n".join([head, *parts[:paragraphs], f"This is article {number}."])
        path = folder / f"{number % 50:02}" / f"article-{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


class Bench:
    """Runs commands with a cache folder of their own, and prints a row for each."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.cache = folder / "cache"
        self.environment = {**os.environ, "QA_CACHE_DIR": str(self.cache), "PYTHONPATH": str(ROOT)}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.base = 0.0

    def forget(self) -> None:
        """Forget results of files; the compiled rules stay, as they do for a user."""
        for path in self.cache.glob("results-*"):
            path.unlink()

    def cost(self, command: list[str], *, cold: bool = False, runs: int = 0) -> Cost:
        """The median of several runs."""
        costs = []
        for _ in range(runs or self.runs):
            if cold:
                self.forget()
            costs.append(ran(command, self.environment, self.folder))
        cpu, wall = (statistics.median(cost[index] for cost in costs) for index in (0, 1))
        return Cost(cpu, wall, max(cost.memory for cost in costs))

    def row(self, name: str, cost: Cost, size: int = 0) -> None:
        """Print a row; `size` in bytes gives a rate."""
        self.base = self.base or cost.cpu
        rate = f"{size / 1e6 / cost.cpu:12.2f}" if size else ""
        print(f"{name:<52}{cost.cpu:9.2f}{cost.wall:9.2f}{cost.cpu / self.base:10.1f}{rate}", flush=True)

    def others(self, path: str, size: int, runs: int) -> None:
        """Rows of the other tools on the same files."""
        for name, command in OTHERS.items():
            if shutil.which(command[0]):
                target = f"{path}/**" if name == "cspell" and (self.folder / path).is_dir() else path
                self.row(f"  {name}", self.cost([*command, target], runs=runs), size)
            else:
                print(f"  {name}: not installed")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--unchanged", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="qa-bench-"))
    try:
        report(Bench(folder, options.runs), options)
    finally:
        shutil.rmtree(folder)


def report(bench: Bench, options: argparse.Namespace) -> None:
    """Measure and print."""
    print(f"{'':<52}{'cpu s':>9}{'clock s':>9}{'× empty':>10}{'MB a cpu s':>12}")
    bench.row("an empty interpreter", bench.cost([sys.executable, "-c", "pass"]))
    shutil.copy(SAMPLES[0], bench.folder / "one.md")
    one = [*QA, "one.md"]
    ran(one, bench.environment, bench.folder)
    bench.row("one article, cold, every rule", bench.cost(one, cold=True))
    bench.row("one article, cold, in one process", bench.cost([*one, "--jobs", "1"], cold=True))
    bench.row("one article, unchanged", bench.cost(one))
    bench.others("one.md", 0, bench.runs)
    size = generated(bench.folder / "many", options.articles)
    named = f"{options.articles:,} articles ({size / 1e6:.1f} MB)"
    bench.row(f"{named}, cold, every rule", bench.cost([*QA, "many"], cold=True, runs=1), size)
    bench.row(f"{named}, cold, spelling", bench.cost([*QA, "--select", "T01", "many"], runs=1), size)
    bench.others("many", size, 1)
    unchanged(bench, options.unchanged)


def unchanged(bench: Bench, count: int) -> None:
    """The rows of a corpus that was checked before: all of it in the baseline, or none."""
    site = bench.folder / "site"
    generated(site / "pages", count, paragraphs=4)
    known = site / "qa.yaml"
    plain = [*QA, "site/pages"]
    bench.row(f"{count:,} short articles, the first time", bench.cost(plain, runs=1))
    for form in ("text", "json"):
        bench.row(f"  unchanged, every finding shown ({form})", bench.cost([*plain, "--format", form]))
    known.write_text("baseline: known.json\n", encoding="utf-8")
    ran([sys.executable, "-m", "qa", "baseline", "create", "site/pages", "--config", "site/qa.yaml", "--today", "2026-11-22"],
        bench.environment, bench.folder)  # fmt: skip
    ran(plain, bench.environment, bench.folder)
    bench.row("  unchanged, all in the baseline", bench.cost(plain))
    first, *_ = pages = sorted((site / "pages").rglob("*.md"))
    for path in pages:
        os.utime(path)
    bench.row("  all touched, as by a fresh checkout", bench.cost(plain, runs=1))
    first.write_text(first.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    bench.row("  one of them changed", bench.cost(plain, runs=1))


if __name__ == "__main__":
    main()
