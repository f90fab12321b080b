"""The accuracy that the README quotes is the one that its script measures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_readme_quotes_what_the_script_prints() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/accuracy.py")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), "a set whose first figures its README doesn't tell"
    quoted = (ROOT / "README.md").read_text("utf-8").split("```text\n")[-1].split("```")[0]
    assert quoted == done.stdout, "run: python benchmarks/accuracy.py --readme"
