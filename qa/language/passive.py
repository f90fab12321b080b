"""Tells sentences in the passive voice."""

from __future__ import annotations

import re

# Past participles that don't end in -ed, as far as they come up in health articles.
_IRREGULAR = (
    "beaten been begun bitten blown born borne bought bound broken brought built burnt bred caught chosen cut dealt done drawn"
    " drunk driven eaten fed felt fought forgotten found frozen given grown heard held hidden hit hurt kept known laid led left"
    " lent let lost made meant met overdone paid put read rid run said seen sent set sewn shaken shed shot shown shut sought"
    " spent spilt split spoken spread stuck stung sworn swollen taken taught thought thrown told torn understood upset withdrawn"
    " withheld worn woken wound written"
)
# Behind "is" or "are" these describe a state; nobody does anything to anybody.
_STATES = frozenset(
    "advanced aged allowed concerned confused dedicated depressed determined embarrassed exhausted experienced frightened"
    " interested involved limited located married mixed overweighted pleased prepared relaxed retired satisfied scared"
    " sophisticated stressed supposed surprised tired unwanted upset worried swollen bored excited born blocked inflamed"
    " related needed bleed feed need speed".split()
)
_PASSIVE = re.compile(
    r"(?P<be>am|is|are|was|were|be|been|being|gets?|got|getting|['’]s|['’]re)(?:n['’]t)?"
    r"(?: (?:not|never|also|often|usually|sometimes|always|only|then|first|best|now|still|already|more|most|less|well|[a-z]+ly))*"
    rf" (?P<participle>[a-z]{{2,}}ed|{'|'.join(_IRREGULAR.split())})\b"
)


def passive(lower: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where the first passive verb of `lower[start:end]` stands, or None: "be" or "get" with a past participle.

    The text is one sentence in lower case. Participles that describe a state ("you are worried") don't count; "is caused
    by", "was given" do.
    """
    for found in _PASSIVE.finditer(lower, start, len(lower) if end is None else end):
        at = found.start()
        if at > start and lower[at - 1].isalnum() and lower[at] not in "'’":
            continue
        if found.group("participle") not in _STATES:
            return at, found.end("participle")
    return None
