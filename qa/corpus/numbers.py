"""Sentences with numbers, as claims that can be compared between pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.corpus.facts import Claim
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.document.model import Block, Document, Sentence, Span

# Of each sentence: more numbers make a table row or a citation, longer ones a list of results.
MAX_NUMBERS = 6
MAX_LENGTH = 320
MIN_WORDS = 4
MAX_LEAD = 100
MAX_ITEMS = 40

_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20",
}  # fmt: skip
_SPELT = frozenset(_WORDS) | frozenset(word.capitalize() for word in _WORDS)
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_PLAIN = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"st\b|nd\b|rd\b|th\b")
# A number after one of these is part of a name ("type 2 diabetes") or is dialled ("call 000").
_NAMING = re.compile(
    r"(?:types?|stages?|grades?|phases?|steps?|class|groups?|part|chapter|section|schedule|factor|vitamin|omega|figure|table|"
    r"level|hepatitis|call|dial|ring|phone)[ -]$"
)
_IN_SO_MANY = re.compile(rf" in (?:every )?(?:\d|(?:{'|'.join(_WORDS)})\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BLANKS = re.compile(r"\s+")
_GROUPING = re.compile(r"[,\s]")
_KINDS = ("paragraph", "list_item")


def claims(document: Document, skipped: Sequence[tuple[int, int]] = ()) -> Iterator[Claim]:
    """Every sentence of the body that states numbers.

    Those within the projected ranges `skipped` (phone numbers, in order) don't count. Headings, tables, quotations and code are left out: out of their place they claim nothing. A year stays a word.
    """
    starts = [sentence.start for sentence in document.sentences]
    sentences: dict[int, list[_Number]] = {}
    passed = [start for start, _ in skipped]
    for number in _numbers(document):
        before = bisect_right(passed, number.start) - 1
        if before < 0 or number.start >= skipped[before][1]:
            sentences.setdefault(bisect_right(starts, number.start) - 1, []).append(number)
    for index, numbers in sentences.items():
        yield from _claim(document, document.sentences[index], numbers)


class _Number(NamedTuple):
    value: str
    start: int
    end: int


def _numbers(document: Document) -> list[_Number]:
    """Numbers in digits and in words, in order; what is part of a name, dialled, an ordinal or a year is none."""
    lower = document.lower
    found = [
        _Number(_value(match.group()), *match.span())
        for match in _DIGITS.finditer(lower)
        if _counts(lower, match.group(), match.start(), match.end())
    ]
    # "one" is a number only in "one in eight".
    found += [
        _Number(_WORDS[word.text.lower()], word.start, word.end)
        for word in document.words
        if word.text in _SPELT and (word.text[0] not in "oO" or _IN_SO_MANY.match(lower, word.end))
    ]
    return sorted(found, key=lambda number: number.start)


def _counts(lower: str, digits: str, start: int, end: int) -> bool:
    before = lower[max(0, start - 12) : start]
    last = before[-1:]
    if last.isalpha() or (last in ("-", ".", "_", "#") and (before[-2:-1].isalnum() or last in ("_", "#"))):
        return False
    if not _PLAIN.fullmatch(digits) or _YEAR.fullmatch(digits) or (digits[0] == "0" and digits[1:2].isdigit()):
        return False
    return not _NAMING.search(before) and not _ORDINAL.match(lower, end)


def _value(digits: str) -> str:
    plain = _GROUPING.sub("", digits)
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _claim(document: Document, sentence: Sentence, numbers: list[_Number]) -> Iterator[Claim]:
    block = document.blocks[sentence.block]
    if not block.body or block.quoted or block.kind not in _KINDS:
        return
    if len(numbers) > MAX_NUMBERS or sentence.end - sentence.start > MAX_LENGTH:
        return
    parts: list[str] = []
    values: list[str] = []
    spans: list[Span] = []
    at = sentence.start
    for number in numbers:
        parts += (document.lower[at : number.start], "#")
        values.append(number.value)
        spans.append(document.locate(number.start, number.end))
        at = number.end
    parts.append(document.lower[at : sentence.end])
    text = _BLANKS.sub(" ", "".join(parts)).strip()
    if text.count(" ") + 1 >= MIN_WORDS:
        yield Claim(text, _introduction(document, block), block.kind == "list_item", tuple(values), tuple(spans))


def _introduction(document: Document, block: Block) -> str:
    """What a sentence stands under, in lower case: the words that lead in its list, else the heading of its section."""
    if block.kind == "list_item":
        first = block.index
        while first > max(0, block.index - MAX_ITEMS) and document.blocks[first - 1].group == block.group:
            first -= 1
        lead = document.blocks[first - 1] if first else block
        if lead.kind == "paragraph" and lead.section == block.section:
            return document.lower[max(lead.start, lead.end - MAX_LEAD) : lead.end]
    return document.sections[block.section].title.lower()
