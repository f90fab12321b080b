"""The compiled lexicon is what its committed lists say, and small and quick enough to load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RULES = Path(__file__).resolve().parents[2] / "rules/lexicon"
MOST_BYTES = 6_000_000


def test_the_compiled_form_is_fresh(tmp_path: Path, unmeasured: dict[str, str]) -> None:
    code = f"import sys; sys.path.insert(0, {str(RULES)!r}); import compiled, forms; from pathlib import Path; compiled.write(Path({str(RULES)!r}), Path({str(tmp_path)!r})); forms.write(Path({str(RULES / 'words/forms.txt')!r}), Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True, env=unmeasured)
    assert {made.name for made in tmp_path.iterdir()} == {path.name for path in (RULES / "compiled").iterdir()}
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (RULES / "compiled" / made.name).read_bytes(), (
            f"{made.name}: run rules/lexicon/build.py, or forms.py"
        )


def test_the_compiled_form_is_small() -> None:
    assert sum(path.stat().st_size for path in (RULES / "compiled").iterdir()) < MOST_BYTES


@pytest.mark.parametrize("module", ["rapidfuzz", "qa.language.suggest"])
def test_a_clean_page_loads_no_suggestion_machinery(module: str) -> None:
    code = f"import sys; from qa.language.lexicon import Lexicon; Lexicon.open().knows('asthma'); sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_source_is_named_with_its_licence() -> None:
    sources = (RULES / "sources.yaml").read_text("utf-8")
    for path in (RULES / "words").glob("*.txt"):
        assert f"words/{path.name}" in sources
    assert sources.count("licence:") >= sources.count("- list:")
