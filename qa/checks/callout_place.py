"""The call-out of a page on an emergency, which belongs at the top."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- read by pydantic at run time
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.emergency import manual_fix
from qa.checks.support.page import shown_title_span
from qa.checks.support.topics import topics_of
from qa.finding import Match, Related
from qa.safety.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document
    from qa.safety.found import Action
    from qa.safety.survey import Survey


class Options(CheckOptions):
    """`wording` is the call-out that the fix proposes, by profile."""

    wording: Mapping[str, str] = NOTHING


@check("callout_place", options=Options, values=("topic", "section", "wording"), variants=("none",))
def callout_place(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the title of a page on an emergency, if a section that isn't about getting help precedes its first emergency action.

    Variant `none`: the body has no emergency action at all.
    """
    topic = next((topic for topic in topics_of(document, context) if topic.emergency), None)
    if topic is None:
        return
    found = survey(document, context)
    wording = options.wording.get(context.profile, options.wording.get("", ""))
    values = {"topic": topic.name, "wording": wording, "section": ""}
    action = next(iter(found.body_actions()), None)
    if action is None:
        yield Match(shown_title_span(document), values, variant="none", fix=manual_fix(wording))
        return
    section = _section_above(found, action)
    if section:
        values["section"] = section
        place = Related("the first emergency action", document.locate(action.start, action.end))
        yield Match(shown_title_span(document), values, fix=manual_fix(wording), related=(place,))


def _section_above(found: Survey, action: Action) -> str:
    """The title of the first section above the action that isn't about signs or getting help; "" where there is none."""
    document = found.document
    title = document.title
    above = document.blocks[: action.block]
    if all(block.kind == "heading" for block in above if block.body):
        return ""  # nothing stands between the title and the call but headings
    for block in above:
        if block.kind != "heading" or not block.body:
            continue
        text = document.text_of(block).strip()
        if text == title or (block.level == 1 and block.section == 1) or _helps(found, block.index):
            continue
        return text
    return ""


def _helps(found: Survey, index: int) -> bool:
    return found.reader is not None and bool(
        found.reader.roles(index) & {"signal-heading", "advice-heading", "action-heading"}
    )
