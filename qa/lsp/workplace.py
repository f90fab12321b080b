"""What the server does unasked: it publishes diagnostics, reports mistakes in the configuration, watches files."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.uris import to_fs_path, uri_scheme

from qa.lsp.articles import Articles
from qa.lsp.client import Client
from qa.lsp.diagnostics import address_of, diagnostics_of, mistakes_by_file
from qa.lsp.positions import Grid
from qa.lsp.settings import updated

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Mapping, Sequence

    from pygls.lsp.server import LanguageServer

    from qa.errors import Mistake
    from qa.lsp.buffers import Buffer
    from qa.lsp.desk import Outcome, Remark
    from qa.lsp.settings import Settings

log = logging.getLogger(__name__)

SECTION = "qa"


class Workplace:
    """The open articles of a client, its folders, and what it has been told so far."""

    def __init__(self, server: LanguageServer, settings: Settings) -> None:
        self.server = server
        self.client = Client.of(server.client_capabilities)
        self.articles = Articles(settings, self._tell, self._renewed)
        self.problems: list[str] = []
        self._with_mistakes: set[str] = set()
        self._said: set[str] = set()
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def encoding(self) -> str:
        """What the client counts columns in."""
        found = self.server.server_capabilities.position_encoding or "utf-16"
        return str(getattr(found, "value", found))

    def grid(self, buffer: Buffer) -> Grid:
        """The lines of a buffer, as the client counts."""
        return Grid(buffer.text, self.encoding)

    def folders(self) -> list[str]:
        """The workspace's folders, in the client's order; without any, the working folder."""
        workspace = self.server.workspace
        addresses = [folder.uri for folder in workspace.folders.values()] or [workspace.root_uri or ""]
        return [path for uri in addresses if uri and (path := to_fs_path(uri))] or [str(Path.cwd())]

    def root(self) -> str:
        """The folder that governs texts without a file."""
        return self.folders()[0]

    async def begin(self, watched: Sequence[str]) -> None:
        """After the handshake: watch what configuration may consist of, ask for settings, read the rules in advance."""
        for problem in self.problems:
            self.message(problem)
        if self.client.watches:
            watchers = [lsp.FileSystemWatcher(glob_pattern=pattern) for pattern in watched]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
            registration = lsp.Registration("qa-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.spawn(self._register(registration))
        await self.ask_settings()
        await self.look(self.folders())
        root = self.root()
        await self.articles.at_desk(lambda desk: desk.warm(root))

    async def ask_settings(self) -> None:
        """Ask the client for its `qa` settings, where it keeps any."""
        if not self.client.asks_settings:
            return
        items = [lsp.ConfigurationItem(section=SECTION)]
        try:
            found = await self.server.workspace_configuration_async(lsp.ConfigurationParams(items))
        except Exception as error:  # noqa: BLE001 -- a client that can't answer keeps the defaults
            log.info("no settings from the client: %s", error)
            return
        if found and isinstance(found[0], dict):
            await self.configure(found[0])

    async def configure(self, given: Mapping[str, Any]) -> None:
        """Take settings from the client; what is wrong with them is said once, and the rest counts."""
        settings, problems = updated(self.articles.settings, given)
        for problem in problems:
            self.message(problem)
        if settings != self.articles.settings:
            self._said.clear()
            await self.articles.configure(settings)

    async def look(self, folders: Iterable[str]) -> None:
        """Read the configuration of folders anew where it changed, and report its mistakes."""
        named = list(folders)
        self.tell_of(*await self.articles.at_desk(lambda desk: desk.look(named)))

    async def files_changed(self, uris: Iterable[str]) -> None:
        """Files changed on disk: what they configure is read again, and open articles are checked where it matters."""
        paths = [path for uri in uris if uri_scheme(uri) == "file" and (path := to_fs_path(uri))]
        open_paths = [buffer.path for buffer in self.articles.buffers.values()]
        await self.look(dict.fromkeys(os.path.dirname(path) for path in [*open_paths, *paths]))  # noqa: PTH120 -- as given

    async def saved(self, uri: str) -> None:
        """A file was saved in the editor: it may be part of the configuration; an article need not wait for its pause."""
        await self.files_changed([uri])
        buffer = self.articles.buffers.get(uri)
        if buffer is not None:
            self.articles.put(buffer, 0)

    def closed(self, uri: str) -> None:
        """An article was closed: nothing is said about it any more."""
        self.articles.close(uri)
        if not self.client.pulls:
            self._publish(uri, [], None)

    def message(self, text: str) -> None:
        """Show a person one line, once."""
        if text not in self._said:
            self._said.add(text)
            self.server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, f"qa: {text}"))

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something beside the request in hand; its failure is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def tell_of(self, mistakes: Iterable[Mistake], remarks: Iterable[Remark] = ()) -> None:
        """Publish the mistakes and findings in configuration files, and clear those that are mended."""
        found = list(mistakes)
        by_file = mistakes_by_file(found, remarks)
        uris = {path: self._address(path) for path in by_file}
        for uri in self._with_mistakes - set(uris.values()):
            self._publish(uri, [], None)
        for path, diagnostics in by_file.items():
            self._publish(uris[path], diagnostics, None)
        self._with_mistakes = set(uris.values())
        texts = {str(mistake) for mistake in found}
        self._said -= {said for said in self._said if said.startswith(_UNUSABLE) and said not in map(_unusable, texts)}
        for text in sorted(texts)[:1]:
            self.message(_unusable(text))

    def tell_mistakes(self, outcome: Outcome) -> None:
        """Publish what an outcome says about the configuration."""
        self.tell_of(outcome.mistakes, outcome.remarks)

    async def _tell(self, outcome: Outcome) -> None:
        self.tell_mistakes(outcome)
        if not self.client.pulls:
            buffer = outcome.buffer
            self._publish(buffer.uri, diagnostics_of(outcome, self.grid(buffer)), buffer.version)

    def _renewed(self) -> None:
        if self.client.pulls and self.client.refreshes:
            self.spawn(self.server.workspace_diagnostic_refresh_async(None))

    def _publish(self, uri: str, diagnostics: list[lsp.Diagnostic], version: int | None) -> None:
        self.server.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics, version=version)
        )

    def _address(self, path: str) -> str:
        """The address of a file: as the client calls it where it has it open."""
        real = os.path.abspath(path)  # noqa: PTH100 -- keeps links
        return next((item.uri for item in self.articles.buffers.values() if item.path == real), address_of(real))

    async def _register(self, registration: lsp.Registration) -> None:
        await self.server.client_register_capability_async(lsp.RegistrationParams([registration]))

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.info("the client refused: %s", task.exception())


_UNUSABLE = "the configuration can't be used, the last good one stays in force: "


def _unusable(text: str) -> str:
    return _UNUSABLE + text
