"""The same input gives the same bytes: in one process, two or eight, and from a warm cache."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from qa.files import discover
from qa.policy import Choice
from qa.reporters.choose import rendered
from qa.runner import run
from qa.session import Options, Session

ROOT = Path(__file__).parents[2]
FORMS = ("json", "sarif", "text")

pytestmark = pytest.mark.usefixtures("own_cache", "in_small_chunks")


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """Check the samples, and a near-copy of one for the rules that compare pages; gives each format's bytes."""
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    copied = (content / "articles" / "asthma.md").read_text(encoding="utf-8").replace("peak flow", "peak-flow")
    (content / "articles" / "asthma-again.md").write_text(copied, encoding="utf-8")
    suppression = "suppressions:\n  - {rule: T01, paths: ['**'], reason: spelling is under review}\n"
    with (content / "qa.yaml").open("a", encoding="utf-8") as file:
        file.write(suppression)
    monkeypatch.chdir(content)

    def made(jobs: int, *, use_cache: bool = False, today: dt.date = dt.date(2026, 11, 22)) -> dict[str, bytes]:
        options = Options(today, Choice(), whole=True, roots=(os.fspath(content),), use_cache=use_cache)
        session = Session(options)
        files = list(discover(["articles"], session.settings))
        report = run(files, options, session.policy(Path()), jobs)
        return {form: rendered(report, form).encode() for form in FORMS}

    return made


def test_any_number_of_processes_and_a_warm_cache_give_the_same_bytes(reports):
    first = reports(1)
    assert all(b"near-duplicate" in text or b"X03" in text for text in first.values())
    for jobs in (2, 8):
        assert reports(jobs) == first
    for _ in ("filled", "each file from the cache or the whole run", "again"):
        assert reports(2, use_cache=True) == first


def test_a_touched_file_and_one_process_read_the_cache_file_by_file(reports):
    first = reports(1, use_cache=True)
    os.utime(Path("articles") / "asthma.md")
    assert reports(1, use_cache=True) == first
    assert reports(8, use_cache=True) == first
