from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lsprotocol import types as lsp

sys.path.insert(0, str(Path(__file__).parent))

from editor import Editor

TODAY = "2026-11-22"

ABLE = lsp.ClientCapabilities(
    text_document=lsp.TextDocumentClientCapabilities(
        hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
        code_action=lsp.CodeActionClientCapabilities(
            data_support=True, resolve_support=lsp.ClientCodeActionResolveOptions(properties=["edit"])
        ),
    ),
    workspace=lsp.WorkspaceClientCapabilities(
        apply_edit=True,
        workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
)


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
    editor = Editor(folder, capabilities=ABLE, options={"today": TODAY, "debounce": 20, "select": ["T01", "E01", "G03", "G12", "T09"]})
    editor.folder = folder
    yield editor
    editor.kill()
