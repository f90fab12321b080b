"""The publisher's own name on its page, by what its metadata, its imprint and its header call it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.support.occurrence import Occurrence
from qa.checks.support.publishers import site_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

_IMPRINT = re.compile(
    r"(?:©|\(c\)|(?i:\bcopyright))[ ,]*(?:©|\(c\))?[ ,]*(?:(?:19|20)\d\d(?:\s*[-–—]\s*\d{2,4})?)?[ ,|]*(?i:by |the )?"
    r"(?P<name>[A-Z][\w’'&-]*(?: (?:of|for|and|the|[A-Z][\w’'&-]*)){0,5} [A-Z][\w’'&-]*)|"
    r"^(?:Publisher ?:|Published by:?) *(?:the )?(?P<publisher>[A-Z][\w’'&-]*(?: (?:of|for|and|the|[A-Z][\w’'&-]*)){0,5} [A-Z][\w’'&-]*)",
    re.MULTILINE,
)
_ORGANISATION = re.compile(
    r"\b(?:Clinic|Hospital|Institute|Foundation|Network|Pharmacy|Association|Council|Trust|Society|Podiatry|Dental|Physio|Centre|Center|Service|Health)\b"
)
_NAME = re.compile(r"[A-Z][\w’'&-]*(?: (?:of|for|and|the|&|[A-Z][\w’'&-]*)){1,5}")
_LOOSE = re.compile(r"[&-]")  # what may be written otherwise: "Ear & Nose", "Co-op"
_SIGNS = ("©", "(c)", "copyright", "publish")


def own_names(document: Document) -> Iterator[Occurrence]:
    """Every writing of the publisher's name, capitals aside, where one of them is not as it is in the page's own imprint.

    Small letters alone may be other words ("a kidney health service"), and capitals alone are a way to set any name.
    """
    for name in sorted(_names(document)):
        lower = document.lower
        folded = name.lower()
        if document.text.count(name) == lower.count(folded) and not _LOOSE.search(name):
            continue
        starts = {sentence.start for sentence in document.sentences}
        loose = re.escape(folded).replace(r"\&", "(?:&|and)").replace(r"\-", "[- ]?")
        for found in re.finditer(rf"(?<![\w@/._-]){loose}(?![\w@/_-]|\.\w)", lower):
            start, end = found.span()
            written = document.text[start:end]
            begun = start in starts and written[1:].islower()
            if written.islower() or written.isupper() or (begun and name.count(" ") < 2):
                continue
            if document.block_at(start).kind != "code":
                yield Occurrence(f"own {folded}", written, start, end, preferred=written == name)


def _names(document: Document) -> set[str]:
    """Names of two words or more with capitals; one in capitals throughout tells nothing about its writing."""
    names: set[str] = set()
    stated = document.metadata.value("publisher")
    if isinstance(stated, str) and _NAME.fullmatch(stated.strip()):
        names.add(stated.strip())
    if any(sign in document.lower for sign in _SIGNS):
        names |= {found["name"] or found["publisher"] for found in _IMPRINT.finditer(document.text)}
    for block in document.blocks[:12]:
        if block.role == "header" and block.end - block.start < 60:
            text = document.text_of(block).strip()
            if _NAME.fullmatch(text) and _ORGANISATION.search(text):
                names.add(text)
    # A site's name of two words may be two words anywhere.
    if len((site := site_above(document)).split()) > 2 and _NAME.fullmatch(site):
        names.add(site)
    return {name for name in names if not name.isupper()}
