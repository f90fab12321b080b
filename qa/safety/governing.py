"""Which actions a place of the text is told to take: by its sentence, what stands above, beside and behind it, and by labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.document.model import WORD
from qa.safety.asking import asks_of_having
from qa.safety.found import Action
from qa.safety.matcher import hits_within
from qa.safety.offices import office_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.document.model import Block, Document
    from qa.safety.matcher import Hit
    from qa.safety.places import Places
    from qa.safety.vocabulary import Vocabulary

# A label names whom to turn to and nothing else: "GP", "Your pharmacist:", "Emergency department (ED)".
MAX_LABEL_WORDS = 5
_LABEL_WORDS = frozenset(
    "a an the your my our their or and of in at by to local nearest closest usual own family regular general duty service services team "
    "department routine urgent ordinary visit visits only now today soon nurse doctor practice clinic rooms us with".split()
)
_LABEL = re.compile(r"\W*([^:.?!\n]{2,60})[:.]")
# "Chest pain: GP, routine", "Fits → 999".
_LABEL_AT_END = re.compile(r"(?::| [–—-]| ?(?:→|->|=>)) ([^:.?!\n→–—]{2,40})[.!]?[*_\s]*$")
# "Report any serious reaction (such as …) to your doctor": what is reported stands between, so no form reaches over it.
_REPORTS = re.compile(r"\b(?:report|mention|raise|describe|bring up|show)\b")
_TO_OFFICE = re.compile(
    r"\bto (?:a|an|the|your|their|our|his|her) (?:[\w'’-]+ ){0,2}?(?:doctor|gp|nurse|pharmacist|midwife|specialist|physician|provider|clinic|surgery|practice)\b"
)
_ASKED = re.compile(r"\W*q(?:uestion)?\W", re.IGNORECASE)
# A letter to an expert ends in a question, perhaps with its writer's name: "I get … Should I push on?" (Raj, 52).
_SIGNED = re.compile(r"\?[\s*_\"”'’(\[–—-]*(?:[\w.'’]+(?:,? |$)[*_]*){0,5}[*_)\]]*$")

# What a second sentence behind a list says of the same items.
_GOES_ON = re.compile(
    r"\W*(?:otherwise|(?:and |but )?(?:if|when|unless) (?:it|they|any|one|these|this|(?:the |your |these )?(?:symptoms?|pain))\b)"
)
_OF_THESE = re.compile(
    r"\b(?:if|when|with|for|about) (?:(?:you|they|he|she|your child|your baby|someone|anyone|somebody|anybody) (?:\w+ ){1,3}?)?(?:(?:any|one|some|either|all) (?:one )?of )?(?:these|those|them)\b"
)
_BARE_CALL = re.compile(r"\W*(?:call|ring|phone|telephone) (?:them |(?:straight|right) away )?(?:if|when)\b")


class Governors:
    """Answers for the actions of one document, as far as readers in this country can take them."""

    def __init__(self, document: Document, places: Places, known: Vocabulary, actions: Sequence[Action]) -> None:
        self.document, self.places, self.known = document, places, known
        self.actions: dict[int, list[Action]] = {}
        for action in actions:
            self.actions.setdefault(action.block, []).append(action)
        self._questions: dict[int, int] = {}
        self._labels: dict[tuple[int, int], list[Action]] = {}
        self._by_sentence: dict[tuple[int, int], list[Action]] = {}
        self._reports = bool(_REPORTS.search(document.lower))

    def of(self, block: Block, sentence: tuple[int, int]) -> list[Action]:
        """The actions of the sentence, of lead-ins and headings above it, the cells beside it, the answer to it; else of labels."""
        found = [item for item in self.actions.get(block.index, ()) if item.sentence == sentence]
        for index in (*self.places.leads(block), *self.places.beside(block)):
            found.extend(self._closing(index))
        found.extend(self._trailing(block))
        for index in self.places.headings(block)[:2]:
            found.extend(self.actions.get(index, ()))
        return (
            found
            or self._reported(block, sentence)
            or self._answering(block, sentence)
            or self._labelled(block, sentence)
            or self._told_beside(block)
            or self._named_before(block)
            or self._going_on(block, sentence)
        )

    def _named_before(self, block: Block) -> list[Action]:
        """Whom "Call if:" over a list leaves out: the last one that its section named before it."""
        lower, blocks = self.document.lower, self.document.blocks
        leads = (index for index in self.places.leads(block) if _BARE_CALL.match(lower, blocks[index].start))
        lead = next(leads, None)
        if lead is None:
            return []
        section = blocks[lead].section
        for index in range(lead - 1, max(-1, lead - 4), -1):
            if blocks[index].section == section and index in self.actions:
                return self.actions[index][-1:]
        return []

    def _going_on(self, block: Block, sentence: tuple[int, int]) -> list[Action]:
        """The actions of the next sentence of a paragraph if its condition is what this one names: "… See your GP if you have these."."""
        told = self.actions.get(block.index, ())
        if not told or block.kind not in ("paragraph", "list_item") or sentence[1] + 1 >= block.end:
            return []
        second = self.places.sentence(block, sentence[1] + 1)
        if second == sentence or not _OF_THESE.search(self.document.lower, *second):
            return []
        return [action for action in told if action.sentence == second]

    def _reported(self, block: Block, sentence: tuple[int, int]) -> list[Action]:
        """The office that a sentence tells its reader to report something to."""
        verb = _REPORTS.search(self.document.lower, *sentence) if self._reports else None
        office = verb and _TO_OFFICE.search(self.document.lower, verb.end(), sentence[1])
        kind = next((kind for kind in self.known.label_entries if kind.to == "gp"), None)
        if not office or kind is None:
            return []
        span = office.span()
        if span not in self._labels:
            self._labels[span] = [Action(kind, *span, block.index, sentence, block.body)]
        return self._labels[span]

    def _closing(self, index: int) -> list[Action]:
        """The actions of a lead-in's last sentence, the one that its list completes."""
        block = self.document.blocks[index]
        last = self.places.sentence(block, max(block.start, block.end - 1))
        return [action for action in self.actions.get(index, ()) if action.sentence == last]

    def _trailing(self, block: Block) -> list[Action]:
        """The actions of the first sentence behind a list which speaks of its items: "If you have any of these, call …".

        Where it asks for nothing ("… stop and rest."), those of the next one if that goes on about them: "If symptoms don't settle, …".
        """
        index = self.places.trailer(block)
        if index is None:
            return []
        trailer = self.document.blocks[index]
        first = self.places.sentence(trailer, trailer.start)
        told = self.actions.get(index, [])
        at_once = [action for action in told if action.sentence == first]
        second = self.places.sentence(trailer, min(first[1] + 1, trailer.end - 1))
        if at_once or second == first or not _GOES_ON.match(self.document.lower, *second):
            return at_once
        return [action for action in told if action.sentence == second]

    def _answering(self, block: Block, sentence: tuple[int, int]) -> list[Action]:
        """The actions that answer "Chest pain?" or "What if my child has a fit?", behind it or in the next paragraph."""
        if not self.actions or not self._asks(block, sentence):
            return []
        own = [action for action in self.actions.get(block.index, ()) if action.start >= sentence[1]]
        tail = self.document.text[sentence[1] : block.end].strip(" *_")
        if own or not (_SIGNED.search(tail) or not tail):
            return own
        behind = self.document.blocks[block.index + 1 : block.index + 2]
        same = [other for other in behind if other.section == block.section and other.kind == "paragraph"]
        return [action for other in same for action in self.actions.get(other.index, ())]

    def _asks(self, block: Block, sentence: tuple[int, int]) -> bool:
        """Whether a sentence, or the question that its block is, asks what to do about something that the reader has."""
        asked = bool(_ASKED.match(self.document.text, block.start, block.end))
        text = self.document.lower[slice(*sentence)].strip(" *_\"“”'")
        if not text.endswith("?"):
            return asked or self._signed(block) >= sentence[1]
        return asks_of_having(text)

    def _signed(self, block: Block) -> int:
        """Where the question stands that a block ends with, but for a name behind it; -1 without one."""
        if block.index not in self._questions:
            last = self.document.text.rfind("?", block.start, block.end)
            ends = last >= 0 and _SIGNED.match(self.document.text, last, block.end)
            self._questions[block.index] = last if ends else -1
        return self._questions[block.index]

    def _labelled(self, block: Block, sentence: tuple[int, int]) -> list[Action]:
        """What a cell of the row, its column's header, the words before a colon or the heading name: "Your GP", "999"."""
        known = self._by_sentence.get(sentence)
        if known is None:
            told = (self._label((start, end), index) for start, end, index in self._label_spans(block, sentence))
            known = self._by_sentence[sentence] = next(filter(None, told), [])
        return known

    def _told_beside(self, block: Block) -> list[Action]:
        """The office that another cell of the row tells its reader to turn to, in whatever words."""
        kind = next((kind for kind in self.known.label_entries if kind.to == "gp"), None)
        for index in self.places.beside(block) if kind else ():
            cell = self.document.blocks[index]
            span = office_told(self.document.lower, (cell.start, cell.end), self.known)
            if span and index not in self.actions:
                if not self._labels.get(span):
                    self._labels[span] = [Action(kind, *span, index, span, cell.body)]  # type: ignore[arg-type] # none without a kind
                return self._labels[span]
        return []

    def _label_spans(self, block: Block, sentence: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        blocks = self.document.blocks
        if block.kind == "table_cell":
            around = (*self.places.beside(block), *self.places.leads(block))
        else:
            around = (*self.places.leads(block)[:1], *self.places.headings(block)[:1])
            opened = _LABEL.match(self.document.text, block.start, block.end)
            if opened:
                yield opened.start(1), opened.end(1), block.index
            ended = _LABEL_AT_END.search(self.document.text, *sentence)
            if ended:
                yield ended.start(1), ended.end(1), block.index
        for index in around:
            yield blocks[index].start, blocks[index].end, index

    def _label(self, span: tuple[int, int], index: int) -> list[Action]:
        if span not in self._labels:
            made: list[Action] = []
            if 0 < self.document.words_in(*span) <= MAX_LABEL_WORDS:
                hits = hits_within(self.document, *span, index, self.known.labels)
                body = self.document.blocks[index].body
                if hits and self._is_all(span, hits):
                    first = min(hits, key=lambda hit: hit.entry)
                    made = [Action(self.known.label_entries[first.entry], *span, index, span, body)]
            self._labels[span] = made
        return self._labels[span]

    def _is_all(self, span: tuple[int, int], hits: list[Hit]) -> bool:
        """Whether a label names these and nothing else, prices aside."""
        words = WORD.finditer(self.document.text, *span)
        return all(
            word.group().lower() in _LABEL_WORDS
            or word.group().isdigit()
            or any(hit.start <= word.start() < hit.end for hit in hits)
            for word in words
        )

    @property
    def from_labels(self) -> list[Action]:
        """The actions that labels were found to name so far, in text order."""
        return sorted((action for made in self._labels.values() for action in made), key=lambda action: action.start)
