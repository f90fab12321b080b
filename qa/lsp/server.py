"""The language server: what it offers, and which part answers which request."""

from __future__ import annotations

import gc
import logging
import os
import sys
from typing import Any, BinaryIO

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from qa import __version__
from qa.lsp.actions import ADD_WORD, FIX_ALL, SUPPRESS
from qa.lsp.answers import Answers
from qa.lsp.buffers import opened
from qa.lsp.settings import Settings, updated

log = logging.getLogger(__name__)

CONFIGURATION = "qa.yaml"
# Whatever a publisher's configuration may name: rules, partners, services, word lists, baselines.
WATCHED = ("**/*.yaml", "**/*.yml", "**/*.txt", "**/qa-baseline.json")


class Server(LanguageServer):
    """Speaks the protocol; everything it says comes from its `answers`."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("qa", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental)
        self.settings = settings
        self._answers: Answers | None = None

    @property
    def answers(self) -> Answers:
        """The parts that answer; made when the client has said what it can do."""
        if self._answers is None:
            self._answers = Answers(self, self.settings)
        return self._answers

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what went wrong; a request's error goes back with the request, and nobody is helped by a pop-up for each key."""
        log.error("%s: %s", getattr(source, "__name__", source), error)

    def stop(self) -> None:
        """Give up what still runs."""
        if self._answers is not None:
            self._answers.articles.stop()


def serve(settings: Settings, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
    """Speak the protocol on standard input and output until the client goes away."""
    reader, writer = stdin or sys.stdin.buffer, stdout or sys.stdout.buffer
    # Nothing else may reach the client's pipe.
    sys.stdout = sys.stderr
    gc.freeze()
    server = build(settings)
    try:
        server.start_io(reader, writer)
    finally:
        server.stop()


def build(settings: Settings) -> Server:
    """A server with its features registered."""
    server = Server(settings)
    _register_life(server)
    _register_documents(server)
    _register_answers(server)
    return server


def _register_life(server: Server) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(ls: Server, params: lsp.InitializeParams) -> None:
        given = params.initialization_options
        if isinstance(given, dict):
            ls.settings, problems = updated(ls.settings, given)
            ls.answers.problems.extend(problems)

    @server.feature(lsp.INITIALIZED)
    async def initialized(ls: Server, _params: lsp.InitializedParams) -> None:
        await ls.answers.begin(WATCHED)

    @server.feature(lsp.SHUTDOWN)
    def shutdown(ls: Server, _params: None) -> None:
        ls.stop()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def folders_changed(ls: Server, _params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        await ls.answers.look(ls.answers.folders())

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configuration_changed(ls: Server, params: lsp.DidChangeConfigurationParams) -> None:
        given = params.settings.get("qa") if isinstance(params.settings, dict) else None
        if isinstance(given, dict):
            await ls.answers.configure(given)
        else:
            await ls.answers.ask_settings()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
        await ls.answers.files_changed([change.uri for change in params.changes])


def _register_documents(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        buffer = opened(params.text_document, ls.answers.root())
        ls.answers.articles.put(buffer, 0)
        if os.path.basename(buffer.path) == CONFIGURATION:  # noqa: PTH119 -- a path from an address, kept as it is
            await ls.answers.files_changed([buffer.uri])

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        articles = ls.answers.articles
        buffer = articles.buffers.get(params.text_document.uri)
        if buffer is not None:
            changed = buffer.changed(params.content_changes, params.text_document.version, ls.answers.encoding)
            articles.put(changed, articles.settings.debounce)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
        await ls.answers.saved(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.answers.closed(params.text_document.uri)


def _register_answers(server: Server) -> None:
    @server.feature(
        lsp.TEXT_DOCUMENT_DIAGNOSTIC,
        lsp.DiagnosticOptions(identifier="qa", inter_file_dependencies=False, workspace_diagnostics=False),
    )
    async def diagnostic(ls: Server, params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        return await ls.answers.pulled(params.text_document.uri, params.previous_result_id)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        return await ls.answers.hover(params.text_document.uri, params.position)

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[":", " ", "-"]))
    async def completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
        return await ls.answers.completion(params.text_document.uri, params.position)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True),
    )
    async def code_action(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return await ls.answers.actions(params.text_document.uri, params.range, params.context.only)

    @server.feature(lsp.CODE_ACTION_RESOLVE)
    async def resolve(ls: Server, action: lsp.CodeAction) -> lsp.CodeAction:
        return await ls.answers.resolved(action)

    @server.command(ADD_WORD)
    async def add_word(ls: Server, uri: str, word: str) -> bool:
        return await ls.answers.add_word(uri, word)

    @server.command(SUPPRESS)
    async def suppress(ls: Server, uri: str, fingerprint: str, reach: str, reason: str) -> bool:
        return await ls.answers.suppress(uri, fingerprint, reach, reason)
