"""What the online link check found out about each web address, told at every link that uses it."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING, Any

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.addresses import address_edit, address_span, parts_of
from qa.finding import Fix, Match
from qa.rule import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Link


class Options(CheckOptions):
    """Which verdicts a rule tells: broken, moved, soft-404, blocked, unknown, fragment.

    `unknown_days` is on how many different days an address must have failed to answer before that is told. `reasons` words
    the verdicts' reason codes, with the names of the verdict's own values filled in. `title` names the fix that puts a
    moved link's new address in.
    """

    kinds: tuple[str, ...] = ()
    unknown_days: int = 3
    reasons: Mapping[str, str] = NOTHING
    title: str = ""


@check(
    "link_verdict",
    options=Options,
    values=("target", "status", "reason", "address", "days", "checked", "detail"),
    variants=("blocked", "unknown", "fragment"),
)
def link_verdict(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """One match for each link whose address has one of the verdicts; nothing where the network was off."""
    verdicts: Mapping[str, Mapping[str, Any]] = context.data("verdicts") or {}
    if not verdicts:
        return
    seen: set[tuple[int, int]] = set()
    for link in document.links:
        verdict = verdicts.get(link.target)
        span = address_span(link)
        if verdict is None or verdict["kind"] not in options.kinds or span in seen:
            continue
        seen.add(span)
        kind = verdict["kind"]
        if kind == "unknown" and verdict.get("days", 0) < options.unknown_days:
            continue
        values = {"target": link.target, **{name: verdict.get(name, "") for name in _VALUES}}
        values["reason"] = filled(options.reasons.get(values["reason"], values["reason"]), values)
        variant = kind if kind in ("blocked", "unknown", "fragment") else ""
        new = str(verdict.get("address", "")) if kind == "moved" else ""
        yield Match(span, values, variant, (new,) if new else (), _fix(document, link, new, options))


_VALUES = ("status", "reason", "address", "days", "checked", "detail")


def _fix(document: Document, link: Link, new: str, options: Options) -> Fix | None:
    """Put the new address in place of the old one, and nothing else."""
    edit = address_edit(document, link, new) if parts_of(new).web else None
    return Fix(options.title, "unsafe", (edit,)) if edit else None
