"""An audit of a generated site: time, peak memory of the main process and of all its children, sizes of what it writes.

Run: python benchmarks/audit.py [pages, default 10000] [audits, default 2]. Every page takes sections of the sample publisher's
articles in an order of its own, has its own review date and owner, and some have a misspelling or a broken local link.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLES = Path(__file__).parent.parent / "content" / "articles"
OWNERS = ("Heart and stroke team", "Medicines team", "Child and family team", "Cancer team", "")
TODAY = dt.date(2026, 11, 22)
MIB = 1024


def sections() -> list[str]:
    """The sections of the sample articles, headings included."""
    texts = [path.read_text(encoding="utf-8").split("\n---\n", 1)[1] for path in sorted(ARTICLES.glob("*.md"))]
    return [f"## {part.strip()}\n" for text in texts for part in text.split("\n## ")[1:]]


def page(number: int, parts: list[str]) -> str:
    """A page of five sections."""
    pick = random.Random(number)
    reviewed = TODAY - dt.timedelta(days=pick.randrange(1500))
    title = f"Living well, part {number}"
    slip = "The symtoms may come back.\n" if pick.random() < 0.2 else ""
    link = "See [the next part](missing.md).\n" if pick.random() < 0.05 else ""
    head = f"title: {title}\ntype: page\nlang: en-AU\nlast_reviewed: {reviewed}\nowner: {pick.choice(OWNERS)}\n"
    return f"---\n{head}---\n\n# {title}\n\n" + "\n".join([*pick.sample(parts, 5), slip, link])


def generate(folder: Path, count: int) -> int:
    """Write the pages, a thousand a folder; gives their size in bytes."""
    parts, size = sections(), 0
    for number in range(count):
        path = folder / "articles" / f"{number // 1000:03d}" / f"page-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_text(page(number, parts), encoding="utf-8")
    for name in ("qa.yaml", "partners.yaml", "dictionary.txt"):
        (folder / name).write_bytes((ARTICLES.parent / name).read_bytes())
    return size


def audit(site: Path, out: Path, today: dt.date) -> None:
    """One audit in a process of its own, offline."""
    command = [sys.executable, "-m", "qa", "audit", str(site), "--out", str(out), "--offline", "--fail-on", "never"]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--today", today.isoformat()])
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    sizes = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.1f} MB" for path in sorted(out.iterdir()))
    print(f"{today}: {taken:.1f} s, {usage.ru_maxrss / MIB:.0f} MiB in the largest process; {sizes}", flush=True)


def main() -> None:
    """Generate, audit at days a month apart, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    audits = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = generate(folder / "site", count)
        print(f"{count:,} pages, {size / 1e6:.1f} MB", flush=True)
        for number in range(audits):
            audit(folder / "site", folder / "out", TODAY + dt.timedelta(days=30 * number))
    print(f"largest child: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB:.0f} MiB")


if __name__ == "__main__":
    main()
