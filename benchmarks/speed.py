"""Times the tool as a user starts it: one file, many files cold, many files unchanged; beside codespell where it is installed.

    python benchmarks/speed.py [--articles 2000] [--unchanged 10000] [--runs 5]

Every figure is the median of several runs of a whole process; ratios between rows of one run hold when the machine's speed
drifts. The articles are this project's own samples, varied so that no two are alike.
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

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "content" / "articles").glob("*.md"))
QA = [
    sys.executable,
    "-m",
    "qa",
    "check",
    "--today",
    "2026-11-22",
    "--format",
    "json",
    "--fail-on",
    "never",
    "--output",
    os.devnull,
]


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall seconds of a process, and the peak memory of the largest process so far in MiB."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def generated(folder: Path, count: int) -> int:
    """Write so many articles of about 6 KB; gives their size in bytes."""
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    shuffle = random.Random(1)
    size = 0
    for number in range(count):
        head, *paragraphs = texts[number % len(texts)].split("\n\n")
        shuffle.shuffle(paragraphs)
        text = "\n\n".join([head, *paragraphs, f"This is article {number}."])
        path = folder / f"{number % 50:02}" / f"article-{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def median(samples: list[float]) -> float:
    """The middle sample."""
    return statistics.median(samples)


class Bench:
    """Runs commands with a cache folder of their own."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.cache = folder / "cache"
        self.environment = {**os.environ, "QA_CACHE_DIR": str(self.cache)}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def forget(self) -> None:
        """Forget results of files; the compiled rules stay, as they do for a user."""
        for path in self.cache.glob("results-*"):
            path.unlink()

    def cold(self, *paths: str) -> tuple[float, float]:
        """Median seconds and peak MiB of a run that has seen the rules but not the files."""
        timed([*QA, *paths], self.environment)
        samples = []
        for _ in range(self.runs):
            self.forget()
            samples.append(timed([*QA, *paths], self.environment))
        return median([seconds for seconds, _ in samples]), max(memory for _, memory in samples)

    def warm(self, *paths: str) -> float:
        """Median seconds of a run over unchanged files."""
        timed([*QA, *paths], self.environment)
        return median([timed([*QA, *paths], self.environment)[0] for _ in range(self.runs)])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--unchanged", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="qa-bench-"))
    try:
        report(folder, options)
    finally:
        shutil.rmtree(folder)


def report(folder: Path, options: argparse.Namespace) -> None:
    """Measure and print."""
    bench = Bench(folder, options.runs)
    start = median([timed([sys.executable, "-c", "pass"], bench.environment)[0] for _ in range(options.runs)])
    print(f"{'an empty interpreter':<44}{start:8.3f} s")
    one, memory = bench.cold(str(SAMPLES[0]))
    print(f"{'one article, cold, every rule':<44}{one:8.3f} s{memory:8.0f} MiB{one / start:8.1f} × empty")
    print(f"{'one article, unchanged':<44}{bench.warm(str(SAMPLES[0])):8.3f} s")
    many = folder / "many"
    size = generated(many, options.articles)
    seconds, memory = bench.cold(str(many))
    rate = size / 1e6 / seconds
    print(
        f"{f'{options.articles:,} articles ({size / 1e6:.1f} MB), cold':<44}{seconds:8.3f} s{memory:8.0f} MiB{rate:8.2f} MB/s"
    )
    if shutil.which("codespell"):
        other = median([timed(["codespell", str(many)], bench.environment)[0] for _ in range(options.runs)])
        print(f"{'  codespell on the same':<44}{other:8.3f} s{'':13}{size / 1e6 / other:7.2f} MB/s")
    unchanged = folder / "unchanged"
    size = generated(unchanged, options.unchanged)
    seconds = bench.warm(str(unchanged))
    print(
        f"{f'{options.unchanged:,} unchanged articles ({size / 1e6:.1f} MB)':<44}{seconds:8.3f} s{'':13}{size / 1e6 / seconds:7.1f} MB/s"
    )


if __name__ == "__main__":
    main()
