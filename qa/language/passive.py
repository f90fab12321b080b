"""Tells sentences in the passive voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.document.memo import per_document
from qa.language.tokens import word_index

if TYPE_CHECKING:
    from qa.document.model import Document

_PLAIN = "am is are was were be been being get gets got getting".split()
_FORMS = frozenset(form + ending for form in _PLAIN for ending in ("", "n't", "n’t"))
_SHORT = ("'s", "’s", "'re", "’re")

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


def passive(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Where the first passive verb of a sentence stands, or None: "be" or "get" with a past participle.

    Both ranges are projected. Participles that describe a state ("you are worried") don't count; "is caused by", "was given" do.
    """
    verbs, lower = _be_and_get(document), document.lower
    for at in verbs[bisect_left(verbs, start) : bisect_left(verbs, end)]:
        found = _PASSIVE.match(lower, at, end)
        if found is not None and found.group("participle") not in _STATES:
            return at, found.end("participle")
    return None


@per_document
def _be_and_get(document: Document) -> list[int]:
    """Where a form of "be" or "get" stands in the projection, short ones behind an apostrophe included, in order."""
    index, starts, lower = word_index(document), document.word_starts, document.lower
    found = [starts[at] for form in _FORMS.intersection(index) for at in index[form]]
    for short in ("s", "re"):
        found += [starts[at] - 1 for at in index.get(short, ()) if starts[at] and lower[starts[at] - 1] in "'’"]
    for word, places in index.items():
        if word.endswith(_SHORT):
            offset = len(word.rstrip("esr")) - 1
            found += [starts[at] + offset for at in places]
    return sorted(found)
