"""Tells whether a page explains a term where it uses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.support.terms import glossed
from qa.document.overlaps import links_over
from qa.language.density import FUNCTION_WORDS
from qa.language.tokens import sentence_index

if TYPE_CHECKING:
    from qa.document.model import Document

# What follows a term that is being explained: "X is a …", "X, which means …", "X — …", "X: …".
_BEHIND = re.compile(
    r"['’]?s?[”\"'’*]*(?:"
    r"\s+(?:is|are) (?:an?|the|when|where|what|how|one|any|another|also (?:called|known)|sometimes|often called|caused by)\b"
    r"|, which [a-z]+\b|,? that (?:is|are|means|makes|helps|lets|stops)\b| when [a-z]+\b|,? (?:means|refers to|describes|happens when|occurs when|involves|uses)\b(?! (?:more|extra|further|that you|you (?:will|need|may|must|should|have|can)|having|going|being)\b)"
    r"|(?: (?:of|in) (?:the|your) \w+)?, (?:when|where|which is when) \w+"
    r"|\s*[—–:=]\s|\s+-\s|, (?:an?|the|when|where|also called|also known as|sometimes called|meaning|i\.e\.|that is|or)\b"
    r"|[,;.] (?:in other words|put simply|that is to say)\b)",
    re.IGNORECASE,
)
# "X is a common side effect of …", "X is another option": this tells the term's place, and not what it is.
_PLACED = re.compile(
    r"['’]?s?[”\"'’*]*\s+(?:is|are) (?:an?|the|one|any|another)(?: of(?: the)?)?"
    r"(?:(?: (?:very|most|more|less|quite|fairly))? (?:rare|common|commonest|possible|serious|known|good|likely|frequent|usual|major|main|first|next|late|early|warning|"
    r"other|only|best|new|newer|useful|severe|important))*"
    r"(?: (?:(?:side effect|complication|sign|symptom|cause|form|type|kind|consequence|feature|part|treatment|risk|result)s?(?: of (?!the (?:body|skin|eye|brain|heart|lung|blood))|[.,;)]| and | in | after )"
    r"|(?:option|choice|problem|possibility|emergency|concern|risk factor|treatment of choice|example|type)s?\b)|[.,;])",
    re.IGNORECASE,
)
# What stands before a term that was explained first: "yellow skin, called X".
_BEFORE = re.compile(
    r"(?:called|known as|named|termed|referred to as|the term|the name|(?:medical|proper|scientific|full|other) (?:name|term|word)(?: for [a-z ,'’-]{2,40}?)?(?: is)?|means?)"
    r"(?: an?| the)?(?: [a-z]+){0,2}\s*[“\"'‘*]*$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:this|that|these|those|it|they) (?:is|are|means?|happens?|occurs?|involves?|uses?|can also)\b", re.IGNORECASE
)
# "(possible sepsis)", "(sepsis, shock)" name what may follow or examples, not what was said.
_SAMPLES = frozenset(
    "possible possibly maybe e.g. eg like as such for or and including see also with due from usually often no not".split()
)
_STEM = 5
_CONTENT = re.compile(r"[a-z]{4,}")


def explained(document: Document, start: int, end: int, meaning: str) -> bool:
    """Whether the term at a projected range is explained there.

    Accepted: a meaning in brackets or behind "is a", "which means", a dash or a colon; "called X"; a next sentence that
    begins "This is"; a link from the term; or a sentence, or its neighbour, that holds the words of the `meaning`.
    """
    text = document.text
    if (
        _names_in_brackets(text, start, end)
        or glossed(document, start, end)
        or (_BEHIND.match(text, end) and not _PLACED.match(text, end))
        or _BEFORE.search(text[max(0, start - 70) : start])
    ):
        return True
    if any(link.start <= start and end <= link.end for link in links_over(document, start, end)):
        return True
    at = sentence_index(document, start)
    if at < 0:
        return False
    sentence = document.sentences[at]
    bare = document.words_in(sentence.start, sentence.end) <= document.words_in(start, end) + 1
    following = document.sentences[at + 1] if at + 1 < len(document.sentences) else None
    goes_on = following is not None and following.block == sentence.block
    if bare and (goes_on or document.blocks[sentence.block].kind != "list_item"):
        return True  # a label of its own, with its text behind it
    if following is not None and goes_on and _NEXT.match(text, following.start):
        return True
    around = document.sentences[max(0, at - 1) : at + 2]
    nearby = " ".join(document.lower[each.start : each.end] for each in around if each.block == sentence.block)
    return _holds(nearby.replace(document.lower[start:end], " "), meaning)


def _names_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the term is part of a few words in brackets that name what stands before them: "sores in the mouth (mucosal form)"."""
    opened = text.rfind("(", max(0, start - 40), start)
    closed = text.find(")", end, end + 40)
    if opened < 0 or closed < 0 or "\n" in text[opened:closed] or ")" in text[opened:start] or "(" in text[end:closed]:
        return False
    words = text[opened + 1 : closed].split()
    return len(words) <= 3 and words[0].lower() not in _SAMPLES


def _holds(nearby: str, meaning: str) -> bool:
    """Whether half of a meaning's content words, and two at least where it has them, stand nearby."""
    wanted = [word[:_STEM] for word in _CONTENT.findall(meaning.lower()) if word not in FUNCTION_WORDS]
    found = sum(re.search(rf"\b{word}", nearby) is not None for word in wanted)
    return bool(wanted) and found >= max(min(2, len(wanted)), (len(wanted) + 1) // 2)
