"""Completion inside a `qa:` comment: what it may ask for, and the rules that it may name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.directives import VERBS
from qa.lsp.front_matter import Proposal

if TYPE_CHECKING:
    from qa.policy import Policy

_COMMENT = re.compile(r"<!--[ \t]*qa:[ \t]*(?P<verb>[\w-]*)(?P<rules>(?:[ \t,]+[\w-]+)*)(?P<gap>[ \t,]*)\Z")
REACH = 400

ABOUT = {
    "disable-next-line": "accept findings of the rules named on the next line that has text",
    "disable-file": "accept findings of the rules named in this file",
    "disable": "accept findings of the rules named from here on",
    "enable": "end what `disable` began",
}


def directive_proposals(text: str, offset: int, policy: Policy) -> list[Proposal]:
    """What may be typed at an offset inside an unfinished `<!-- qa: …`; nothing outside one, or once its reason begins."""
    start = text.rfind("<!--", max(0, offset - REACH), offset)
    found = _COMMENT.match(text, start, offset) if start >= 0 else None
    if found is None:
        return []
    if not found["rules"] and not found["gap"]:
        begin = found.start("verb")
        return [Proposal(verb, verb, "", ABOUT[verb], begin, offset, key=True) for verb in VERBS]
    word = re.search(r"[\w-]*\Z", text[start:offset])
    begin = offset - len(word.group()) if word else offset
    return [
        Proposal(
            f"{rule.id} {rule.name}", rule.id, rule.severity, " ".join(rule.rationale.split()), begin, offset, key=False
        )
        for rule in policy.rules
    ]
