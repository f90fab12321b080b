"""What is found of forms is what a plain reading of their language finds, word by word and with nothing remembered."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from qa.document.joints import ENDED, JOINED, joints
from qa.document.reading import read
from qa.safety.grammar import Forms
from qa.safety.matcher import hits_of
from qa.safety.senses import normal
from qa.safety.steps import MAX_SKIPS
from qa.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.document.model import Document

FILLERS = ("the", "of", "and")
PHRASES = {"filler": FILLERS, "pain": ("pain", "a pain", "the pain of"), "in": ("in", "in the", "of")}
ELEMENTS = st.sampled_from(
    ["pain", "<pain>", "<in>", "chest", "the_chest", "in|of", "of_the", "pain*", "[the]", "a_pain_of|pain", "<number>"]
)
FORMS = st.lists(st.tuples(ELEMENTS, st.booleans()), min_size=1, max_size=4).map(
    lambda parts: " ".join(f"~ {element}" if gap and at else element for at, (element, gap) in enumerate(parts))
)
WORDS = st.sampled_from(["pain", "Pains", "a", "the", "of", "in", "chest", "chest's", "and", "7", "nothing"])
BETWEEN = st.sampled_from([" ", " ", " ", " ", " ", "-", ", ", ". ", " - "])
TEXTS = st.lists(st.tuples(WORDS, BETWEEN), min_size=1, max_size=14).map(
    lambda parts: "".join(word + between for word, between in parts) + "end"
)


def spellings(element: str) -> Iterator[list[str]]:
    """The rows of words that an element stands for."""
    for part in element.strip("[]").split("|"):
        entries = PHRASES.get(part[1:-1], (part,))
        yield from (entry.replace("_", " ").split() for entry in entries)


def readings(form: str) -> Iterator[list[tuple[str, bool]]]:
    """The elements of a form with whether a gap precedes each, for each choice of its optional ones."""
    parts: list[tuple[str, bool]] = []
    gap = False
    for element in form.split():
        if element == "~":
            gap = True
        else:
            parts.append((element, gap))
            gap = False
    for taken in product(*[(True, False) if element.startswith("[") else (True,) for element, _ in parts]):
        chosen: list[tuple[str, bool]] = []
        gap = False
        for (element, before), wanted in zip(parts, taken, strict=True):
            gap = gap or before
            if wanted:
                chosen.append((element, gap and bool(chosen)))
                gap = False
        if chosen:
            yield chosen


def is_word(wanted: str, word: str) -> bool:
    if wanted == "<number>":
        return word.isdigit()
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


class Plain:
    """Reads one document as the language of forms is described."""

    def __init__(self, document: Document) -> None:
        self.words = [normal(word) for word in document.word_texts]
        self.joints = joints(document)

    def ends(self, element: str, at: int) -> set[int]:
        """The indexes behind what stands for an element from a word on; somebody's is what that somebody is."""
        found: set[int] = set()
        for row in spellings(element):
            end = at + len(row)
            if end > len(self.words) or any(self.joints[at + 1 : end]):
                continue
            first, *further = self.words[at:end]
            known = is_word(row[0], first) or (first.endswith("'s") and is_word(row[0], first[:-2]))
            if known and all(map(is_word, row[1:], further)):
                found.add(end)
        return found

    def matches(self, form: str) -> set[tuple[int, int]]:
        """(first word, index behind the last) of every match."""
        return {
            (first, end)
            for elements in readings(form)
            for first in range(len(self.words))
            for end in self._from(elements, first)
        }

    def _from(self, elements: list[tuple[str, bool]], first: int) -> set[int]:
        ends = self.ends(elements[0][0], first)
        for element, gap in elements[1:]:
            ends = {end for at in ends for place in self._places(at, gap=gap) for end in self.ends(element, place)}
        return ends

    def _places(self, at: int, *, gap: bool) -> Iterator[int]:
        if at < len(self.words) and self.joints[at] == JOINED:
            yield at
        elif not gap or at >= len(self.words) or self.joints[at] == ENDED:
            return
        else:
            yield at
        for place in range(at + 1, min(len(self.words), at + MAX_SKIPS + 1)) if gap else ():
            before = self.words[place - 1]
            if self.joints[place] == ENDED or not (before in FILLERS or before.endswith("'s")):
                return
            yield place


@given(st.lists(FORMS, min_size=1, max_size=4), TEXTS)
@example(["pain ~ chest"], "pain " + "of " * MAX_SKIPS + "chest end")
@example(["pain ~ chest"], "pain " + "of " * (MAX_SKIPS + 1) + "chest end")
def test_what_is_found_is_what_the_forms_say(forms: list[str], text: str) -> None:
    table = Forms(PHRASES)
    for entry, form in enumerate(forms):
        table.add(entry, [form])
    document = read(Source("x", text), "markdown")
    plain, words = Plain(document), document.words
    found = hits_of(document, table)
    for entry, form in enumerate(forms):
        wanted = {(words[first].start, words[end - 1].end) for first, end in plain.matches(form)}
        given_ = [(hit.start, hit.end) for hit in found if hit.entry == entry]
        assert set(given_) <= wanted
        # Each match begins in one that is reported, or the two are parts of one another.
        assert all(any(start <= first < end for start, end in given_) for first, _ in wanted)
