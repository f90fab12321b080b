"""The article's running text: which sentences the readability formulas see, and the words in them as a person counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from qa.document.memo import per_document
from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Block, Document, Sentence

# Parts of a page that list other works or people; nobody reads them as the article's prose.
_APPARATUS = re.compile(
    r"(?:(?:selected |key |our |data )?(?:references?|sources?|bibliography|citations?|works cited|evidence)"
    r"(?: (?:and|&) (?:further reading|references|sources|notes|credits))?"
    r"|further (?:reading|resources)|external links|foot ?notes?|acknowledge?ments?|authors?|(?:last )?reviewed by|(?:content |medical |general |health )?disclaimer"
    r"|image credits?|photo credits?|related (?:pages|topics|links|articles|content|information))"
    r"(?: \([^)]*\))?:?",
    re.IGNORECASE,
)
# A quotation speaks of its speaker, opens with a quotation mark, or names them behind a dash.
_SOMEBODY = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me)\b|^[\"“‘]|[—–] ?[A-Z][a-z]+(?:,|$)", re.MULTILINE)
_TERMINATOR = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")

# One character that joins two runs of letters into one word: "follow-up", "x-ray", "38.5", "1,000", "3/4".
_JOINT = re.compile(r"[-‐‑&.,:/–×](?:(?<=\w[-‐‑&])(?=\w)|(?<=\d[.,:/–×])(?=\d))")

SHORTEST_ITEM = 4
SHORTEST_OPEN_PARAGRAPH = 8


class Prose(NamedTuple):
    """One sentence of the article's body, by projected offsets, with its words ("follow-up" and "38.5" are one each).

    `fragment` marks what is not a full sentence (a bare list item, a label) and so stays out of the formulas.
    """

    start: int
    end: int
    block: Block
    words: tuple[str, ...]
    fragment: bool


@per_document
def prose(document: Document) -> tuple[Prose, ...]:
    """Every sentence of the body in order; headings, code, quotations, footnotes and reference sections are left out."""
    return tuple(_prose(document))


def _prose(document: Document) -> Iterator[Prose]:
    text, texts, starts = document.text, document.word_texts, document.word_starts
    joints = [found.start() for found in _JOINT.finditer(text)]
    skipped = apparatus_sections(document)
    at = joint = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        if block.role != "body" or block.kind in ("heading", "footnote") or block.section in skipped:
            continue
        if block.quoted and is_quotation(document, block):
            continue
        first, at = bisect_left(starts, sentence.start, at), bisect_left(starts, sentence.end, at)
        if first == at:
            continue
        units = texts[first:at]
        joint = bisect_left(joints, sentence.start, joint)
        if joint < len(joints) and joints[joint] < sentence.end:
            units = _joined(text, units, starts[first:at], frozenset(joints[joint : bisect_left(joints, sentence.end)]))
        fragment = _is_fragment(text, sentence, block, len(units))
        yield Prose(sentence.start, sentence.end, block, tuple(units), fragment)


def _joined(text: str, words: list[str], starts: list[int], joints: frozenset[int]) -> list[str]:
    """The words, each that stands behind a joint added to the one before it."""
    units: list[str] = []
    for word, start in zip(words, starts, strict=True):
        if start - 1 in joints and units:
            units[-1] += text[start - 1] + word
        else:
            units.append(word)
    return units


def is_quotation(document: Document, block: Block) -> bool:
    """Whether a block quotation holds somebody's own words; many sites set their call-outs as block quotations too."""
    return block.quoted and _SOMEBODY.search(document.text, block.start, block.end) is not None


def is_english(document: Document) -> bool:
    """Whether the page is in English as far as it says; a page that names no language is taken as English."""
    lang = document.metadata.lang or document.metadata.value("lang")
    return not isinstance(lang, str) or not lang.strip() or lang.strip().lower().startswith("en")


@per_document
def apparatus_sections(document: Document) -> frozenset[int]:
    """The sections that hold references and the like, with all sections below them."""
    found: set[int] = set()
    for section in document.sections:
        if section.parent in found or (section.title and _APPARATUS.fullmatch(section.title.strip())):
            found.add(section.index)
    return frozenset(found)


def _is_fragment(text: str, sentence: Sentence, block: Block, length: int) -> bool:
    """Whether a sentence is no full sentence: an item or cell without a full stop, a short line without any mark."""
    tail = text[max(sentence.start, sentence.end - 6) : sentence.end]
    if block.kind == "paragraph":
        return length < SHORTEST_OPEN_PARAGRAPH and not _TERMINATOR.search(tail)
    if sentence.end < block.end:
        return False
    return length < SHORTEST_ITEM or not _STOP.search(tail)
