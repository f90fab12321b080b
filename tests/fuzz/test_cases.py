"""Inputs that once broke something, and the fuzzer's seeds, through every target."""

from __future__ import annotations

from pathlib import Path

import pytest
from targets import TARGETS

HERE = Path(__file__).parent
FILES = sorted(path for folder in ("cases", "seeds") for path in (HERE / folder).iterdir() if path.name != "README.md")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_taken_or_refused(path):
    data = path.read_bytes()
    for target in TARGETS.values():
        target(data)
