"""Whether an article tells its reader to call for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.safety.survey import survey

if TYPE_CHECKING:
    from qa.document.model import Document
    from qa.safety.facts import Facts


def has_emergency_action(document: Document, facts: Facts) -> bool:
    """Whether the article's own body asks for an emergency action anywhere; the site's chrome never counts."""
    return bool(survey(document, facts).body_actions())
