"""An audit of a generated site: time, peak memory of the main process and of the others, sizes of what it writes.

Run: python benchmarks/audit.py [pages, default 10000] [audits, default 2] [live] [a folder to keep the results in]. `live` serves
the pages as HTML on loopback (benchmarks/site.py) and audits that site by its address, its links followed. Every page takes sections of the sample publisher's
articles in an order of its own, has its own review date and owner, and some have a misspelling or a broken local link.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from memory import Memory

ARTICLES = Path(__file__).parent.parent / "content" / "articles"
OWNERS = ("Heart and stroke team", "Medicines team", "Child and family team", "Cancer team", "")
TODAY = dt.date(2026, 11, 22)


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


def audit(site: str, out: Path, today: dt.date, *more: str) -> None:
    """One audit in a process of its own."""
    command = [sys.executable, "-m", "qa", "audit", site, "--out", str(out), "--fail-on", "never", *more]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--today", today.isoformat()], cwd=out.parent)
    with Memory(process.pid) as memory:
        process.wait()
    taken = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    sizes = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.1f} MB" for path in sorted(out.iterdir()))
    print(
        f"{today}: {taken:.1f} s, {processor:.1f} s of processor time; peak {memory.both:.0f} MiB, of the main process"
        f" {memory.main:.0f}, of all workers {memory.workers:.0f}; {sizes}",
        flush=True,
    )


def live(count: int, audits: int, folder: Path) -> None:
    """Serve the site and audit it by its address; links to other sites are left out."""
    (folder / "qa.yaml").write_text("links: {allow_private: true, interval: 0, per_host: 16, exclude: ['https://*']}\n")
    command = [sys.executable, str(Path(__file__).parent / "site.py"), str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        address = server.stdout.readline().strip() if server.stdout else ""
        print(f"{count:,} articles at {address}", flush=True)
        for number in range(audits):
            audit(address, folder / "out", TODAY + dt.timedelta(days=30 * number))
        if server.stdin:
            server.stdin.close()


def main() -> None:
    """Generate, audit at days a month apart, print."""
    numbers = [int(item) for item in sys.argv[1:] if item.isdigit()]
    count, audits = (*numbers, *(10_000, 2)[len(numbers) :])
    kept = next((item for item in sys.argv[1:] if not item.isdigit() and item != "live"), None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(kept or name).resolve()
        (folder / "out").mkdir(parents=True)
        if "live" in sys.argv:
            live(count, audits, folder)
        else:
            size = generate(folder / "site", count)
            print(f"{count:,} pages, {size / 1e6:.1f} MB", flush=True)
            for number in range(audits):
                audit(str(folder / "site"), folder / "out", TODAY + dt.timedelta(days=30 * number), "--offline")


if __name__ == "__main__":
    main()
