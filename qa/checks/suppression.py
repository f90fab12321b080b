"""Suppressions that can't be taken as they stand: accountable exceptions only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qa.checks.registry import CheckOptions, check
from qa.document.directives import Instruction, instructions_of, misplaced
from qa.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document


class Options(CheckOptions):
    """`require` names what every suppression must state."""

    require: tuple[Literal["reason", "owner", "until"], ...] = ("reason",)


@check(
    "suppression",
    options=Options,
    values=("rules", "missing", "until", "nearest", "detail"),
    variants=("expired", "unknown-rule", "malformed", "misplaced", "unused"),
    needs=("today",),
)
def suppression(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Report suppressions that are malformed, incomplete, expired, misplaced or name no rule.

    The unused ones are found after all other rules have run (see `qa.triage.suppressions`), under the variant `unused`.
    """
    for item in instructions_of(document):
        yield from _flaws(item, options, context)
    for span in misplaced(document):
        yield Match(span, {"detail": "inside code"}, "misplaced")


def _flaws(item: Instruction, options: Options, context: Context) -> Iterator[Match]:
    named = ", ".join(item.rules)
    if item.flaw:
        yield Match(item.span, {"detail": item.flaw, "rules": named}, "malformed")
        return
    for name in item.rules:
        if context.rule_names and name.casefold() not in context.rule_names:
            from qa.errors import nearest

            known = sorted(rule.upper() if rule[-1:].isdigit() else rule for rule in context.rule_names)
            yield Match(item.span, {"rules": name, "nearest": nearest(name, known) or "."}, "unknown-rule")
    if item.verb == "enable":
        return
    stated = {"reason": item.reason, "owner": item.owner, "until": item.until}
    missing = [part for part in options.require if not stated[part]]
    if missing:
        yield Match(item.span, {"rules": named, "missing": " and ".join(missing)})
    if item.until is not None and item.until < context.today:
        yield Match(item.span, {"rules": named, "until": item.until.isoformat()}, "expired")
