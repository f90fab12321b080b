"""Runs over more files than are kept in memory: their results and facts are read again, and the report is the same."""

from __future__ import annotations

import datetime as dt
import gc
import os
from pathlib import Path

import pytest

from qa.cache.database import Base
from qa.cache.window import Window
from qa.files import discover
from qa.policy import Choice
from qa.reporters.choose import MODULES, rendered
from qa.reporters.later import Later
from qa.results import FileResult
from qa.runner import run
from qa.session import Options, Session

WRONG = "# Sleep, {n}\n\nTeh nurse will help.\n\nRing the Kidney Answers Line on 1800 000 271.\n"
RIGHT = "# Rest, {n}\n\nTeh nurse will help. Teh docter will not.\n\nRing the Kidney Answers Line on 1800 000 217.\n"
SETTINGS = "suppressions:\n  - {rule: T01, paths: ['a0*'], reason: spelling is under review}\n"

pytestmark = pytest.mark.usefixtures("own_cache", "in_small_chunks")


@pytest.fixture
def folder(site, monkeypatch):
    folder = site(qa_yaml=SETTINGS)
    for number in range(9):
        text = (WRONG if number % 4 == 3 else RIGHT).format(n=number)
        (folder / f"{'ab'[number % 2]}{number}.md").write_text(text, encoding="utf-8")
    (folder / "c.md").write_bytes(b"\xff\xfe not text")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def long(monkeypatch):
    """Call it, and every run is a long one."""

    def make() -> None:
        for name, value in {
            "qa.cache.results.FEW": 2, "qa.shelf.FEW": 2, "qa.cache.stored.KEPT": 1, "qa.corpus.read_pages.KEPT": 2, "qa.corpus.read_pages.LAST": 1, "qa.cache.outline.TOGETHER": 2,
            "qa.cache.window.LEAST": 1, "qa.cache.window.MOST": 2, "qa.runner.KEEP_AFTER": 3, "qa.reporters.later._IN_MEMORY": 100,
        }.items():  # fmt: skip
            monkeypatch.setattr(name, value)

    return make


def check(jobs: int = 1, **options) -> dict[str, str]:
    asked = Options(dt.date(2026, 11, 22), Choice(), whole=True, roots=(os.fspath(Path.cwd()),), **options)
    session = Session(asked)
    report = run(list(discover(["."], session.settings)), asked, session.policy(Path()), jobs)
    return {form: rendered(report, form, **({"statistics": True} if form == "text" else {})) for form in MODULES}


@pytest.mark.usefixtures("folder")
def test_a_long_run_gives_the_same_bytes_in_every_format(long):
    wanted = check(use_cache=False)
    assert all(mark in wanted["json"] for mark in ("X01", '"suppressed"', "U01"))
    long()
    for jobs in (1, 2):
        assert check(jobs, use_cache=False) == wanted
    for _ in ("the first", "a remembered one", "again"):
        assert check(2) == wanted
    os.utime("b3.md")
    assert check() == wanted


@pytest.mark.usefixtures("folder")
def test_a_change_in_one_file_of_a_long_run_shows_in_the_others(long):
    long()
    before = check()
    for number in (1, 5):
        text = Path(f"b{number}.md").read_text(encoding="utf-8")
        Path(f"b{number}.md").write_text(text.replace("217", "271"), encoding="utf-8")
    after = check()
    assert after != before
    assert after == check(use_cache=False)


def test_a_long_run_knows_its_baseline(folder, long):
    (folder / "qa.yaml").write_text(f"{SETTINGS}baseline: known.json\n", encoding="utf-8")
    from qa.triage.baseline import Baseline

    asked = Options(dt.date(2026, 11, 22), use_baseline=False)
    session = Session(asked)
    known = Baseline(folder).entries_of([session.examine(name).result for name in ("a0.md", "b1.md", "b3.md")])
    part = [entry for entry in known if entry.path != "b1.md" or entry.excerpt == "Teh"]
    (folder / "known.json").write_text(Baseline(folder, part).text(), encoding="utf-8")
    wanted = check(use_cache=False)
    assert '"baselined"' in wanted["json"]
    long()
    for _ in range(3):
        assert check() == wanted
    assert check(use_cache=False) == wanted


def test_a_cache_that_cannot_be_written_costs_a_long_run_nothing_but_memory(folder, long, monkeypatch):
    wanted = check(use_cache=False)
    long()
    (folder / "none").write_text("a file", encoding="utf-8")
    monkeypatch.setattr(Base, "open", _refused)
    assert check() == wanted


def _refused(_: Base) -> None:
    raise OSError


@pytest.mark.usefixtures("folder")
def test_a_long_run_keeps_few_results_in_memory(long):
    long()
    asked = Options(dt.date(2026, 11, 22), Choice(), whole=True)
    session = Session(asked)
    paths = list(discover(["."], session.settings))
    report = run(paths, asked, session.policy(Path()), 1)
    assert sum(len(file.findings) for file in report.files) > 10
    gc.collect()
    whole = [item for item in gc.get_objects() if type(item) is FileResult and item.facts.path in paths]
    # The one that was read last, and that of the file that can't be stored.
    assert len(whole) <= 2


def test_a_window_finds_what_is_there_in_any_order(tmp_path):
    base = Base(tmp_path)
    rows = [("k", f"{number:03}", str(number)) for number in range(0, 900, 3)]
    base.write(
        ("insert into facts values (?, ?, ?)", rows), ("insert into facts values (?, ?, ?)", [("l", "001", "no")])
    )
    window = Window(base, "facts", "facts", "k")
    for numbers in (range(900), range(899, -1, -7), (5, 600, 3, 897, 898, 0)):
        assert [window.get(f"{number:03}") for number in numbers] == [
            None if number % 3 else (str(number),) for number in numbers
        ]
    assert Window(Base(tmp_path / "none"), "facts", "facts", "k").get("a") is None


@pytest.mark.parametrize("kept", [0, 5, 1000])
def test_text_that_is_put_aside_comes_back_whole(monkeypatch, kept):
    monkeypatch.setattr("qa.reporters.later._IN_MEMORY", kept)
    pieces = ["one\r\n", "", "two “\ud800”\n", "𝔘nd" * 9]
    later = Later()
    for piece in pieces:
        later.put(piece)
    assert "".join(later.parts()) == "".join(pieces)
