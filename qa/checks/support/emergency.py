"""What the emergency checks have in common: grouping signs into findings, naming the advice found, the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.safety.found import Action, Mention
    from qa.safety.survey import Survey

MAX_QUOTE = 60


def by_sentence(signs: Iterable[Mention]) -> list[list[Mention]]:
    """Signs of one list item or sentence together, in text order."""
    groups: dict[tuple[int, int], list[Mention]] = {}
    for item in signs:
        groups.setdefault(item.sentence, []).append(item)
    return list(groups.values())


def capped(
    found: Survey, groups: list[list[Mention]], per_section: int, per_document: int
) -> tuple[list[list[Mention]], list[list[Mention]]]:
    """The groups to report, and the rest: those with a sign not yet reported, so many of a section, so many in all."""
    seen: set[str] = set()
    kept: list[list[Mention]] = []
    rest: list[list[Mention]] = []
    counts: dict[int, int] = {}
    for group in groups:
        section = found.document.blocks[group[0].block].section
        names = {item.sign.id for item in group}
        if names <= seen or counts.get(section, 0) >= per_section or len(kept) >= per_document:
            rest.append(group)
            continue
        counts[section] = counts.get(section, 0) + 1
        seen |= names
        kept.append(group)
    return kept, rest


def nearest_advice(found: Survey, item: Mention) -> Action | None:
    """The advice that governs a sign, else the nearest of the same section, else the nearest of the body; None without any."""
    blocks, places = found.document.blocks, found.places
    told = found.body_actions("emergency", "unnamed", "urgent", "routine")
    prose = [action for action in told if blocks[action.block].kind != "heading"]
    body = [action for action in item.governed if action.body] or prose or told
    section = places.top_section(blocks[item.block])
    return min(
        body,
        key=lambda action: (places.top_section(blocks[action.block]) != section, abs(action.start - item.start)),
        default=None,
    )


def advice_words(found: Survey, advice: Action | None) -> str:
    """The advice as a report quotes it: “see your GP”, or that there is none."""
    if advice is None:
        return "none"
    return f"“{quoted(found, advice.start, advice.end)}”"


def quoted(found: Survey, start: int, end: int) -> str:
    """A stretch of the text, shortened to what a message can hold; a bracket that ends right behind it is closed."""
    text = " ".join(found.document.text[start:end].split())
    if text.count("(") > text.count(")") and found.document.text[end : end + 1] == ")":
        text += ")"
    return text if len(text) <= MAX_QUOTE else text[: MAX_QUOTE - 1].rsplit(" ", 1)[0] + "…"


def manual_fix(wording: str) -> Fix | None:
    """The profile's wording as a proposal for the editor."""
    return Fix(f"Add: {wording}", "manual") if wording else None
