"""The VS Code extension: its own tests under node, and its settings against what the server takes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from qa.lsp.actions import ASK_REASON, SUPPRESS
from qa.lsp.settings import CLIENTS_OWN, Settings, updated

FOLDER = Path(__file__).parent.parent.parent / "editors" / "vscode"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the extension is not part of this tree")


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_it_parses_and_passes_its_tests():
    for arguments in (("--check", "extension.js"), ("--test", "test/")):
        done = subprocess.run(["node", *arguments], cwd=FOLDER, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_server_takes_every_setting_at_its_default():
    manifest = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    offered = {
        name.removeprefix("qa.").partition(".")[0]: item["default"]
        for name, item in manifest["contributes"]["configuration"]["properties"].items()
    }
    settings, problems = updated(Settings(), offered)
    assert problems == []
    assert settings == Settings()
    assert offered.keys() - CLIENTS_OWN == {"profile", "select", "ignore", "debounce"}


def test_the_commands_are_the_servers():
    text = (FOLDER / "extension.js").read_text(encoding="utf-8")
    assert f'"{SUPPRESS}"' in text
    assert f'"{ASK_REASON}"' in text
