"""What `qa:` comments and the front matter's `qa:` field ask for."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Literal

from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Directive, Document, Span

Verb = Literal["disable-next-line", "disable-file", "disable", "enable"]

VERBS: tuple[Verb, ...] = ("disable-next-line", "disable-file", "disable", "enable")

_REASON = re.compile(r"(?:^|\s)(?:--|—|–)\s*(.*)\Z", re.DOTALL)
_SETTING = re.compile(r"(until|owner)=(\"[^\"]*\"|\S+)")
_IN_CODE = re.compile(r"<!--\s*qa:\s*(?:disable|enable)")


@record
class Instruction:
    """A suppression as written: what it does, for which rules, why, for how long, and by whom.

    `flaw` says in a few words why it can't be taken as it stands ("" where it can).
    """

    verb: Verb
    rules: tuple[str, ...]
    reason: str
    span: Span
    until: dt.date | None = None
    owner: str = ""
    flaw: str = ""


def instructions_of(document: Document) -> list[Instruction]:
    """Every suppression that a document states, in order: front matter first, then its comments."""
    return [*_from_metadata(document), *(_parsed(item) for item in document.directives)]


def misplaced(document: Document) -> Iterator[Span]:
    """Directives that stand inside code, where they do nothing."""
    for block in document.blocks:
        if block.kind == "code":
            for found in _IN_CODE.finditer(document.text, block.start, block.end):
                yield document.locate(found.start(), found.end())


def _parsed(directive: Directive) -> Instruction:
    head, reason = _split(directive.text)
    settings, rest = _settings(head)
    verb, *rules = re.split(r"[\s,]+", rest)
    known = next((item for item in VERBS if item == verb), None)
    until, flaw = _day(settings.get("until"))
    if known is None:
        flaw = f"“{verb}” is not one of {', '.join(VERBS)}"
    elif not any(rules) and known != "enable":
        flaw = "it names no rule"
    names = tuple(rule for rule in rules if rule)
    return Instruction(known or "disable", names, reason, directive.span, until, settings.get("owner", ""), flaw)


def _split(text: str) -> tuple[str, str]:
    """What stands before the dash, and the reason after it."""
    text = " ".join(text.split())
    found = _REASON.search(text)
    return (text[: found.start()], found.group(1).strip()) if found else (text, "")


def _settings(head: str) -> tuple[dict[str, str], str]:
    """The settings (until, owner), and the words without them."""
    settings = {name: value.strip('"') for name, value in _SETTING.findall(head)}
    return settings, _SETTING.sub(" ", head).strip()


def _day(text: str | None) -> tuple[dt.date | None, str]:
    if text is None:
        return None, ""
    try:
        return dt.date.fromisoformat(text), ""
    except ValueError:
        return None, f"until={text} is not a day in the form YYYY-MM-DD"


def _from_metadata(document: Document) -> Iterator[Instruction]:
    found = document.metadata.get("qa")
    if found is None or not isinstance(found.value, dict):
        return
    entries = found.value.get("disable", [])
    for entry in entries if isinstance(entries, list) else [entries]:
        yield _entry(entry, found.span)


def _entry(entry: Any, span: Span) -> Instruction:
    """One entry of the front matter: "T01 until=2027-03-01 -- reason", or a mapping of rule(s), reason, until and owner."""
    if isinstance(entry, str):
        head, reason = _split(entry)
        settings, rest = _settings(head)
        names = tuple(rule for rule in re.split(r"[\s,]+", rest) if rule)
        until, flaw = _day(settings.get("until"))
        flaw = flaw if names else "it names no rule"
        return Instruction("disable-file", names, reason, span, until, settings.get("owner", ""), flaw)
    if not isinstance(entry, dict):
        return Instruction(
            "disable-file", (), "", span, flaw="expected “RULE -- reason” or a mapping with rule and reason"
        )
    named = entry.get("rules", entry.get("rule", []))
    names = tuple(str(rule) for rule in (named if isinstance(named, list) else [named]))
    until = entry.get("until")
    day, flaw = (until, "") if isinstance(until, dt.date) else _day(None if until is None else str(until))
    if not names:
        flaw = "it names no rule"
    reason, owner = str(entry.get("reason") or ""), str(entry.get("owner") or "")
    return Instruction("disable-file", names, reason, span, day, owner, flaw)
