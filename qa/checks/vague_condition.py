"""Advice on when to get help that says no more than "new or worsening symptoms"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checks.registry import CheckOptions, check
from qa.finding import Match
from qa.safety.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Block, Document
    from qa.safety.survey import Survey

# "Even if the signs go away" allows no waiting; it sets no condition.
_ASKS = re.compile(r"(?<!even )\b(?:if|when)\b")
_BARE_CALL = re.compile(
    r"(?:^|(?<=[.!?:] )|(?<=\n))(call|ring|phone|telephone|(?:please )?(?:see|tell|contact|call|ring|phone|visit|speak to|talk to|let|come)"
    r"(?: [\w'’-]+){1,5}?),? (?:if|when)\b"
)
# "If that doesn't help" is about what was just done.
_DONE = re.compile(r"\b(?:doesn['’]t|does not|don['’]t|do not|didn['’]t) (?:help|work)\b")
# "Give naloxone if you have it" is about what is at hand.
_AT_HAND = re.compile(
    r"\W*(?:you|they|he|she)(?:['’]ve| have)(?: got)? (?:it|one|any|some|them)\b(?: (?:with|on|at|to) \w+)?\W*$"
)
_OPENS = re.compile(r"\W*(?:if|when)\s*")
_OF_BEFORE = re.compile(r"\b(?:this|these|those|that|it|they|so|above)\b")
_SPLIT = re.compile(r"\b(?:if|when|or|and)\b|[,;:]")


class Options(CheckOptions):
    """`vague` are words of which, with those of the title, a vague condition consists: new, worsening, symptoms."""

    vague: tuple[str, ...] = ()


@check("vague_condition", options=Options, values=("condition",))
def vague_condition(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """Yield, for each section on when to get help, its first condition, if all its conditions are vague.

    So too for the calls for help elsewhere, taken together.
    """
    found = survey(document, context)
    if found.reader is None:
        return
    blocks = document.blocks
    vague = frozenset(options.vague) | frozenset(re.findall(r"[a-z’']+", document.title.lower()))
    # "Ring the stoma nurse if": a heading that asks for something under a condition.
    asking = {
        action.block
        for action in found.actions
        if blocks[action.block].kind == "heading" and _ASKS.search(document.lower, action.end, blocks[action.block].end)
    }
    for section in document.sections[1:]:
        heading = blocks[section.heading]
        if not heading.body or not (heading.index in asking or "advice-heading" in found.reader.roles(heading.index)):
            continue
        own = [heading, *blocks[section.first : section.end]]
        conditions = [item for block in own for item in _conditions(found, block)]
        if conditions and all(_is_vague(document.lower[start:end], vague) for start, end in conditions):
            yield _match(document, conditions[0])
    calls = [action for action in found.body_actions() if not _advises(found, blocks[action.block])]
    called = dict.fromkeys(call.block for call in calls)
    conditions = [item for index in called for item in _called_for(found, blocks[index])]
    if conditions and all(_is_vague(document.lower[start:end], vague) for start, end in conditions):
        yield _match(document, conditions[0])


def _match(document: Document, condition: tuple[int, int]) -> Match:
    start, end = condition
    return Match(document.locate(start, end), {"condition": document.text[start:end].strip()})


def _advises(found: Survey, block: Block) -> bool:
    """Whether a block stands in a section on when to get help."""
    return found.reader is not None and any(
        "advice-heading" in found.reader.roles(index) for index in found.places.headings(block)[:1]
    )


def _called_for(found: Survey, block: Block) -> Iterator[tuple[int, int]]:
    """The conditions of a call for help that stands by itself: those of its sentence, and the list that it introduces."""
    if block.kind == "heading":
        return
    yield from (item for item in _conditions(found, block) if block.kind not in ("list_item", "table_cell"))
    if not found.document.text_of(block).rstrip(" *_\n").endswith((".", "!", "?")):
        for other in found.document.blocks[block.index + 1 :]:
            if other.kind != "list_item":
                break
            yield other.start, other.end


def _conditions(found: Survey, block: Block) -> Iterator[tuple[int, int]]:
    """The conditions of a block: what follows "if" or "when" beside advice, and items under advice that ends with "if"."""
    document = found.document
    if block.kind == "heading":
        return
    if block.kind in ("list_item", "table_cell"):
        yield block.start, block.end
        return
    own = {action.sentence for action in found.actions if action.block == block.index}
    # "Call if …" leaves out whom: the heading says it.
    bare = (
        found.places.sentence(block, call.start(1))
        for call in _BARE_CALL.finditer(document.lower, block.start, block.end)
    )
    for start, end in sorted(own.union(bare)):
        asks = _ASKS.search(document.lower, start, end)
        if asks is None:
            continue
        begin = asks.end()
        if document.text[begin:end].strip(" :.\n") and not _AT_HAND.match(document.lower, begin, end):
            while document.text[begin].isspace():
                begin += 1
            yield begin, _end_of(found, begin, (start, end))


def _end_of(found: Survey, begin: int, sentence: tuple[int, int]) -> int:
    """Where a condition ends: before what it asks for if it opens its sentence ("If you are worried, see your GP"), else at the sentence's end.

    One that speaks of what stands before it ("If this happens, …") is taken with what it asks for.
    """
    lower, (start, end) = found.document.lower, sentence
    first = next((action.start for action in found.actions if start <= action.start < end), start)
    ahead = lower[begin:first].rstrip()
    condition = ahead.rstrip(" ,")
    # What is asked for stands behind a comma: not in "If you think you have a medical emergency".
    opens = ahead != condition and _OPENS.fullmatch(lower, start, begin)
    if not opens or _OF_BEFORE.search(condition) or _ASKS.search(lower, begin, end):
        return end
    return begin + len(condition)


def _is_vague(text: str, vague: frozenset[str]) -> bool:
    """Whether every word of a condition is one that says nothing specific."""
    if _DONE.search(text):
        return False
    parts = [part for part in _SPLIT.split(text) if part.strip(" .\n")]
    return all(all(word in vague for word in re.findall(r"[a-z’']+", part)) for part in parts)
