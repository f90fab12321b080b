"""Measures runs over generated web archives: pages a second, memory, how both grow; the same pages on disk find the same.

    python benchmarks/scale.py --disk 20000       # 1,000 to 20,000 pages, 20,000 on disk as well
    python benchmarks/scale.py --sizes 1000 50000 # other sizes
    python benchmarks/scale.py --stages           # processor time a page by stage

Pages are small (about 150 words, see benchmarks/crawled.py), so that a run of this size ends: what a page costs grows with its words,
what is measured here is how costs grow with pages. Memory is as in benchmarks/memory.py.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from crawled import page, write_warc
from memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.session import Session

T = TypeVar("T")

ROOT = Path(__file__).parent.parent


def measured(target: str, output: Path, *options: str) -> dict[str, float]:
    """Run `qa check` over a target; wall and processor seconds, and peak memory."""
    command = [sys.executable, "-m", "qa", "check", target, "--today", "2026-11-22", "--format", "json", "--no-cache",
               "--fail-on", "never", "--output", str(output), *options]  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    run = subprocess.Popen(command, cwd=output.parent, env={**os.environ, "PYTHONPATH": str(ROOT)})
    with Memory(run.pid) as memory:
        status = run.wait()
        wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if status:
        raise SystemExit(f"the run failed with {status}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "processor": processor, "both": memory.both, "main": memory.main, "workers": memory.workers}


def findings(path: Path, prefix: str) -> list[str]:
    """The findings of a report with paths cut down to the pages' own names."""
    # Not in what is quoted of a page: its links hold "/p/", too.
    text = re.sub(rf"(?<![/\w]){re.escape(prefix)}", "", path.read_text(encoding="utf-8")).replace(".html", "")
    return sorted(json.dumps(item) for item in json.loads(text)["findings"])


def growth(sizes: list[int], folder: Path, options: list[str]) -> None:
    """Run over archives of these sizes and print how costs grow."""
    print(
        f"{'pages':>7} {'MB':>6} {'wall s':>8} {'CPU s':>8} {'ms CPU/page':>12} {'pages/s':>8} {'peak MiB':>9} {'main':>5} {'workers':>8}"
    )
    points: list[tuple[int, dict[str, float]]] = []
    for size in sizes:
        archive = folder / f"crawl-{size}.warc.gz"
        write_warc(archive, size)
        found = measured(archive.name, folder / f"found-{size}.json", *options)
        points.append((size, found))
        megabytes = archive.stat().st_size / 1e6
        print(f"{size:>7} {megabytes:>6.1f} {found['wall']:>8.1f} {found['processor']:>8.1f} "
              f"{found['processor'] / size * 1e3:>12.2f} {size / found['wall']:>8.1f} {found['both']:>9.0f} "
              f"{found['main']:>5.0f} {found['workers']:>8.0f}", flush=True)  # fmt: skip
    for (small, less), (large, more) in [*pairwise(points), *([(points[0], points[-1])] if len(points) > 2 else [])]:
        powers = [math.log(more[name] / less[name]) / math.log(large / small) for name in ("processor", "wall")]
        grown = more["both"] - less["both"]
        print(
            f"{small:,} to {large:,} pages: exponent of processor time {powers[0]:.3f}, of time {powers[1]:.3f};"
            f" peak memory {grown:+.0f} MiB ({grown / less['both']:+.0%})",
            flush=True,
        )


def on_disk(size: int, folder: Path, options: list[str]) -> None:
    """Run over the same pages as files, and compare."""
    pages = folder / "p"
    pages.mkdir()
    for number in range(size):
        (pages / f"{number:06}.html").write_text(page(number), encoding="utf-8")
    found = measured("p", folder / "disk.json", *options)
    print(
        f"{size:>7} pages on disk: {found['wall']:.1f} s, {found['processor']:.1f} s CPU, peak {found['both']:.0f} MiB"
    )
    one = findings(folder / f"found-{size}.json", f"crawl-{size}.warc.gz!https://x.example/p/")
    other = findings(folder / "disk.json", "p/")
    print(
        f"findings: {len(one):,} in the archive, {len(other):,} on disk, {'the same' if one == other else 'DIFFERENT'}"
    )


def clocked(work: Callable[[], T]) -> tuple[T, float]:
    """What a piece of work gives, and its processor seconds."""
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


def stages(folder: Path) -> None:
    """Processor time a page by stage, for realistic pages: the sample publisher's articles."""
    from qa.policy import Choice
    from qa.session import Options, Session
    from qa.sources.warc import WarcPages

    archive = folder / "stages.warc.gz"
    write_warc(archive, 2_000)
    count, spent = clocked(lambda: sum(1 for _ in WarcPages(str(archive)).pages()))
    print(f"{'archive':>12} {spent / count * 1e3:8.2f} ms a page (small pages)")
    session = Session(Options(dt.date(2026, 11, 22), Choice(), facts=True))
    of_articles(session, sorted((ROOT / "content" / "articles").glob("*.md")))


def of_articles(session: Session, paths: list[Path]) -> None:
    """The stages of a worker, each over all articles four times."""
    from qa.cache.plain import to_plain
    from qa.corpus.gather import gathered
    from qa.corpus.stored_facts import facts_to_text
    from qa.engine import checked

    once = [session.source(str(path)) for path in paths]
    results = [session.check_source(source) for source in once] * 4
    policy, context = session.policy(paths[0].parent), session.context(paths[0].parent)
    marks = {}
    documents, marks["read"] = clocked(lambda: [session.read_source(source) for source in once * 4])
    _, marks["check"] = clocked(lambda: [checked(document, policy.plan(document), context) for document in documents])
    facts, marks["corpus facts"] = clocked(lambda: [gathered(document, context) for document in documents])
    sizes, marks["to JSON"] = clocked(
        lambda: [
            len(json.dumps(to_plain(result))) + len(facts_to_text(item))
            for result, item in zip(results, facts, strict=True)
        ]
    )
    words = sum(len(document.body_words) for document in documents) / len(documents)
    for name, seconds in marks.items():
        print(f"{name:>12} {seconds / len(documents) * 1e3:8.2f} ms a page of {words:.0f} words")
    print(f"{'spool':>12} {sum(sizes) / len(sizes) / 1e3:8.1f} kB a page")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    parser.add_argument(
        "--disk", type=int, default=0, metavar="N", help="compare with N pages on disk (one of the sizes)"
    )
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--rules", default="", help="only these, where the machinery is measured rather than the rules")
    parser.add_argument("--stages", action="store_true")
    given = parser.parse_args()
    if given.disk and given.disk not in given.sizes:
        parser.error(f"--disk {given.disk} is none of --sizes: its archive is compared with what was found in that one")
    with tempfile.TemporaryDirectory(prefix="qa-scale-") as name:
        folder = Path(name)
        if given.stages:
            stages(folder)
            return
        options = ["--jobs", given.jobs, *(["--select", given.rules] if given.rules else [])]
        growth(given.sizes, folder, options)
        if given.disk:
            on_disk(given.disk, folder, options)


if __name__ == "__main__":
    main()
