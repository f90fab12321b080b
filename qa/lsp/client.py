"""What the client can do, and workspace edits in the form that it understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import (
    MarkupKind,
    OptionalVersionedTextDocumentIdentifier,
    SnippetTextEdit,
    StringValue,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsprotocol.types import ClientCapabilities

    from qa.finding import Edit
    from qa.lsp.buffers import Buffer
    from qa.lsp.positions import Grid


@record
class Client:
    """The client's abilities; those it doesn't declare it doesn't have."""

    pulls: bool = False
    refreshes: bool = False
    watches: bool = False
    asks_settings: bool = False
    hovers_markdown: bool = False
    resolves_edits: bool = False
    versioned_edits: bool = False
    snippets: bool = False

    @classmethod
    def of(cls, given: ClientCapabilities) -> Client:
        """What a client declares."""
        document, workspace = given.text_document, given.workspace
        hover = document.hover if document else None
        action = document.code_action if document else None
        resolve = action.resolve_support if action else None
        edit = workspace.workspace_edit if workspace else None
        diagnostics = workspace.diagnostics if workspace else None
        watched = workspace.did_change_watched_files if workspace else None
        return cls(
            pulls=bool(document and document.diagnostic),
            refreshes=bool(diagnostics and diagnostics.refresh_support),
            watches=bool(watched and watched.dynamic_registration),
            asks_settings=bool(workspace and workspace.configuration),
            hovers_markdown=bool(hover and MarkupKind.Markdown in (hover.content_format or ())),
            resolves_edits=bool(resolve and "edit" in resolve.properties and action and action.data_support),
            versioned_edits=bool(edit and edit.document_changes),
            snippets=bool(edit and edit.document_changes and edit.snippet_edit_support),
        )

    def edit(self, buffer: Buffer, grid: Grid, edits: Sequence[Edit]) -> WorkspaceEdit:
        """Edits of one buffer."""
        plain = [TextEdit(grid.range(item.start, item.end), item.replacement) for item in edits]
        if not self.versioned_edits:
            return WorkspaceEdit(changes={buffer.uri: plain})
        return WorkspaceEdit(document_changes=[TextDocumentEdit(_identifier(buffer), plain)])

    def edit_with_gap(self, buffer: Buffer, grid: Grid, edits: Sequence[Edit], gap: tuple[str, str]) -> WorkspaceEdit:
        """As `edit`; a client that can do so puts its cursor between the two halves of `gap`, where a reason goes."""
        if not self.snippets or not any("".join(gap) in item.replacement for item in edits):
            return self.edit(buffer, grid, edits)
        snippets = [
            SnippetTextEdit(grid.range(item.start, item.end), StringValue(_snippet(item.replacement, gap)))
            for item in edits
        ]
        return WorkspaceEdit(document_changes=[TextDocumentEdit(_identifier(buffer), snippets)])


def _identifier(buffer: Buffer) -> OptionalVersionedTextDocumentIdentifier:
    return OptionalVersionedTextDocumentIdentifier(uri=buffer.uri, version=buffer.version)


def _snippet(text: str, gap: tuple[str, str]) -> str:
    """The text as a snippet, with a stop in the middle of the gap."""
    before, found, after = text.partition("".join(gap))
    stop = "${1:reason}".join(gap) if found else ""
    return _literal(before) + stop + _literal(after)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
