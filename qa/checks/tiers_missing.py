"""A "When to see a doctor" section that doesn't tell emergencies from what can wait."""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003 -- read by pydantic at run time
from typing import TYPE_CHECKING

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support.emergency import manual_fix
from qa.finding import Match, Related
from qa.safety.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Section
    from qa.safety.survey import Survey


# "When to see a pharmacist" is one tier of a page, unless it holds the signs itself.
_PHARMACY = re.compile(r"\b(?:pharmacist|pharmacy|chemist)s?\W*$", re.IGNORECASE)


class Options(CheckOptions):
    """`wording` is the call to action to propose, by profile ("" for any other)."""

    wording: Mapping[str, str] = NOTHING


@check("tiers_missing", options=Options, values=("heading", "sign", "signs", "wording"), variants=("elsewhere", "flat"))
def tiers_missing(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield the section's heading, on a page whose signs include emergencies, if the section has no emergency tier.

    Variant `elsewhere`: the article gives an emergency action, but not in that section. Variant `flat`: the section has an
    emergency tier and nothing below it.
    """
    found = survey(document, context)
    signs = found.emergencies()
    if not signs:
        return
    wording = options.wording.get(context.profile, options.wording.get("", ""))
    for section in _sections(found):
        tiers = _tiers(found, section)
        variant = _fault(found, tiers, section)
        if variant is None:
            continue
        heading = document.blocks[section.heading]
        names = list(dict.fromkeys(item.sign.name for item in signs))
        yield Match(
            document.locate(heading.start, heading.end),
            {"heading": section.title, "sign": names[0], "signs": ", ".join(names[:4]), "wording": wording},
            variant=variant,
            fix=manual_fix(wording) if variant != "flat" else None,
            related=(Related(names[0], document.locate(signs[0].start, signs[0].end)),),
        )
        return


def _sections(found: Survey) -> Iterator[Section]:
    """The body's sections on when to get help, by their headings (cues of the role `advice-heading`)."""
    for section in found.document.sections[1:]:
        body = found.document.blocks[section.heading].body
        if not body or found.reader is None or "advice-heading" not in found.reader.roles(section.heading):
            continue
        if not _PHARMACY.search(section.title) or _holds_signs(found, section):
            yield section


def _holds_signs(found: Survey, section: Section) -> bool:
    return any(section.heading <= item.block < section.end for item in found.emergencies())


def _tiers(found: Survey, section: Section) -> set[str]:
    return {
        action.kind.tier for action in found.actions if action.body and section.heading <= action.block < section.end
    }


def _fault(found: Survey, tiers: set[str], section: Section) -> str | None:
    if not tiers:
        return "" if section.title.lower().startswith("when ") and not found.body_actions() else None
    if "emergency" in tiers:
        return None if tiers - {"emergency"} else "flat"
    return "elsewhere" if found.body_actions() else ""
