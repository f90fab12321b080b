"""Who a page says has reviewed it: "Page reviewed by Dr Li, GP, on 4 February 2026", "Reviewer: …", "Last reviewed May 2026 – Dr Li"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.memo import per_document
from qa.matching.occurrences import occurrences
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH},?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?\d{{4}}"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|\d{4})"
)
# A statement begins a line, or stands behind what parts it from the one before: a bar, a full stop, a date.
_BEGIN = r"(?:^|(?<=[.|•·;(–—][ \xa0])|(?<=[|•·(])|(?<=\d{4}[ \xa0]))[ \xa0]*"
_WHAT = (
    r"(?:(?:this|the|our|all) )?(?:(?:medical|clinical|health|our) )?(?:page|article|content|information|fact ?sheet|leaflet|topic|guide|resource|document|entry)s?"
    r"(?: (?:in|on|of) (?:this|the) [a-z]+)?"
)
_MANNER = r"(?:(?:medically|clinically|independently|professionally|most recently|last|first|next|peer|content|expert|date|page) )*"
_DONE = r"reviewed|approved|checked|verified|fact[- ]checked|signed off|endorsed"
# Names begin with capitals; "your plan is checked by your doctor" is advice.
_PERSON = r"(?=(?-i:Dr|Prof|Professor|A/Prof|Assoc|Associate Prof|Mr|Mrs|Ms|Miss|Sr)\b)"
# A name goes on to what parts it from the next thing, or to the next label, where lines of the source were joined.
_NEXT = r"(?:Page |Date |Content )?(?:Last|Next|Review|Reviewed|Approved|Updated|Published|Publisher|Written|Medically|Sources?|References|Evidence)\b"
_NAME = rf"(?:(?! (?-i:{_NEXT})|[.;]\s+(?-i:[A-Z])(?<!(?-i:\bDr)...)(?<!(?-i:\bM[rs])...)(?<!(?-i:\bSt)...)(?<!(?-i:\bMrs)...)(?<!(?-i:\bProf)...)(?<!(?-i:\b[A-Z])...)|\s[–—-]\s(?:last|next|updated|reviewed|published|posted|date)\b|,? \(?(?:on |in )?(?:the )?{DATE})[^\n|•·]){{3,160}}"
_BY = re.compile(
    rf"(?:{_BEGIN}(?:{_WHAT} (?:(?:was|were|has been|have been) )?)?|(?<=\band )(?=[^\n]{{0,60}}\bby (?-i:[A-Z])))"
    rf"{_MANNER}(?P<key>{_DONE})(?: (?:and|&) (?:approved|updated|checked|reviewed))?(?: for (?:[a-z]+ )?accuracy)?"
    rf"(?:[: ]+(?:on |in )?(?:the )?{DATE},?)? by:?(?: +|\n)(?P<who>{_NAME})",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = r"(?:(?:clinical|medical|expert|content|peer|page) )?reviewers?(?:['’]s?)?(?: name)?|(?:clinical|medical) (?:author|editor|lead|advis[eo]r|director)|(?:clinical|medical|expert) review|reviewed(?=: *(?-i:Dr|Prof)\b)"
_LABELLED = re.compile(
    rf"{_BEGIN}(?P<key>{_LABEL})(?:: *\n|: +|$\n(?!date\b|role\b))(?:{DATE}, )?(?P<who>{_NAME})",
    re.IGNORECASE | re.MULTILINE,
)
_DATED = re.compile(
    rf"{_BEGIN}(?:{_WHAT} (?:was )?)?{_MANNER}(?P<key>{_DONE}):?(?: on| in)?:? (?:the )?{DATE}\s*(?:[–—,(|-]\s*{_PERSON}|\((?=(?-i:[A-Z][\w’'-]+ [A-Z][^()\n]*, ?[a-z])))(?P<who>{_NAME})",
    re.IGNORECASE | re.MULTILINE,
)
# What every such statement holds.
_HOLDS = (
    *("reviewe", "approved", "checked", "verified", "signed off", "endorsed", "expert review"),
    *(
        f"{kind} {office}"
        for kind in ("clinical", "medical")
        for office in ("review", "author", "editor", "lead", "advis", "director")
    ),
)
_ALSO_ADVICE = frozenset({"checked", "verified", "endorsed"})
SIGNED = ("approved", "checked", "verified", "signed off", "endorsed")
SIGNS = ("review", "approved", "checked", "verified", "signed off", "endorsed")


def is_nameless(who: str) -> bool:
    """Whether a reviewer is only described: "a doctor", "the public health team", "our clinical lead"."""
    return who.lower().startswith(("the ", "our ", "a ", "an "))


class Named(NamedTuple):
    """A reviewer's name with the role behind it, the label that says so, and where both stand in the text."""

    who: str
    label: tuple[int, int]
    place: tuple[int, int]


def reviewers_in(text: str) -> Iterator[Named]:
    """Those whom a text names as its reviewers, in order."""
    stretches = list(_stretches(text))
    found = [
        match for pattern in (_BY, _LABELLED, _DATED) for part in stretches for match in pattern.finditer(text, *part)
    ]
    for match in sorted(found, key=lambda item: item.start("who")):
        # "Checked by your doctor, a mole …" is advice; "Checked by Ann Li, nurse" names somebody.
        bare = match["key"].lower() in _ALSO_ADVICE and match["key"][0].isupper()
        if bare and not match["who"][0].isupper():
            continue
        who = match["who"].rstrip(" ,;–—(")
        if ")" in who and "(" not in who:
            who = who.partition(")")[0]
        start = match.start("who")
        yield Named(who, match.span("key"), (start, start + len(who)))


@per_document
def reviewers_of(document: Document) -> list[Named]:
    """Those whom a document's text names as its reviewers, in order."""
    return list(reviewers_in(document.text))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The lines that may say so, each with the line behind it, where the name may stand: few lines of a page hold such a word."""
    lower = text.lower()
    if len(lower) != len(text):
        yield 0, len(text)
        return
    start = end = -1
    for sign in sorted(at for held in _HOLDS for at in occurrences(lower, held)):
        line = text.rfind("\n", 0, sign) + 1
        if line > end:
            if end >= 0:
                yield start, end
            start = line
        end = text.find("\n", sign)
        end = text.find("\n", end + 1) if end >= 0 else end
        end = len(text) if end < 0 else end
    if end >= 0:
        yield start, end
