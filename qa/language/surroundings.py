"""What the words around an unknown one say of it: a person, a brand, the start of a sentence, a word cut short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.lexicon import HEALTH

if TYPE_CHECKING:
    from qa.document.model import Block, Document
    from qa.language.lexicon import Lexicon

_TITLE_BEFORE = re.compile(
    r"\b(?:Dr|DR|Mr|Mrs|Ms|Mx|Prof|Professor|Doctor|Nurse|Sister|Sir|Dame|Hon|Aunty|Uncle|Elder|[Aa]uthors?|[Bb]y|[Dd]octor|[Pp]rofessor)"
    r"\.?:?\s+(?:[A-Z][\w'’-]*\.?\s+){0,2}$"
)
# "Siegel JD, Rhinehart E": an author in a citation, by the initials behind the name.
_INITIALS_AFTER = re.compile(r"(?:-[A-Z][a-z]+)?,? (?:[A-Z]\.? ?){1,3}(?:[,;.)]|$| et al|and\b)")
_NAME_BEFORE = re.compile(r"([A-Z][a-zà-ÿ]+) (?:[A-Z]\.? )?$")
# First names that are ordinary words too, so that no list marks them.
_FIRST_NAMES = frozenset(
    "Abbey Alma Amber Amity April August Barb Basil Bella Bill Bob Brook Carol Charity Chuck Clay Colin Crystal Daisy Dale Dan Dean Destiny Dick"
    " Dolly Don Dot Drew Earl Eden Ernest Eve Faith Fern Flora Frank Gale Gene Ginger Glen Grace Grant Guy Harry Hazel Heath Heather Henry"
    " Herb Holly Honey Hope Iris Ivy Jack Jade Jay Jean Jenny Jerry Jess Jewel Jimmy Job Joe John Joy June Kerry Kitty Lance Laurel Lee"
    " Lily Lou Marina Mark Marsh Martin Mary Mason Matt May Melody Mercy Mick Miles Myrtle Nancy Nelly Nick Norm Olive Opal Parker Pat Patience"
    " Patty Pearl Penny Peg Peter Pierce Polly Poppy Ray Reed Rich Rick Rob Robin Rod Rose Rosemary Ruby Russell Ruth Sandy Skye Skip Sky Sonny"
    " Stella Sue Summer Susan Tad Tammy Ted Terry Tiffany Tom Tommy Toby Tony Trudy Van Vera Vic Victor Violet Wade Ward Will Willow".split()
)
_KEY_AFTER = re.compile(r":\s*(?:https?:|www\.)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…•–—]\s+|(?:^|[.!?:…]\s+)[(\[]\s*|[\"“‘]\s*|\n)$")
# "(brand name: Lariam)", "Lariam®": a name whatever stands before it.
_BRAND_BEFORE = re.compile(
    r"\b(?:brands?|brand names?|trade names?|sold as|marketed as|called|known as|branded)(?: products?)?:?\s*[“\"‘']?$",
    re.IGNORECASE,
)
# "A service of Uwill", "Uhelp is a service of …": a business and its owner.
_OWNED = (
    r"(?:services?|brands?|divisions?|subsidiary|subsidiaries|arm|trademarks?|trading names?|part) (?:of|by) (?:the )?"
)
_OWNER_BEFORE = re.compile(rf"\b{_OWNED}$")
_OWNER_AFTER = re.compile(rf",? (?:is|are|was) (?:a|an|the) (?:\w+ )?{_OWNED}[A-Z]")
_MARK_AFTER = re.compile(r"\s?[®™©]|\*")
_CUT = re.compile(r"\s?(?:…|\.\.\.)")


def is_person(document: Document, start: int, end: int, block: Block) -> bool:
    """Whether a capitalised word stands behind a title (Dr, Aunty, By) or before initials (Siegel JD)."""
    # "Heptitis A" is a disease and its kind.
    if _INITIALS_AFTER.match(document.text, end, block.end) and not document.lower[start:end].endswith(
        ("itis", "itus", "ites")
    ):
        return True
    return _TITLE_BEFORE.search(document.text[max(block.start, start - 60) : start]) is not None


def follows_a_name(document: Document, start: int, block: Block, lexicon: Lexicon) -> bool:
    """Whether a first name, and nothing else, stands right before a capitalised word (Mary Norten)."""
    found = _NAME_BEFORE.search(document.text, max(block.start, start - 40), start)
    if found is None:
        return False
    return found[1] in _FIRST_NAMES or (lexicon.is_name(found[1]) and not lexicon.value(found[1]) & HEALTH)


def is_marked(document: Document, end: int, block: Block) -> bool:
    """Whether a trade mark sign or an asterisk follows."""
    return _MARK_AFTER.match(document.text, end, block.end) is not None


def is_business(document: Document, start: int, end: int, block: Block) -> bool:
    """Whether the text says whose a capitalised word is, or what it owns: "Uhelp is a service of Uwill"."""
    text = document.text
    return bool(
        _OWNER_BEFORE.search(text, max(block.start, start - 40), start) or _OWNER_AFTER.match(text, end, block.end)
    )


def is_key(document: Document, end: int, block: Block) -> bool:
    """Whether a colon and an address follow: a field of misplaced front matter."""
    return _KEY_AFTER.match(document.text, end, min(end + 12, block.end)) is not None


def is_cut(document: Document, end: int, block: Block) -> bool:
    """Whether a partner card's teaser ends in the middle of the word, as far as can be told."""
    return block.role == "card" and (end == block.end or _CUT.match(document.text, end, block.end) is not None)


def begins(document: Document, start: int, block: Block) -> bool:
    """Whether a capital here says nothing: a sentence's or block's first word, or a heading in title case."""
    if _BRAND_BEFORE.search(document.text, max(block.start, start - 40), start):
        return False
    before = document.text[max(block.start, start - 4) : start]
    if before in (".g. ", ".e. "):  # "(e.g. Dextrosol)"
        return False
    if start == block.start or _SENTENCE_START.search(before):
        return True
    words = [word for word in document.text_of(block).split() if len(word) > 3]
    return block.kind == "heading" and sum(word[:1].isupper() for word in words) > len(words) / 2
