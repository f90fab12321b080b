"""Advice that sends a reader with signs of an emergency to a GP or a pharmacist, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003 -- read by pydantic at run time
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.emergency import manual_fix, quoted
from qa.finding import Match, Related
from qa.safety.survey import survey
from qa.safety.turning import ABOUT_ELSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.safety.found import Action, Mention
    from qa.safety.survey import Survey

OFFICE = ("gp", "pharmacist", "specialist", "publisher", "helpline", "obstetrician")
# Signs for which a page's own unit or line is where to turn: these groups have theirs.
OWN_LINES = ("mental health and self-harm", "cancer treatment", "pregnancy and birth")
OWN = ("publisher", "helpline")
# An obstetrician's rooms are where pregnancy's own signs belong, and no others.
PREGNANCY = "pregnancy and birth"
# Over how many words an emergency action answers a sign of its section that something else is said to answer.
NEAR = 80


_IF_YOU_HAVE = re.compile(r" if you (?:have|get|think you have) (?:an? )?([a-z' -]{3,30}?)[.,;]")


class Options(CheckOptions):
    """`wording` is the call to action that the fix proposes, by profile; at most `limit` findings an article."""

    wording: Mapping[str, str] = NOTHING
    limit: int = 3


@check("gp_only_route", options=Options, values=("found", "sign", "signs", "wording"), variants=("today",))
def gp_only_route(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield each piece of advice to see a GP or pharmacist that is all that a reader with an emergency is given.

    Variant `today`: the advice is to see them at once, or on the same day.
    """
    found = survey(document, context)
    signs = found.emergencies()
    if not signs:
        return
    wording = options.wording.get(context.profile, options.wording.get("", ""))
    routes = _governing(found, signs) or _whole_article(found, signs) or _named(found, signs)
    for action, items in list(routes.items())[: options.limit]:
        names = list(dict.fromkeys(item.sign.name for item in items))
        yield Match(
            document.locate(action.start, action.end),
            {
                "found": quoted(found, action.start, action.end),
                "sign": names[0],
                "signs": ", ".join(names),
                "wording": wording,
            },
            variant="today" if action.kind.tier == "urgent" else "",
            fix=manual_fix(wording),
            related=tuple(Related(item.sign.name, document.locate(item.start, item.end)) for item in items),
        )


def _governing(found: Survey, signs: list[Mention]) -> dict[Action, list[Mention]]:
    """Advice that itself names the signs ("See your GP if you have chest pain"), where they get no stronger advice elsewhere."""
    stronger = _Stronger(found)
    answered = {item.sign.id for item in signs if stronger.sends_for_help(item)}
    routes: dict[Action, list[Mention]] = {}
    for item in signs:
        told = item.governed or tuple(filter(None, [found.told_next(item)]))
        offices = [action for action in told if _is_office(action, item) and action.body]
        if not offices or item.sign.id in answered or stronger(item):
            continue
        routes.setdefault(offices[0], []).append(item)
    return routes


def _is_office(action: Action, item: Mention) -> bool:
    """Whether advice sends the reader of a sign to somebody who can't help at once."""
    if action.kind.to == "obstetrician":
        return item.sign.group != PREGNANCY
    return action.kind.to in OFFICE and not (action.kind.to in OWN and item.sign.group in OWN_LINES)


class _Stronger:
    """Whether a sign is sent for help at once, or an emergency action stands near it that isn't tied to other signs.

    A call "in an emergency" tells nobody that this sign is one; a call "if you are trapped" is for the trapped.
    """

    def __init__(self, found: Survey) -> None:
        self._document = found.document
        tied = {action for other in found.signs() for action in other.governed}
        self._actions = found.body_actions()
        self._loose = [
            action
            for action in self._actions
            if action not in tied and not (found.reader and found.reader.is_for_else(action))
        ]

    def sends_for_help(self, item: Mention) -> bool:
        """Whether an emergency action governs the sign or stands in its paragraph: "It can be … If it lasts, call …"."""
        return any(action.kind.tier == "emergency" for action in item.governed) or any(
            action.block == item.block for action in self._actions
        )

    def __call__(self, item: Mention) -> bool:
        if any(action.kind.tier == "unnamed" for action in item.governed) or self.sends_for_help(item):
            return True
        return any(self._near(action, item) for action in self._loose)

    def _near(self, action: Action, item: Mention) -> bool:
        blocks = self._document.blocks
        first, last = sorted((action.start, item.start))
        same = blocks[action.block].section == blocks[item.block].section
        return same and self._document.words_in(first, last) <= NEAR


def _whole_article(found: Survey, signs: list[Mention]) -> dict[Action, list[Mention]]:
    """Without any emergency action in the body: the advice under "When to see a doctor", or on symptoms, for all its signs."""
    if found.reader is None or found.body_actions("emergency", "unnamed"):
        return {}
    # A call to another country's number is E05's: the office isn't the only way that the page offers.
    if any(action.body and action.kind.tier == "emergency" for action in found.actions):
        return {}
    blocks = {item.block + step for item in signs for step in (0, 1)}
    for action in found.body_actions("urgent", "routine"):
        if action.kind.to not in OFFICE[:-1] or found.document.blocks[action.block].kind == "heading":
            continue
        if ABOUT_ELSE.match(found.document.lower, action.end) or _about_title(found, action):
            continue
        if action.block in blocks or found.reader.speaks_of_symptoms(action):
            return {action: signs}
    return {}


def _about_title(found: Survey, action: Action) -> bool:
    """Whether a pharmacist is named for what the page is about, and not for its signs: "Ask your pharmacist if you have hay fever"."""
    named = _IF_YOU_HAVE.match(found.document.lower, action.end) if action.kind.to == "pharmacist" else None
    return named is not None and named[1].replace(" ", "") in found.document.title.lower().replace(" ", "")


def _named(found: Survey, signs: list[Mention]) -> dict[Action, list[Mention]]:
    """Where the page has nobody to call: the offices that conditions with the signs name, in whatever words."""
    if any(action.body and action.kind.tier in ("emergency", "unnamed") for action in found.actions):
        return {}
    routes: dict[Action, list[Mention]] = {}
    for item in signs:
        office = None if item.governed else found.named_office(item)
        if office:
            routes.setdefault(office, []).append(item)
    return routes
