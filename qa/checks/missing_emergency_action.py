"""Signs of an emergency in an article that never tells its reader to call an ambulance or go to an emergency department."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- read by pydantic at run time
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.emergency import (
    advice_words,
    by_sentence,
    capped,
    manual_fix,
    nearest_advice,
)
from qa.finding import Match, Related
from qa.safety.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.safety.found import Action, Mention
    from qa.safety.survey import Survey


class Options(CheckOptions):
    """The fix's words, and how many findings an article may have.

    `wording` is the call to action that the fix proposes, by profile ("" for any other); at most `per_section` list items
    or sentences of a section, and `per_document` in all, are reported: the first names the signs of the rest.
    """

    wording: Mapping[str, str] = NOTHING
    per_section: int = 3
    per_document: int = 6


@check(
    "missing_emergency_action",
    options=Options,
    values=("sign", "signs", "found", "wording"),
    variants=("unnamed",),
)
def missing_emergency_action(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the items and sentences with signs of an emergency, where the body asks for no emergency action at all."""
    found = survey(document, context)
    signs = found.emergencies()
    if not signs or found.body_actions():
        return
    groups = by_sentence(signs)
    kept, rest = capped(found, groups, options.per_section, options.per_document)
    wording = options.wording.get(context.profile, options.wording.get("", ""))
    for index, group in enumerate(kept):
        more = [item for others in rest for item in others] if index == 0 else []
        yield _match(found, group, more, wording)


def _match(found: Survey, group: list[Mention], more: list[Mention], wording: str) -> Match:
    document, first = found.document, group[0]
    advice = nearest_advice(found, first)
    names = list(dict.fromkeys(item.sign.name for item in (*group, *more)))
    related = [
        Related(f"also: {item.sign.name}", document.locate(item.start, item.end)) for item in (*group[1:], *more)
    ]
    if advice is not None:
        related.append(Related("the advice found", document.locate(advice.start, advice.end)))
    return Match(
        document.locate(first.start, first.end),
        {"sign": first.sign.name, "signs": ", ".join(names), "found": advice_words(found, advice), "wording": wording},
        variant="unnamed" if _unnamed(found, first, advice) else "",
        fix=manual_fix(wording),
        related=tuple(related),
    )


def _unnamed(found: Survey, item: Mention, advice: Action | None) -> bool:
    """Whether the reader is told to get help at once, though from nobody in particular, for this sign or another emergency."""
    if any(action.kind.tier == "unnamed" for other in found.signs() for action in other.governed):
        return True
    if advice is None or advice.kind.tier != "unnamed":
        return False
    blocks = found.document.blocks
    return found.places.top_section(blocks[advice.block]) == found.places.top_section(blocks[item.block])
