"""The work behind the page: checks, conversions and front-matter changes, for one folder's configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.document.field_edit import FieldError, field_change
from qa.document.writing import to_markdown
from qa.record import record
from qa.serve.answer import answer, rules_of
from qa.serve.clipboard import tidied
from qa.serve.form import forms, stored
from qa.serve.refused import RefusedError
from qa.serve.units import Units, readable
from qa.triage.suppress import Suppressing, can_suppress

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.api import Checker
    from qa.config import Settings
    from qa.document.model import Document, Kind
    from qa.triage.suppress import Reach

KINDS: tuple[Kind, ...] = ("markdown", "html", "captured")
UNNAMED = "draft"
LONGEST_NAME = 200


@record
class Accepting:
    """A finding that the editor accepts, how far, and why."""

    fingerprint: str
    reach: Reach
    reason: str


class Desk:
    """Keeps rules and word lists in memory between drafts; drafts are never kept. For one thread at a time."""

    def __init__(self, folder: Path, checker: Checker) -> None:
        self.folder, self.checker = folder, checker
        self._place = str(folder / UNNAMED)
        self._stamp = self._stamped()

    def start(self) -> dict[str, Any]:
        """What the page needs once: content types with their fields, rules, and the policy's profile."""
        policy = self.checker.policy(self._place)
        return {"types": forms(), "rules": rules_of(policy), "profile": policy.profile}

    def check(self, text: str, kind: Kind | None, name: str, stop: Callable[[], bool]) -> dict[str, Any]:
        """Findings, figures and fields of a draft; `kind` None is found by its name, else by its looks.

        Raises ConfigError where the configuration was broken meanwhile, Stopped where `stop` said so.
        """
        self._refresh()
        text, path = readable(text), self._path(name)
        result = self.checker.check(text, path, kind=kind, on_disk=False, stop=stop)
        return answer(self.checker.document(text, path, kind=kind), result, Units(text))

    def change(self, text: str, content_type: str, name: str, value: Any) -> dict[str, Any]:
        """The edit of the draft that gives a front-matter field a value; raises RefusedError."""
        text, units = readable(text), Units(text)
        try:
            change = field_change(text, name, stored(content_type, name, value), self._settings().fields)
        except (FieldError, ValueError, KeyError) as error:
            raise RefusedError(str(error)) from None
        return {"start": units.at(change.start), "end": units.at(change.end), "text": change.replacement}

    def accept(self, text: str, kind: Kind | None, name: str, wanted: Accepting) -> list[dict[str, Any]]:
        """The edits of the draft that accept one of its findings with a reason; raises RefusedError."""
        text, path = readable(text), self._path(name)
        document, policy = self.checker.document(text, path, kind=kind), self.checker.policy(path)
        found = self.checker.check(text, path, kind=kind, on_disk=False).findings
        finding = next((item for item in found if item.fingerprint == wanted.fingerprint), None)
        if finding is None:
            raise RefusedError("This finding is gone: the draft or the rules have changed.")
        if not wanted.reason.strip():
            raise RefusedError("Say why this is accepted: a suppression without a reason doesn't count.")
        if not can_suppress(finding, document, policy):
            raise RefusedError("Captured text can hold no comment: make the draft Markdown first.")

        def read(changed: str) -> Document:
            return self.checker.document(changed, path, kind=document.kind)

        edits = Suppressing(finding, document, policy, self.checker.today, read).edits(wanted.reach, wanted.reason)
        if not edits:
            raise RefusedError("No comment can stand there without being seen. Accept it for the whole draft instead.")
        units = Units(text)
        return [{"start": units.at(item.start), "end": units.at(item.end), "text": item.replacement} for item in edits]

    def markdown(self, text: str, kind: Kind | None, name: str) -> str:
        """The draft as a Markdown article with front matter; a Markdown draft as it stands."""
        document = self.checker.document(readable(text), self._path(name), kind=kind)
        return document.source.text if document.kind == "markdown" else to_markdown(document)

    def pasted(self, page: str) -> str:
        """What a word processor or a browser put on the clipboard as HTML, as Markdown."""
        return self._from_page(f"<main>{tidied(readable(page))}</main>")

    def word_file(self, data: bytes) -> dict[str, Any]:
        """A .docx file as Markdown, and what was lost on the way; raises RefusedError."""
        from qa.serve.word_file import page_of

        page, notes = page_of(data)
        return {"text": self._from_page(page), "notes": notes}

    def _from_page(self, page: str) -> str:
        return to_markdown(self.checker.document(page, f"{self._place}.html", kind="html"))

    def _path(self, name: str) -> str:
        """Where a draft of that name would stand: only its last part counts."""
        last = Path(name.replace("\\", "/")).name[-LONGEST_NAME:]
        return str(self.folder / last) if last else self._place

    def _settings(self) -> Settings:
        return self.checker.settings(self._place)

    def _refresh(self) -> None:
        """Read the configuration again where one of its files changed."""
        stamp = self._stamped()
        if stamp != self._stamp:
            self.checker.reload()
            self._stamp = stamp

    def _stamped(self) -> list[tuple[str, float]]:
        settings = self._settings()
        data = [path for paths in settings.data.values() for path in paths]
        packs = [str(path) for pack in settings.packs for path in Path(pack).rglob("*.yaml")]
        named = [*settings.files, *data, *settings.dictionary, *packs, settings.baseline or ""]
        return [(path, _changed(path)) for path in named if path]


def _changed(path: str) -> float:
    try:
        return Path(path).stat().st_mtime
    except OSError:
        return 0.0
