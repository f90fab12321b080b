"""Answers to what an editor asks about an open article."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

from qa.errors import ConfigError
from qa.lsp.actions import FIX_ALL, Offer, has_edits, wanted
from qa.lsp.diagnostics import diagnostics_of
from qa.lsp.directive_completion import directive_proposals
from qa.lsp.front_matter import FrontMatter, Proposal, field_at, proposals
from qa.lsp.hover import escaped, findings_at, hover_text
from qa.lsp.quick_fixes import edits_between
from qa.lsp.words import with_word, write
from qa.lsp.workplace import Workplace
from qa.record import replace
from qa.triage.fixer import fixed
from qa.triage.suppress import Suppressing, can_suppress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.finding import Edit
    from qa.lsp.buffers import Buffer
    from qa.lsp.desk import Desk, Outcome
    from qa.lsp.positions import Grid
    from qa.schema.fields import FieldInfo

# Stands in a comment where nobody has given a reason yet; without one the suppression doesn't count, and a finding says so.
GAP = ("— ", " -->")


class Answers(Workplace):
    """One method a request. A request about a text that isn't open, or is no article, gets an empty answer."""

    async def pulled(self, uri: str, known: str | None) -> lsp.DocumentDiagnosticReport:
        """The diagnostics of an article for a client that asks for them, or “unchanged”."""
        outcome = await self.articles.fresh(uri)
        if outcome is None:
            return lsp.RelatedFullDocumentDiagnosticReport([])
        self.tell_mistakes(outcome)
        key = _key(outcome)
        if key == known:
            return lsp.RelatedUnchangedDocumentDiagnosticReport(key)
        return lsp.RelatedFullDocumentDiagnosticReport(
            diagnostics_of(outcome, self.grid(outcome.buffer)), result_id=key
        )

    async def hover(self, uri: str, position: lsp.Position) -> lsp.Hover | None:
        """Why a finding is one, and where its rule comes from; on a front matter key, what the field is for."""
        outcome = await self.articles.fresh(uri)
        if outcome is None:
            return None
        grid = self.grid(outcome.buffer)
        offset = grid.offset(position)
        parts: list[str] = []
        found = findings_at(outcome.findings, offset, offset)
        if found:
            rules = [(item, outcome.policy.rule(item.rule) if outcome.policy else None) for item in found]
            parts.append(hover_text(rules, markdown=self.client.hovers_markdown))
        front = _front_matter(outcome)
        field = field_at(front, offset, _aliases(outcome)) if front else None
        if field:
            parts.append(self._field_text(field[0]))
        if not parts:
            return None
        where = grid.span(found[0].span) if found else grid.range(*field[1:]) if field else None
        return lsp.Hover(self._markup("\n\n".join(parts)), where)

    async def completion(self, uri: str, position: lsp.Position) -> lsp.CompletionList:
        """Fields and values inside front matter, rules inside a `qa:` comment; nothing anywhere else."""
        buffer = self.articles.buffers.get(uri)
        if buffer is None or not buffer.is_article:
            return lsp.CompletionList(is_incomplete=False, items=[])
        grid = self.grid(buffer)
        offset = grid.offset(position)
        front = FrontMatter.of(buffer.text) if _may_have_front_matter(buffer) else None
        inside = front is not None and front.at(offset) is not None
        if not inside and "<!--" not in buffer.text:
            return lsp.CompletionList(is_incomplete=False, items=[])
        policy = await self.articles.at_desk(lambda desk: desk.policy_of(buffer))
        if policy is None:
            return lsp.CompletionList(is_incomplete=False, items=[])
        if front is not None and inside:
            found = proposals(front, offset, policy.settings.fields, self.today())
        else:
            found = directive_proposals(buffer.text, offset, policy)
        items = [self._item(item, grid, number) for number, item in enumerate(found)]
        return lsp.CompletionList(is_incomplete=False, items=items)

    async def actions(
        self, uri: str, where: lsp.Range, only: Sequence[lsp.CodeActionKind | str] | None
    ) -> list[lsp.CodeAction]:
        """Quick fixes at a place, or, where asked for, all safe fixes of the article."""
        outcome = await self.articles.fresh(uri)
        if outcome is None or outcome.result is None:
            return []
        grid = self.grid(outcome.buffer)
        found: list[lsp.CodeAction] = []
        if wanted("quickfix", only):
            offer = Offer(outcome, grid, self.client, self.articles.settings.ask_reason)
            found = list(offer.at(grid.offset(where.start), grid.offset(where.end)))
            if not self.client.resolves_edits:
                found = [action for item in found if (action := await self._resolved_now(item)) is not None]
        if wanted(FIX_ALL, only):
            edits = await self.articles.at_desk(lambda desk: _all_safe(desk, outcome.buffer))
            if edits:
                change = self.client.edit(outcome.buffer, grid, edits)
                found.append(lsp.CodeAction("Apply all safe fixes", kind=FIX_ALL, edit=change))
        return found

    async def resolved(self, action: lsp.CodeAction) -> lsp.CodeAction:
        """An action with the edit that was left out when it was offered."""
        data: Any = action.data
        if action.edit is None and action.command is None and _is_suppression(data):
            uri, fingerprint, reach = data
            action.edit = await self._suppressing_edit(uri, fingerprint, reach, "")
        return action

    async def suppress(self, uri: str, fingerprint: str, reach: str, reason: str) -> bool:
        """Write a suppression with a reason into an article; False, with a message, where it found no place."""
        edit = await self._suppressing_edit(uri, fingerprint, reach, reason)
        if edit is None:
            self.message("The finding is gone, or a suppression has no place in this text; qa.yaml can hold one.")
            return False
        return (await self.server.workspace_apply_edit_async(lsp.ApplyWorkspaceEditParams(edit))).applied

    async def add_word(self, uri: str, word: str) -> bool:
        """Add a word to the publisher's dictionary, in the editor where it is open there, else on disk; then check again."""
        buffer = self.articles.buffers.get(uri)
        if buffer is None:
            return False
        open_texts = {item.path: item for item in self.articles.buffers.values()}
        texts = {path: item.text for path, item in open_texts.items()}
        try:
            files = await self.articles.at_desk(lambda desk: _with_word(desk, buffer, word, texts))
            for file in files:
                shown = open_texts.get(file.path)
                if shown is None:
                    write(file.path, file.text)
                    continue
                edit = self.client.edit(shown, self.grid(shown), edits_between(shown.text, file.text))
                await self.server.workspace_apply_edit_async(lsp.ApplyWorkspaceEditParams(edit))
        except ConfigError as error:
            self.message(str(error.mistakes[0]))
            return False
        await self.files_changed([])
        return True

    async def _resolved_now(self, action: lsp.CodeAction) -> lsp.CodeAction | None:
        action = await self.resolved(action)
        action.data = None
        return action if action.command or has_edits(action) else None

    async def _suppressing_edit(self, uri: str, fingerprint: str, reach: str, reason: str) -> lsp.WorkspaceEdit | None:
        outcome = await self.articles.fresh(uri)
        if outcome is None or reach not in ("line", "file"):
            return None
        edits = await self.articles.at_desk(
            lambda desk: _suppressing(desk, outcome, fingerprint, reach, reason, self.today())
        )
        if not edits:
            return None
        grid = self.grid(outcome.buffer)
        if reason:
            return self.client.edit(outcome.buffer, grid, edits)
        return self.client.edit_with_gap(outcome.buffer, grid, edits, GAP)

    def _field_text(self, info: FieldInfo) -> str:
        told = escaped if self.client.hovers_markdown else str
        strong = "**" if self.client.hovers_markdown else ""
        values = f" ({', '.join(info.values)})" if info.values else ""
        return f"{strong}{told(info.name)}{strong}: {told(info.form + values)}\n\n{told(info.about)}"

    def _markup(self, text: str) -> lsp.MarkupContent:
        kind = lsp.MarkupKind.Markdown if self.client.hovers_markdown else lsp.MarkupKind.PlainText
        return lsp.MarkupContent(kind, text)

    def _item(self, item: Proposal, grid: Grid, number: int) -> lsp.CompletionItem:
        return lsp.CompletionItem(
            item.label,
            kind=lsp.CompletionItemKind.Field if item.key else lsp.CompletionItemKind.Value,
            detail=item.detail,
            documentation=item.about or None,
            text_edit=lsp.TextEdit(grid.range(item.start, item.end), item.insert),
            filter_text=item.insert.strip(" :"),
            sort_text=f"{number:04d}",
        )

    def today(self) -> dt.date:
        """The day that articles are checked as of."""
        return self.articles.settings.today or dt.date.today()  # noqa: DTZ011 -- the reader's own calendar day is meant


def _key(outcome: Outcome) -> str:
    """What tells one answer to a pull from another: text, configuration and day."""
    text = outcome.buffer.text.encode("utf-8", "surrogatepass")
    return f"{hashlib.sha256(text).hexdigest()[:20]}-{outcome.generation}-{dt.date.today().toordinal()}"  # noqa: DTZ011 -- as above


def _may_have_front_matter(buffer: Buffer) -> bool:
    return buffer.text.lstrip("\ufeff \t\r\n").startswith("---") and buffer.language not in ("html", "xhtml")


def _front_matter(outcome: Outcome) -> FrontMatter | None:
    if outcome.result is None or not _may_have_front_matter(outcome.buffer):
        return None
    return FrontMatter.of(outcome.buffer.text)


def _aliases(outcome: Outcome) -> dict[str, tuple[str, ...]]:
    return outcome.policy.settings.fields if outcome.policy else {}


def _is_suppression(data: Any) -> bool:
    return isinstance(data, list | tuple) and len(data) == 3 and all(isinstance(item, str) for item in data)


def _all_safe(desk: Desk, buffer: Buffer) -> tuple[Edit, ...]:
    """Edits that apply every safe fix; none where fixes undo each other or the text can't be checked."""

    def findings(text: str) -> Any:
        outcome = desk.check(replace(buffer, text=text), lambda: False)
        return outcome.findings if outcome else ()

    done = fixed(buffer.text, findings)
    return edits_between(buffer.text, done.text)


def _suppressing(
    desk: Desk, outcome: Outcome, fingerprint: str, reach: Any, reason: str, today: dt.date
) -> tuple[Edit, ...]:
    buffer, policy = outcome.buffer, outcome.policy
    finding = next((item for item in outcome.findings if item.fingerprint == fingerprint), None)
    document = desk.document(buffer)
    if finding is None or policy is None or document is None or not can_suppress(finding, document, policy):
        return ()
    return Suppressing(finding, document, policy, today, lambda text: desk.document(buffer, text)).edits(reach, reason)


def _with_word(desk: Desk, buffer: Buffer, word: str, texts: dict[str, str]) -> Any:
    policy = desk.policy_of(buffer)
    if policy is None:
        raise ConfigError.of("the configuration can't be used as it is; mend qa.yaml first")
    return with_word(policy.settings, word, texts)
