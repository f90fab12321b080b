"""How fast the audit's report is in a real Chromium with 50,000 findings: opening, every filter, search, order, paging, a page.

Run: python benchmarks/report.py [findings, default 50000] [folder to keep the report in]. The findings are those of the sample
publisher, its pages repeated under other paths. Times are milliseconds from the input to the list drawn anew; a filter waits 120 ms
for the next key, which counts.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

from qa.audit import html
from qa.audit.history import History
from qa.audit.record import record_of
from qa.audit.run import Order, _compared
from qa.audit.workspace import Workspace
from qa.record import replace
from qa.session import Options, Session

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 22)
ASK = """
const [form, field, value, done] = arguments, counter = document.getElementById(form.split("-")[0] + "-count");
const input = document.getElementById(form).elements[field], started = performance.now();
const table = document.getElementById(form.split("-")[0] + "-table").querySelector("tbody");
new MutationObserver((_, self) => { self.disconnect(); requestAnimationFrame(() => setTimeout(() => done([performance.now() - started, counter.textContent]))); })
  .observe(table, {childList: true});
input.value = value;
input.dispatchEvent(new Event("input", {bubbles: true}));
"""
CLICK = """
const [place, hash, done] = arguments, started = performance.now();
if (hash) { location.hash = hash; addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(() => done([performance.now() - started, document.title]))), {once: true}); }
else { document.querySelector(place).click(); requestAnimationFrame(() => setTimeout(() => done([performance.now() - started, document.getElementById("finding-count").textContent]))); }
"""


def build(findings: int, folder: Path) -> Path:
    """Write a report of so many findings; gives its path."""
    session = Session(Options(TODAY, facts=False))
    articles = sorted((ROOT / "content" / "articles").glob("*.md"))
    documents = [session.read(str(path)) for path in articles]
    pages = [(record_of(document, session), session.examine_document(document).result) for document in documents]
    history = History(folder / "history.sqlite")
    space = Workspace(history.base, history.key_of)
    history.base.execute("BEGIN")
    done = 0
    for copy in count():
        for page, result in pages:
            path = f"site/{copy:04d}/{Path(page.path).name}"
            room = findings - done
            kept = replace(
                result, facts=replace(result.facts, path=path, title=f"{result.facts.title} {copy}"),
                findings=result.findings[:room], places=result.places[:room],
            )  # fmt: skip
            space.record(replace(page, path=path))
            space.complete(kept)
            done += len(kept.findings)
        if done >= findings:
            break
    history.base.execute("COMMIT")
    space.finish()
    order = Order(
        ["site"], [], folder, folder / "history.sqlite", Options(TODAY), 1, lambda _targets: {}, ROOT / "content"
    )
    texts = {path.name: document.source for path, document in zip(articles, documents, strict=True)}
    with history.transaction():
        audit = replace(
            _compared(order, history, session.policy(ROOT / "content")), source=lambda path: texts[Path(path).name]
        )
        with (folder / "report.html").open("w", encoding="utf-8") as file:
            file.writelines(html.pieces(audit))
    return folder / "report.html"


# What is done on the page: a name for it, the form, its field, the value.
STEPS = (
    ("severity", "finding-filters", "severity", "warning"),
    ("rule", "finding-filters", "rule", "T01"),
    ("rule cleared", "finding-filters", "rule", ""),
    ("severity cleared", "finding-filters", "severity", ""),
    ("first search", "finding-filters", "q", "metastic"),
    ("search", "finding-filters", "q", "sentence words"),
    ("search for what isn't there", "finding-filters", "q", "zzzz"),
    ("search cleared", "finding-filters", "q", ""),
    ("owner", "finding-filters", "owner", "Cancer team"),
    ("owner cleared", "finding-filters", "owner", ""),
    ("order by page", "finding-filters", "order", "page"),
    ("order by age", "finding-filters", "order", "age"),
    ("all statuses", "finding-filters", "status", "all"),
    ("pages: search", "page-filters", "q", "asthma"),
    ("pages: overdue", "page-filters", "due", "overdue"),
)


def measure(report: Path) -> None:
    """Open the report and use it; prints a line a step."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.binary_location = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    )
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_window_size(1280, 900)
    driver.set_script_timeout(120)
    try:
        started = time.perf_counter()
        driver.get(report.as_uri())
        timing = driver.execute_script(
            "const [n] = performance.getEntriesByType('navigation'); return [n.domInteractive, n.loadEventEnd]"
        )
        print(
            f"open: {(time.perf_counter() - started) * 1000:.0f} ms until it can be used (parsed {timing[0]:.0f}, loaded {timing[1]:.0f})"
        )
        for name, form, field, value in STEPS:
            told(name, driver.execute_async_script(ASK, form, field, value))
        told("next 50", driver.execute_async_script(CLICK, "#finding-pager button:last-child", ""))
        told("a page with its findings in place", driver.execute_async_script(CLICK, "", "#/page/6"))
        memory = driver.execute_cdp_cmd("Runtime.getHeapUsage", {})
        print(f"heap: {memory['usedSize'] / 2**20:.0f} MiB")
    finally:
        driver.quit()


def told(name: str, result: Any) -> None:
    """One step's line."""
    print(f"{name}: {result[0]:.0f} ms ({result[1]})", flush=True)


def main() -> None:
    """Build, measure, print."""
    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        report = build(findings, folder)
        print(f"{findings:,} findings: report.html {report.stat().st_size / 1e6:.1f} MB", flush=True)
        measure(report)


if __name__ == "__main__":
    main()
