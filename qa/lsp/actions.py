"""Code actions: fixes and suggestions, a word for the dictionary, a suppression with a reason, all safe fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol.types import CodeAction, CodeActionKind, Command, TextDocumentEdit

from qa.dictionary import is_word
from qa.lsp.diagnostics import diagnostic_of
from qa.lsp.hover import findings_at
from qa.lsp.quick_fixes import changes_for
from qa.record import record
from qa.triage.suppressions import RULE as SUPPRESSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.finding import Finding
    from qa.lsp.client import Client
    from qa.lsp.desk import Outcome
    from qa.lsp.positions import Grid

FIX_ALL = "source.fixAll.qa"
ADD_WORD = "qa.addToDictionary"
SUPPRESS = "qa.suppress"
ASK_REASON = "qa.askReason"  # the client's own command: it asks for a reason and calls SUPPRESS
SPELLING = "misspelling"
REACHES = {"line": "here", "file": "in the whole file"}

MAX_FINDINGS = 20


@record
class Offer:
    """What actions are made for: an outcome, its grid, and a client that may ask for reasons itself."""

    outcome: Outcome
    grid: Grid
    client: Client
    ask_reason: bool = False

    def at(self, start: int, end: int) -> Iterator[CodeAction]:
        """Every quick fix for the findings that a range touches; suppressions come last and have no edit yet."""
        found = findings_at(self.outcome.findings, start, end)[:MAX_FINDINGS]
        for finding in found:
            yield from self._fixes(finding)
        for finding in found:
            yield from self._word(finding)
        for finding in found:
            yield from self._suppressions(finding)

    def _fixes(self, finding: Finding) -> Iterator[CodeAction]:
        buffer = self.outcome.buffer
        for change in changes_for(finding, buffer.text):
            yield self._action(
                finding,
                f"{change.title} ({finding.rule})",
                edit=self.client.edit(buffer, self.grid, change.edits),
                is_preferred=change.preferred or None,
            )

    def _word(self, finding: Finding) -> Iterator[CodeAction]:
        policy = self.outcome.policy
        rule = policy.rule(finding.rule) if policy else None
        if policy and policy.settings.files and rule and rule.check == SPELLING and is_word(finding.excerpt):
            title = f"Add “{finding.excerpt}” to the dictionary"
            yield self._action(finding, title, command=Command(title, ADD_WORD, arguments=[self._uri, finding.excerpt]))

    def _suppressions(self, finding: Finding) -> Iterator[CodeAction]:
        policy, result = self.outcome.policy, self.outcome.result
        rule = policy.rule(finding.rule) if policy else None
        if rule is None or rule.check == SUPPRESSION or result is None or result.facts.kind == "captured":
            return
        for reach, where in REACHES.items():
            title = f"Accept {finding.rule} {where}, with a reason…"
            given = [self._uri, finding.fingerprint, reach]
            if self.ask_reason:
                yield self._action(finding, title, command=Command(title, ASK_REASON, arguments=given))
            else:
                yield self._action(finding, title, data=given)

    def _action(self, finding: Finding, title: str, **given: Any) -> CodeAction:
        diagnostics = [diagnostic_of(finding, self.grid, self._uri)]
        return CodeAction(title, kind=CodeActionKind.QuickFix, diagnostics=diagnostics, **given)

    @property
    def _uri(self) -> str:
        return self.outcome.buffer.uri


def wanted(kind: str, only: Sequence[CodeActionKind | str] | None) -> bool:
    """Whether a client that asks only for some kinds asks for this one; a kind stands for those below it."""
    if not only:
        return kind != FIX_ALL
    names = [str(getattr(item, "value", item)) for item in only]
    return any(kind == name or kind.startswith(f"{name}.") or name == "" for name in names)


def has_edits(action: CodeAction) -> bool:
    """Whether an action changes anything."""
    edit = action.edit
    if edit is None:
        return False
    changes = edit.document_changes or ()
    return bool(edit.changes) or any(isinstance(item, TextDocumentEdit) and item.edits for item in changes)
