"""Real editors, started without a screen with the configuration that docs/editors.md gives: they show a slip and take the fix."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DOCS = HERE.parent.parent / "docs" / "editors.md"
# The quotation marks stand before the slip on its line, so that columns in bytes would be seen to be wrong.
PAGE = "---\ntitle: Metastatic breast cancer\n---\n\n# Metastatic breast cancer\n\nThe “signs” of metastic breast cancer.\n"


def documented(heading: str, language: str) -> str:
    """The first code block of a language under a heading of the page on editors."""
    section = DOCS.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found, heading
    return found[1]


@pytest.fixture
def driven(tmp_path):
    """Run an editor on the page; gives what its script saw."""

    def run(command: list[str], configuration: str) -> dict[str, list[str]]:
        site = tmp_path / "site"
        (site / ".git").mkdir(parents=True)
        (site / "page.md").write_text(PAGE, encoding="utf-8")
        (tmp_path / "configuration").write_text(configuration, encoding="utf-8")
        (tmp_path / "qa").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qa "$@"\n', encoding="utf-8")
        (tmp_path / "qa").chmod(0o755)
        seen = tmp_path / "seen.json"
        environment = {
            **os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path), "QA_ROOT": str(site),
            "QA_PAGE": str(site / "page.md"), "QA_CONFIG": str(tmp_path / "configuration"), "QA_SEEN": str(seen),
            "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        done = subprocess.run(
            command, env=environment, cwd=site, capture_output=True, text=True, timeout=240, check=False
        )
        assert seen.exists(), done.stdout + done.stderr
        found: dict[str, list[str]] = json.loads(seen.read_text(encoding="utf-8"))
        return found

    return run


def shows_and_mends(seen: dict[str, list[str]]) -> None:
    assert any("“metastic” is misspelt" in message for message in seen["before"]), seen
    assert "Write “metastatic” (T01)" in seen["titles"]
    assert "The “signs” of metastatic breast cancer." in seen["lines"]
    assert seen["after"]
    assert not any("metastic" in message for message in seen["after"])


@pytest.mark.skipif(shutil.which("nvim") is None, reason="needs Neovim")
def test_neovim(driven):
    command = ["nvim", "--headless", "-u", "NONE", "-c", f"luafile {HERE / 'neovim.lua'}"]
    shows_and_mends(driven(command, documented("Neovim", "lua")))


def has_eglot() -> bool:
    asked = ["emacs", "--batch", "--eval", "(progn (package-initialize) (require 'eglot) (require 'markdown-mode))"]
    return shutil.which("emacs") is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_eglot(), reason="needs Emacs with Eglot and markdown-mode")
def test_emacs(driven):
    shows_and_mends(driven(["emacs", "--batch", "-l", str(HERE / "emacs.el")], documented("Emacs", "elisp")))
