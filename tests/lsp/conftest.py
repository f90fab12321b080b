from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lsp_editor import ABLE, Editor

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2026-11-22"


@pytest.fixture
def start():
    """Start editors; each has its own server."""
    editors: list[Editor] = []

    def make(*folders: Path, **given) -> Editor:
        given["options"] = {"today": TODAY, "debounce": 20, **(given.get("options") or {})}
        editors.append(Editor(*folders, **given))
        return editors[-1]

    yield make
    for editor in editors:
        editor.kill()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One able editor for all tests of a module, in a folder without configuration of its own."""
    folder = tmp_path_factory.mktemp("site")
    (folder / ".git").mkdir()
    editor = Editor(
        folder,
        capabilities=ABLE,
        options={"today": TODAY, "debounce": 20, "select": ["T01", "E01", "G03", "G12", "T09"]},
    )
    editor.folder = folder
    yield editor
    editor.kill()
