"""The texts that the editor holds open; they may differ from what is on disk, or have no file at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol.types import TextDocumentContentChangePartial
from pygls.uris import to_fs_path, uri_scheme, urlparse

from qa.document.reading import kind_of
from qa.lsp.positions import Grid
from qa.record import record, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentItem

    from qa.document.model import Kind

# What editors call the languages that articles are written in, and the kind each stands for (None: the text shows it).
LANGUAGES: dict[str, Kind | None] = {
    "markdown": "markdown", "mdx": "markdown", "quarto": "markdown", "rmarkdown": "markdown",
    "html": "html", "xhtml": "html", "plaintext": None, "text": None, "": None,
}  # fmt: skip


@record
class Buffer:
    """One open text. `path` names the configuration that governs it; `on_disk` False: no file stands there.

    Never changed, only replaced: whoever still holds an old one can tell that it is stale.
    """

    uri: str
    path: str
    on_disk: bool
    language: str
    version: int
    text: str

    @property
    def kind(self) -> Kind | None:
        """The kind that the editor's language stands for where the name shows none."""
        return None if kind_of(self.path) else LANGUAGES.get(self.language)

    @property
    def is_article(self) -> bool:
        """Whether this may be an article at all, by its name or else its language."""
        return kind_of(self.path) is not None or self.language in LANGUAGES

    def changed(
        self, changes: Sequence[TextDocumentContentChangeEvent], version: int, encoding: str = "utf-16"
    ) -> Buffer:
        """The buffer after changes, applied one after the other as the protocol has it."""
        text = self.text
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                grid = Grid(text, encoding)
                start, end = sorted((grid.offset(change.range.start), grid.offset(change.range.end)))
                text = text[:start] + change.text + text[end:]
            else:
                text = change.text
        return replace(self, text=text, version=version)


def opened(item: TextDocumentItem, root: str) -> Buffer:
    """A text that was just opened; `root` is the folder whose configuration governs texts without a file."""
    path, on_disk = path_of(item.uri, root)
    return Buffer(item.uri, path, on_disk, (item.language_id or "").casefold(), item.version, item.text)


def path_of(uri: str, root: str) -> tuple[str, bool]:
    """The path that an address stands for, and whether it is a file's.

    `untitled:/site/new.md` (a file to be) has its own path; `untitled:Untitled-1` stands in the root folder.
    """
    if uri_scheme(uri) == "file":
        return to_fs_path(uri) or uri, True
    name = urlparse(uri)[2]
    if uri_scheme(uri) == "untitled" and Path(name).is_absolute():
        return name, False
    return str(Path(root) / (Path(name).name or "untitled")), False
