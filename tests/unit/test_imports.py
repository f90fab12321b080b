"""The import budget of a clean one-file run, and what a second run over it may load."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = Path(__file__).parent.parent.parent / "content" / "articles" / "asthma.md"
ROOT = ARTICLE.parent.parent.parent

# In one process, so that all it loads is seen.
CALL = ("check", "--jobs", "1", "--today", "2026-11-22", str(ARTICLE))

# Heavy, or of another job: none of these may load for one clean article once the rules are compiled.
HEAVY = {
    "pydantic", "pydantic_core", "textstat", "nltk", "rapidfuzz", "aiohttp", "asyncio", "jinja2", "xlsxwriter", "icalendar",
    "multiprocessing", "concurrent", "subprocess", "difflib", "importlib.metadata", "email", "http", "unittest", "xml",
    "ruamel", "numpy", "ssl", "click", "inspect", "hashlib", "_hashlib", "tempfile", "shutil", "calendar", "platform", "pathlib", "urllib", "ipaddress",
}  # fmt: skip
# What may load beside this package and the standard library.
ALLOWED = {"cython_runtime", "pyromark", "marisa_trie", "ahocorasick", "re2", "_re2"}


def modules(*arguments: str, cache: Path, environment: dict[str, str]) -> set[str]:
    code = (
        "import atexit, sys; sys.argv = ['qa', *sys.argv[1:]]\n"
        "atexit.register(lambda: print('\\n'.join(sorted(sys.modules)), file=sys.stderr))\n"
        "from qa.cli.main import run\n"
        "run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**environment, "QA_CACHE_DIR": str(cache)},
    )
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def kept(tmp_path_factory, unmeasured) -> Path:
    """The cache that a first run left."""
    folder = tmp_path_factory.mktemp("kept")
    modules(*CALL, cache=folder, environment={**unmeasured, "PYTHONHASHSEED": "1"})
    return folder


@pytest.fixture
def cache(kept, tmp_path) -> Path:
    return shutil.copytree(kept, tmp_path / "cache")


def test_one_clean_file_loads_nothing_heavy(cache, unmeasured):
    for results in cache.glob("results-*"):
        results.unlink()
    loaded = modules(*CALL, cache=cache, environment=unmeasured)
    assert {name for name in loaded if name in HEAVY or name.split(".")[0] in HEAVY} == set()
    foreign = {name.split(".")[0] for name in loaded} - set(sys.stdlib_module_names) - ALLOWED
    assert {name for name in foreign if not name.startswith(("_", "qa", "sitecustomize", "distutils"))} == set()


def test_an_unchanged_file_loads_no_checks(cache, unmeasured):
    loaded = modules(*CALL, cache=cache, environment=unmeasured)
    assert "pyromark" not in loaded
    assert not {name for name in loaded if name.startswith("qa.checks.") and name.count(".") == 2} - {
        "qa.checks.registry", "qa.checks.context", "qa.checks.support",
    }  # fmt: skip


def test_a_second_process_finds_all_that_the_first_remembered(cache, unmeasured):
    before = {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}
    # A pattern written from a set in its own order would be another one in each process, and the table written each time.
    loaded = modules(*CALL, "--no-cache", cache=cache, environment={**unmeasured, "PYTHONHASHSEED": "2"})
    assert {path.name: path.stat().st_mtime_ns for path in cache.iterdir()} == before
    assert "qa.system.replacing" not in loaded
