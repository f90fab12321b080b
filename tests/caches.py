"""What the tests' workers share of what a run remembers."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def copy_cache(source: Path, target: Path, *left_out: str) -> None:
    """Copy what is remembered but files of those names; one that another worker removes or replaces meanwhile is made anew where it is missed."""

    def copy(one: str, other: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            shutil.copy2(one, other)

    shutil.copytree(
        source, target, ignore=shutil.ignore_patterns(*left_out, "*.tmp"), copy_function=copy, dirs_exist_ok=True
    )
