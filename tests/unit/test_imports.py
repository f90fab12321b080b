"""The import budget of a clean one-file run, and what a second run over it may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ARTICLE = Path(__file__).parent.parent.parent / "content" / "articles" / "asthma.md"
ROOT = ARTICLE.parent.parent.parent

# Heavy, or of another job: none of these may load for one clean article once the rules are compiled.
HEAVY = {
    "pydantic", "pydantic_core", "textstat", "nltk", "rapidfuzz", "aiohttp", "asyncio", "jinja2", "xlsxwriter", "icalendar",
    "multiprocessing", "concurrent", "subprocess", "difflib", "importlib.metadata", "email", "http", "unittest", "xml",
    "ruamel", "numpy", "ssl", "click", "inspect", "hashlib", "_hashlib", "tempfile", "shutil", "calendar", "platform",
}  # fmt: skip
# What may load beside this package and the standard library.
ALLOWED = {"cython_runtime", "pyromark", "marisa_trie", "ahocorasick", "re2", "_re2"}


def modules(*arguments: str, cache: Path, environment: dict[str, str]) -> set[str]:
    code = (
        "import sys; sys.argv = ['qa', *sys.argv[1:]]\n"
        "from qa.cli.main import run\n"
        "try: run()\n"
        "except SystemExit as done: assert not done.code, done.code\n"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
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


def test_one_clean_file_loads_nothing_heavy(tmp_path, unmeasured):
    arguments = ("check", "--today", "2026-11-22", str(ARTICLE))
    modules(*arguments, cache=tmp_path, environment=unmeasured)
    for results in tmp_path.glob("results-*"):
        results.unlink()
    loaded = modules(*arguments, cache=tmp_path, environment=unmeasured)
    assert {name for name in loaded if name in HEAVY or name.split(".")[0] in HEAVY} == set()
    foreign = {name.split(".")[0] for name in loaded} - set(sys.stdlib_module_names) - ALLOWED
    assert {name for name in foreign if not name.startswith(("_", "qa", "sitecustomize", "distutils"))} == set()


def test_an_unchanged_file_loads_no_checks(tmp_path, unmeasured):
    arguments = ("check", "--today", "2026-11-22", str(ARTICLE))
    modules(*arguments, cache=tmp_path, environment=unmeasured)
    loaded = modules(*arguments, cache=tmp_path, environment=unmeasured)
    assert "pyromark" not in loaded
    assert not {name for name in loaded if name.startswith("qa.checks.") and name.count(".") == 2} - {
        "qa.checks.registry", "qa.checks.context", "qa.checks.support",
    }  # fmt: skip
