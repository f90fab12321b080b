"""What is kept together of the modules that a run loads is what importing them gives, and no longer so when it isn't."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa.startup.nearby import KNOWN
from qa.startup.together import FIRST, PAGE, Together

ROOT = Path(__file__).parent.parent.parent
ARTICLE = "Metastic breast cancer is rare. Click here.\n"


class Copy:
    """A copy of the package, and how it is run; it may be written and changed."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        installed = Path(sys.modules["qa"].__file__).parent
        shutil.copytree(installed, folder / "qa", ignore=shutil.ignore_patterns("__pycache__"))
        if not (folder / "qa" / "_rules").exists():
            (folder / "rules").symlink_to(ROOT / "rules")
        (folder / "a.md").write_text(ARTICLE)
        kept = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment = {**kept, "PYTHONPATH": str(folder), "QA_CACHE_DIR": str(folder / "cache")}

    def run(self, *arguments: str, **more: str) -> str:
        call = [sys.executable, "-m", "qa", "check", "--no-cache", "--today", "2026-11-22", *arguments, "a.md"]
        done = subprocess.run(
            call, cwd=self.folder, capture_output=True, text=True, check=False, env={**self.environment, **more}
        )
        assert not done.stderr
        return done.stdout

    def sizes(self) -> dict[str, int]:
        return {name: (self.folder / "qa" / "__pycache__" / name).stat().st_size for name in self.files()}

    def files(self) -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (self.folder / "qa" / "__pycache__").glob("together-*")}


@pytest.fixture(scope="module")
def copy(tmp_path_factory, unmeasured) -> Copy:
    made = Copy(tmp_path_factory.mktemp("copy"), unmeasured)
    made.run()  # compiles the rules
    return made


def test_runs_keep_what_they_load_and_see_what_changes(copy):
    copy.run(PYTHONDONTWRITEBYTECODE="1")
    assert not copy.files()
    told = copy.run()
    made = copy.files()
    assert len(made) == 2
    assert "Metastatic" in told
    assert copy.run() == told
    assert copy.files() == made
    source = copy.folder / "qa" / "reporters" / "text.py"
    source.write_text(source.read_text().replace("checked", "looked at"))
    assert "1 file looked at" in copy.run()


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="nothing is divided"
)
def test_a_run_that_knows_only_its_half_leaves_the_file_to_the_next(copy):
    copy.run()
    whole = copy.sizes()
    for source in sorted((copy.folder / "qa" / "checks").glob("*.py")):
        os.utime(source, (1_700_000_000, 1_700_000_000))
    copy.run()  # compiles the rules, and keeps nothing
    copy.run()
    assert len(copy.files()) == 1
    copy.run()
    assert copy.sizes() == pytest.approx(whole, rel=0.01)


def test_a_run_of_few_rules_keeps_nothing(copy):
    for path in (copy.folder / "qa" / "__pycache__").glob("together-*"):
        path.unlink()
    copy.run("--select", "T01,E01")
    assert not copy.files()


@pytest.fixture
def known(monkeypatch) -> dict[str, object]:
    fresh: dict[str, object] = {}
    monkeypatch.setattr("qa.startup.together.KNOWN", fresh)
    return fresh


@pytest.fixture
def kept(tmp_path) -> Together:
    (tmp_path / "__pycache__").mkdir()
    code = compile("ANSWER = 42", "sample.py", "exec")
    together = Together(str(tmp_path))
    together._write(PAGE, [type("Done", (), {"name": "qa.sample", "kept": ((1, 2), code, ["qa.other"])})])
    return together


def test_what_was_kept_is_known_again(kept, known):
    kept.for_a_page(49)
    assert not known
    kept.for_a_page(50)
    (stamp, code, brought) = known["qa.sample"]
    assert (stamp, code.co_filename, brought) == ((1, 2), "sample.py", ["qa.other"])


@pytest.mark.parametrize("cut", [0, 3, 11, 12, 30, -1])
def test_a_damaged_file_is_not_read(kept, known, cut):
    path = Path(kept.file(PAGE))
    path.write_bytes(path.read_bytes()[:cut])
    kept.for_a_page(50)
    assert not known


def test_a_file_of_another_interpreter_is_not_read(kept, known):
    path = Path(kept.file(PAGE))
    path.write_bytes(bytes(4) + path.read_bytes()[4:])
    kept.for_a_page(50)
    assert not known


def test_a_missing_file_or_folder_is_no_fault(tmp_path, known):
    together = Together(str(tmp_path / "none"))
    together.begin()
    together._write(FIRST, [])
    assert not known
    assert not KNOWN
