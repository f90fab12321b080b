"""How the cost of a run grows when one dimension doubles, the others held: the exponent is 1 where twice as much costs twice.

    python benchmarks/growth.py [--most 1.15] [NAME…]

Each dimension is measured at four sizes, each twice the last; the time is this process's own (user and system), the least of
three; the exponent is the slope of a line through the logarithms, the first size left out as warm-up. Exit 1 where one is above
`--most`. A fixed cost makes an exponent small, so sizes are large enough for it not to matter.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QA_CACHE_DIR", tempfile.mkdtemp(prefix="qa-growth-"))

from qa.policy import Choice
from qa.runner import run
from qa.session import Options, Session
from qa.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = dt.date(2026, 11, 22)
HEAD = "---\ntitle: Care at home\nlast_reviewed: 2026-01-15\n---\n\n# Care at home\n\n"
SENTENCES = (
    "The nurse will help you with the dressing at home.", "Ask your doctor before you change your medicine.",
    "Most people feel better after two weeks of rest.", "A cold pack may ease the swelling of the ankle.",
)  # fmt: skip


def paragraphs(count: int) -> str:
    """So many paragraphs of plain words, no two alike."""
    return "\n\n".join(f"{SENTENCES[n % 4]} {SENTENCES[(n * 7 + 1) % 4]} This is part {n}." for n in range(count))


def text_of(name: str, count: int) -> str:
    """An article in which one thing occurs so often."""
    bodies: dict[str, Callable[[int], str]] = {
        "file length": paragraphs,
        "one paragraph": lambda n: " ".join(SENTENCES[k % 4] for k in range(n)),
        "one line without blanks": lambda n: "abcdefghij" * n,
        "findings": lambda n: "\n\n".join(f"The docter nr{k} has a temprature." for k in range(n)),
        "links": lambda n: "\n\n".join(f"See [the page about part {k}](https://www.example.org/part/{k})." for k in range(n)),
        "headings": lambda n: "\n\n".join(f"## Part {k}\n\n{SENTENCES[k % 4]}" for k in range(n)),
        "list items": lambda n: "\n".join(f"- part {k} of the list" for k in range(n)),
        "nesting of lists": lambda n: "\n".join(f"{'  ' * k}- part {k}" for k in range(n)),
        "nesting of quotes": lambda n: "> " * n + "Rest at home.",
        "nesting of emphasis": lambda n: "*" * n + "rest" + "*" * n,
        "open brackets": lambda n: "[" * n + "rest",
        "table rows": lambda n: "| a | b |\n|---|---|\n" + "\n".join(f"| part {k} | rest |" for k in range(n)),
        "red flags": lambda n: "\n\n".join(f"Call your doctor if you have chest pain on day {k}." for k in range(n)),
        "suppressions": lambda n: "\n\n".join(f"<!-- qa: disable-next-line T01 -- part {k} -->\nThe docter nr{k}." for k in range(n)),
        "blocks disabled": lambda n: "\n\n".join(f"<!-- qa: disable T01 -- {k} -->\n\nThe docter nr{k}." for k in range(n)),
    }  # fmt: skip
    return HEAD + bodies[name](count) + "\n"


SIZES = {
    "file length": 200, "one paragraph": 400, "one line without blanks": 4000, "findings": 25, "links": 200, "headings": 150,
    "list items": 600, "nesting of lists": 40, "nesting of quotes": 200, "nesting of emphasis": 2000, "open brackets": 4000,
    "table rows": 400, "red flags": 100, "suppressions": 150, "blocks disabled": 100,
}  # fmt: skip


def html_of(name: str, count: int) -> str:
    """A page in which one thing occurs so often."""
    inner = {
        "HTML length": "".join(f"<p>{SENTENCES[k % 4]} This is part {k}.</p>" for k in range(count)),
        "HTML nesting": "<div>" * count + "<p>Rest at home.</p>" + "</div>" * count,
        "HTML unclosed": "<b><p>rest " * count,
        "HTML attributes": "<p " + " ".join(f"a{k}=b" for k in range(count)) + ">Rest</p>",
        "HTML broken tags": "<a href='" * count,
    }[name]
    return f"<html><head><title>Care</title></head><body><main><h1>Care</h1>{inner}</main></body></html>"


HTML_SIZES = {
    "HTML length": 300, "HTML nesting": 1000, "HTML unclosed": 800, "HTML attributes": 4000, "HTML broken tags": 3000
}  # fmt: skip


def captured_of(_name: str, count: int) -> str:
    """A captured page of so many lines."""
    return "Home > Care\n\nCare\n5-minute read\n\n" + "\n".join(f"{SENTENCES[k % 4]} Part {k}." for k in range(count))


def spent(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time of a few runs, in seconds."""
    samples = []
    for _ in range(times):
        start = time.process_time()
        work()
        samples.append(time.process_time() - start)
    return min(samples)


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope through the logarithms of size and time."""
    logs = [(math.log(size), math.log(max(seconds, 1e-6))) for size, seconds in points]
    mean_x, mean_y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def one_document(name: str, count: int) -> Callable[[], object]:
    """Checks one text of the dimension."""
    if name in SIZES:
        source = Source("care.md", text_of(name, count))
    elif name in HTML_SIZES:
        source = Source("care.html", html_of(name, count))
    else:
        source = Source("care.txt", captured_of(name, count))
    return lambda: SESSION.check_source(source, on_disk=False)


def many_documents(_name: str, count: int) -> Callable[[], object]:
    """Checks so many files, corpus rules included."""
    folder = Path(tempfile.mkdtemp(prefix="qa-growth-"))
    for number in range(count):
        body = "\n\n".join(f"{SENTENCES[(number + k) % 4]} Part {number * 31 + k} of {number}." for k in range(6))
        (folder / f"page-{number}.md").write_text(
            HEAD.replace("Care at home", f"Care number {number}") + body, encoding="utf-8"
        )
    paths = sorted(str(path) for path in folder.iterdir())
    options = Options(TODAY, use_cache=False, whole=True)
    policy = Session(options).policy(folder)
    return lambda: run(paths, options, policy, 1)


def many_rules(_name: str, count: int) -> Callable[[], object]:
    """Checks one text under so many rules of a publisher's own."""
    folder = Path(tempfile.mkdtemp(prefix="qa-growth-"))
    (folder / "house").mkdir()
    for number in range(count):
        (folder / "house" / f"no-word-{number}.yaml").write_text(
            f"id: H-{number}\nname: no-word-{number}\ncheck: existence\nseverity: warning\n"
            f'message: "Avoid “{{match}}”."\nrationale: The house style asks for plain words, whoever the reader is, everywhere.\n'
            f"sources: [{{title: House style, verified: proposal}}]\noptions: {{phrases: [leverage{number}]}}\n"
            f"examples:\n  valid: [Plain., Words.]\n  invalid: [We leverage{number}., Leverage{number} it.]\n",
            encoding="utf-8",
        )
    (folder / "qa.yaml").write_text("packs: [house]\n", encoding="utf-8")
    source = Source(str(folder / "care.md"), HEAD + paragraphs(40))
    names = tuple(f"H-{number}" for number in range(count))
    session = Session(Options(TODAY, Choice(None, names)))
    session.check_source(source)
    return lambda: session.check_source(source)


SESSION = Session(Options(TODAY))
DIMENSIONS: dict[str, tuple[int, Callable[[str, int], Callable[[], object]]]] = {
    **{name: (size, one_document) for name, size in {**SIZES, **HTML_SIZES, "captured lines": 300}.items()},
    "documents": (40, many_documents),
    "rules": (50, many_rules),
}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--most", type=float, default=1.15)
    options = parser.parse_args()
    SESSION.check_source(Source("warm-up.md", text_of("file length", 20)), on_disk=False)
    above = []
    print(f"{'dimension':<26}{'from':>8}{'to':>8}{'seconds':>10}{'':>10}{'exponent':>10}")
    for name in options.names or DIMENSIONS:
        size, build = DIMENSIONS[name]
        points = [(count, spent(build(name, count))) for count in (size, 2 * size, 4 * size, 8 * size)]
        slope = exponent(points[1:])
        above += [name] if slope > options.most else []
        print(
            f"{name:<26}{size:>8,}{8 * size:>8,}{points[0][1]:>10.3f}{points[-1][1]:>10.3f}{slope:>10.2f}", flush=True
        )
    if above:
        print(f"above {options.most}: {', '.join(above)}")
    return int(bool(above))


if __name__ == "__main__":
    sys.exit(main())
