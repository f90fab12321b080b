"""An emergency action that stands too far from the signs it is for, or too low on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.checks.support.emergency import advice_words
from qa.finding import Match, Related
from qa.safety.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.safety.found import Action, Mention
    from qa.safety.survey import Survey


class Options(CheckOptions):
    """What is too far and too low.

    At most `max_words` may lie between a sign and an emergency action that isn't in its section; the first action must stand within the first `top_share` (0 to 1) of the body, on pages of at least `min_words` words. At most `limit` sections are
    reported.
    """

    max_words: int = 150
    top_share: float = 0.5
    min_words: int = 300
    limit: int = 2


@check("emergency_too_far", options=Options, values=("sign", "words", "limit", "found", "share"), variants=("late",))
def emergency_too_far(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield a sign for each section whose signs are far from every emergency action, else the first action if it is low."""
    found = survey(document, context)
    signs, actions = found.emergencies(), found.body_actions()
    if not signs or not actions:
        return
    far = _far(found, signs, actions, options.max_words)
    for item, action, words in far[: options.limit]:
        yield Match(
            document.locate(item.start, item.end),
            {"sign": item.sign.name, "words": words, "limit": options.max_words, "found": advice_words(found, action)},
            related=(Related("the nearest emergency action", document.locate(action.start, action.end)),),
        )
    if not far and signs[0].start < actions[0].start:
        yield from _late(found, signs[0], actions[0], options)


def _far(found: Survey, signs: list[Mention], actions: list[Action], limit: int) -> list[tuple[Mention, Action, int]]:
    """The first sign of each section that has no emergency action in its section nor within the limit."""
    blocks, places = found.document.blocks, found.places
    covered = {places.top_section(blocks[action.block]) for action in actions}
    far: dict[int, tuple[Mention, Action, int]] = {}
    for item in signs:
        section = places.top_section(blocks[item.block])
        if section in covered or section in far:
            continue
        action = min(actions, key=lambda action: abs(action.start - item.start))
        above = action.start < item.start
        between = (action.end, item.start) if above else (item.end, action.start)
        words = found.document.words_in(*between)
        if words > limit:
            far[section] = (item, action, words)
        else:
            covered.add(section)
    return list(far.values())


def _late(found: Survey, item: Mention, action: Action, options: Options) -> Iterator[Match]:
    document = found.document
    body = document.body_words
    if len(body) < options.min_words:
        return
    above = sum(word.start < action.start for word in body)
    below_sign = document.words_in(item.end, action.start)
    if above > len(body) * options.top_share and below_sign > options.max_words:
        values = {"sign": item.sign.name, "found": advice_words(found, action), "share": round(100 * above / len(body))}
        yield Match(
            document.locate(action.start, action.end),
            {**values, "words": below_sign, "limit": options.max_words},
            variant="late",
            related=(Related(f"the first sign: {item.sign.name}", document.locate(item.start, item.end)),),
        )
