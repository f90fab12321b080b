"""An editor for tests: pygls's client over the pipes of a real `qa lsp`, with its own idea of lines and UTF-16 columns."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sys
import threading
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 90

# What a modern editor declares.
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


def utf16_range(text: str, found: lsp.Range) -> str:
    """The text of a range, by slicing UTF-16: nothing of the server's arithmetic is used."""
    return "".join(_cut(text, found)[1])


def applied(text: str, edits: list[Any]) -> str:
    """The text after edits, as an editor applies them: all ranges refer to the text before."""
    for edit in sorted(edits, key=lambda item: (item.range.start.line, item.range.start.character), reverse=True):
        before, _, after = _cut(text, edit.range)
        new = edit.new_text if isinstance(edit, lsp.TextEdit) else edit.snippet.value
        text = before + new + after
    return text


def _cut(text: str, found: lsp.Range) -> tuple[str, str, str]:
    start, end = _at(text, found.start), _at(text, found.end)
    data = text.encode("utf-16-le", "surrogatepass")
    return tuple(part.decode("utf-16-le", "surrogatepass") for part in (data[:start], data[start:end], data[end:]))


def _at(text: str, position: lsp.Position) -> int:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    before = "".join(lines[: position.line])
    row = lines[position.line].rstrip("\r\n")
    assert position.character * 2 <= len(row.encode("utf-16-le")), "beyond the line's end"
    return len(before.encode("utf-16-le")) + position.character * 2


def position_of(text: str, excerpt: str) -> lsp.Position:
    """Where an excerpt starts, in UTF-16."""
    before = text[: text.index(excerpt)]
    lines = re.split(r"\r\n|\r|\n", before)
    return lsp.Position(len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2)


def _converter() -> Any:
    """pygls's converter; its own takes every code action that has a command for a bare command."""
    converter = default_converter()

    def action(found: Any, _: Any) -> Any:
        bare = isinstance(found.get("command"), str)
        return converter.structure(found, lsp.Command if bare else lsp.CodeAction)

    converter.register_structure_hook(lsp.Command | lsp.CodeAction, action)
    return converter


class Editor:
    """A client with open texts; what the server publishes is kept by address, with how often it did."""

    def __init__(
        self,
        *folders: Path,
        capabilities: lsp.ClientCapabilities | None = None,
        options: Any = None,
        arguments: tuple[str, ...] = (),
        settings: Any = None,
    ) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.news = threading.Condition()
        self.published: dict[str, lsp.PublishDiagnosticsParams] = {}
        self.versions: list[tuple[str, int | None]] = []
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.refreshes = 0
        self.texts: dict[str, str] = {}
        self.settings = settings
        self.client = LanguageClient("test-editor", "1", converter_factory=_converter)
        self._listen()
        self.call(self.client.start_io(sys.executable, "-m", "qa", "lsp", "--stdio", *arguments, env=dict(os.environ)))
        roots = [lsp.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders]
        self.started = self.call(
            self.client.initialize_async(
                lsp.InitializeParams(
                    capabilities=capabilities or lsp.ClientCapabilities(),
                    process_id=os.getpid(),
                    root_uri=folders[0].as_uri() if folders else None,
                    workspace_folders=roots,
                    initialization_options=options,
                )
            )
        )
        self.client.initialized(lsp.InitializedParams())

    def _listen(self) -> None:
        feature = self.client.feature

        @feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            with self.news:
                self.published[params.uri] = params
                self.versions.append((params.uri, params.version))
                self.news.notify_all()

        @feature(lsp.WINDOW_SHOW_MESSAGE)
        def message(params: lsp.ShowMessageParams) -> None:
            with self.news:
                self.messages.append(params.message)
                self.news.notify_all()

        @feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def register(params: lsp.RegistrationParams) -> None:
            self.registered += [item.method for item in params.registrations]

        @feature(lsp.WORKSPACE_CONFIGURATION)
        def configuration(params: lsp.ConfigurationParams) -> list[Any]:
            return [self.settings for _ in params.items]

        @feature(lsp.WORKSPACE_DIAGNOSTIC_REFRESH)
        def refresh(_params: Any) -> None:
            with self.news:
                self.refreshes += 1
                self.news.notify_all()

        @feature(lsp.WORKSPACE_APPLY_EDIT)
        def apply_edit(params: lsp.ApplyWorkspaceEditParams) -> lsp.ApplyWorkspaceEditResult:
            self.take(params.edit)
            return lsp.ApplyWorkspaceEditResult(applied=True)

    def call(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(_awaited(work), self.loop).result(PATIENCE)

    def wait(self, ready: Any) -> Any:
        """Wait until the news make `ready()` true; its value."""
        with self.news:
            assert self.news.wait_for(ready, PATIENCE), f"nothing came; messages: {self.messages}"
            return ready()

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        self.texts[uri] = text
        item = lsp.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self._do(self.client.text_document_did_open, lsp.DidOpenTextDocumentParams(item))

    def change(self, uri: str, version: int, *changes: Any) -> None:
        identifier = lsp.VersionedTextDocumentIdentifier(version=version, uri=uri)
        self._do(self.client.text_document_did_change, lsp.DidChangeTextDocumentParams(identifier, list(changes)))

    def replace(self, uri: str, version: int, text: str) -> None:
        self.texts[uri] = text
        self.change(uri, version, lsp.TextDocumentContentChangeWholeDocument(text))

    def save(self, uri: str) -> None:
        self._do(self.client.text_document_did_save, lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    def close(self, uri: str) -> None:
        self._do(self.client.text_document_did_close, lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    def touched(self, *uris: str) -> None:
        changes = [lsp.FileEvent(uri, lsp.FileChangeType.Changed) for uri in uris]
        self._do(self.client.workspace_did_change_watched_files, lsp.DidChangeWatchedFilesParams(changes))

    def diagnostics(self, uri: str, version: int | None = 1) -> list[lsp.Diagnostic]:
        """What the server says about a version of a text."""

        def ready() -> Any:
            found = self.published.get(uri)
            return found if found is not None and found.version == version else None

        return list(self.wait(ready).diagnostics)

    def codes(self, uri: str, version: int | None = 1) -> list[str]:
        return [str(item.code) for item in self.diagnostics(uri, version)]

    def pull(self, uri: str, known: str | None = None) -> Any:
        params = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri), previous_result_id=known)
        return self.call(self.client.text_document_diagnostic_async(params))

    def hover(self, uri: str, position: lsp.Position) -> lsp.Hover | None:
        return self.call(
            self.client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), position))
        )

    def complete(self, uri: str, position: lsp.Position) -> list[lsp.CompletionItem]:
        params = lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), position)
        return list(self.call(self.client.text_document_completion_async(params)).items)

    def actions(self, uri: str, where: lsp.Range, only: list[Any] | None = None) -> list[lsp.CodeAction]:
        context = lsp.CodeActionContext(diagnostics=[], only=only)
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), where, context)
        return list(self.call(self.client.text_document_code_action_async(params)))

    def resolve(self, action: lsp.CodeAction) -> lsp.CodeAction:
        return self.call(self.client.code_action_resolve_async(action))

    def execute(self, command: str, *arguments: Any) -> Any:
        params = lsp.ExecuteCommandParams(command, arguments=list(arguments))
        return self.call(self.client.workspace_execute_command_async(params))

    def take(self, edit: lsp.WorkspaceEdit) -> None:
        """Apply a workspace edit to the texts held open; tests send the change themselves."""
        for uri, edits in (edit.changes or {}).items():
            self.texts[uri] = applied(self.texts[uri], list(edits))
        for item in edit.document_changes or ():
            self.texts[item.text_document.uri] = applied(self.texts[item.text_document.uri], list(item.edits))

    def stop(self) -> int:
        """Shut the server down as the protocol asks; its exit status."""
        process = self.client._server
        self.call(self.client.shutdown_async(None))
        self._do(self.client.exit, None)
        self.call(self.client.stop())
        self._end()
        return process.returncode

    def kill(self) -> None:
        """End what still runs."""
        process = self.client._server
        if process is not None and process.returncode is None:
            process.terminate()  # not SIGKILL, which would lose what coverage counted in it
            with contextlib.suppress(asyncio.IncompleteReadError):  # killed while it wrote
                self.call(self.client.stop())
        self._end()

    def _end(self) -> None:
        if self.loop.is_running():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self.thread.join(PATIENCE)
            self.loop.close()

    def _do(self, method: Any, params: Any) -> None:
        async def inside() -> None:
            method(params)

        self.call(inside())


async def _awaited(work: Any) -> Any:
    return await work
