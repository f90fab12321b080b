from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from caches import copy_cache
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-22"

# Started in the background, a shell leaves Ctrl-C ignored, and every process that a test starts would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is no failure: no property is timed.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@dataclass(frozen=True)
class Ran:
    """A finished run of the command."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the tests' cache apart from the person's; the workers share it, as a person's runs do that go on at once."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "cache"
    folder.mkdir(exist_ok=True)
    os.environ["QA_CACHE_DIR"] = str(folder)
    return folder


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache_folder: Path) -> Path:
    """A cache of the test's own with what is remembered of the rules, and no results."""
    own = tmp_path / "cache"
    copy_cache(cache_folder, own, "results-*")
    monkeypatch.setenv("QA_CACHE_DIR", str(own))
    return own


@pytest.fixture
def in_small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few its files, a run is spread over processes in chunks of one or two, and remembered whole."""
    monkeypatch.setattr("qa.runner.PARALLEL_FROM", 1)
    monkeypatch.setattr("qa.runner.CHUNK", 2)
    monkeypatch.setattr("qa.runner.REMEMBERED_FROM", 1)


@pytest.fixture(scope="session")
def unmeasured() -> dict[str, str]:
    """An environment in which coverage counts nothing: for what a process may load, and for disks without room."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


@pytest.fixture
def qa() -> Callable[..., Ran]:
    """Run the installed command as a user would."""

    def run(*arguments: str, cwd: Path | None = None, stdin: str | bytes = "", **environment: str) -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "qa", *arguments],
            cwd=cwd or ROOT,
            input=data,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", ""), **environment},
            timeout=120,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def serving(cache_folder: Path) -> Iterator[Callable[..., str]]:
    """Start `qa serve` with arguments, in this project's sample folder unless `cwd` says otherwise; gives the page's address."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str, cwd: Path | None = None) -> str:
        command = [sys.executable, "-m", "qa", "serve", "--no-browser", "--port", "0", "--today", TODAY, *arguments]
        environment = {**os.environ, "QA_CACHE_DIR": str(cache_folder)}
        process = subprocess.Popen(
            command,
            cwd=cwd or ROOT / "content",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        running.append(process)
        assert process.stdout is not None
        return process.stdout.readline().split()[-1]

    yield start
    for process in running:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Write files of a small publisher into a folder and give the folder."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_yaml", ".yaml").replace("_md", ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write
