"""How hard a text is to read, by published formulas, with every part that went into them."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING

from qa.document.memo import per_document
from qa.language.prose import prose
from qa.language.syllables import count
from qa.language.word_memory import WordMemory
from qa.named import NamedTuple
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.document.model import Document, Span
    from qa.language.prose import Prose

HARD_WORD = 3  # syllables: McLaughlin's "polysyllabic" word
ENOUGH_SENTENCES = 30  # the sample that SMOG was fitted on
HARDEST = 3
SHORTEST_RANKED = 10  # words: a shorter sentence is hard by its subject, not by its writing


def flesch_kincaid_grade(words: int, sentences: int, syllables: float) -> float:
    """US school grade, 0.39 words/sentence + 11.8 syllables/word − 15.59; can be below 0 for very simple text.

    Source: Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas, Research Branch Report
    8-75. Raises ZeroDivisionError without words or sentences.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def flesch_reading_ease(words: int, sentences: int, syllables: float) -> float:
    """Ease from about 0 (hard) to 100 (easy), 206.835 − 1.015 words/sentence − 84.6 syllables/word.

    Source: Flesch (1948), A new readability yardstick, Journal of Applied Psychology 32(3). Raises ZeroDivisionError
    without words or sentences.
    """
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def smog(hard_words: int, sentences: int) -> float:
    """US school grade, 1.0430 √(hard words × 30/sentences) + 3.1291; 3.1291 at the least.

    McLaughlin counts words of three or more syllables in 30 sentences; a text of another length is scaled to 30. Under 30
    sentences the same scaled formula holds no more than an indication. Source: McLaughlin (1969), SMOG grading: a new
    readability formula, Journal of Reading 12(8). Raises ZeroDivisionError without sentences.
    """
    return 1.0430 * math.sqrt(hard_words * 30 / sentences) + 3.1291


class HardSentence(NamedTuple):
    """A sentence among the hardest: its place in the source, its length, its hard words and its own grade."""

    span: Span
    words: int
    hard_words: tuple[str, ...]
    grade: float


@record
class Readability:
    """Scores of an article's running text and their parts; scores are None where there is no full sentence.

    Grades are US school years, rounded to one decimal. `hard_words` have three or more syllables. The adjusted scores
    take the words of the article's title as two syllables at most: an article on diabetes must say "diabetes".
    `indicative` marks fewer than 30 sentences. `hardest` holds up to three sentences, hardest first.
    """

    sentences: int
    words: int
    syllables: int
    hard_words: int
    words_per_sentence: float | None = None
    flesch_kincaid_grade: float | None = None
    flesch_reading_ease: float | None = None
    smog: float | None = None
    adjusted_flesch_kincaid_grade: float | None = None
    adjusted_smog: float | None = None
    topic_words: int = 0
    hardest: tuple[HardSentence, ...] = ()

    @property
    def indicative(self) -> bool:
        """Whether the text is too short for the scores to be more than an indication."""
        return self.sentences < ENOUGH_SENTENCES


class _Counted(NamedTuple):
    """A sentence and the syllables of each of its words."""

    sentence: Prose
    syllables: tuple[int, ...]


@per_document
def measure(document: Document) -> Readability:
    """The readability of the article's body; see `qa.language.prose` for the sentences that count."""
    counted = [
        _Counted(sentence, tuple(map(_syllables.__getitem__, sentence.words)))
        for sentence in prose(document)
        if not sentence.fragment
    ]
    numbers = list(chain.from_iterable(item.syllables for item in counted))
    words, syllables, hard = len(numbers), sum(numbers), len([number for number in numbers if number >= HARD_WORD])
    if not counted:
        return Readability(0, 0, 0, 0)
    topic, spared = _topic(document.title, counted)
    sentences = len(counted)
    return Readability(
        sentences=sentences,
        words=words,
        syllables=syllables,
        hard_words=hard,
        words_per_sentence=round(words / sentences, 1),
        flesch_kincaid_grade=round(flesch_kincaid_grade(words, sentences, syllables), 1),
        flesch_reading_ease=round(flesch_reading_ease(words, sentences, syllables), 1),
        smog=round(smog(hard, sentences), 1),
        adjusted_flesch_kincaid_grade=round(flesch_kincaid_grade(words, sentences, syllables - spared), 1),
        adjusted_smog=round(smog(hard - topic, sentences), 1),
        topic_words=topic,
        hardest=_hardest(document, counted),
    )


def _counted(unit: str) -> int:
    if unit.isalpha():
        return count(unit)
    parts = "".join(char if char.isalnum() or char in "'’" else " " for char in unit).split()
    return sum(map(count, parts)) or 1


# Words met before with their syllables, the parts of "follow-up" added up and a number being one.
_syllables = WordMemory(_counted)


def _topic(title: str, counted: Iterable[_Counted]) -> tuple[int, int]:
    """How many hard words the title's own terms account for, and the syllables above two that these hold."""
    terms = {_folded(word) for word in title.split()}
    excess = [
        number - HARD_WORD + 1
        for item in counted
        if max(item.syllables) >= HARD_WORD
        for word, number in zip(item.sentence.words, item.syllables, strict=True)
        if number >= HARD_WORD and _folded(word) in terms
    ]
    return len(excess), sum(excess)


def _folded(word: str) -> str:
    """A word without case, outer marks, possessive and plural."""
    plain = word.lower().strip(".,:;!?()[]\"'“”‘’").removesuffix("'s").removesuffix("’s")
    return plain.removesuffix("s")


def _hardest(document: Document, counted: Iterable[_Counted]) -> tuple[HardSentence, ...]:
    """The hardest sentences by their own Flesch-Kincaid grade."""
    ranked = [
        (flesch_kincaid_grade(len(item.syllables), 1, sum(item.syllables)), -item.sentence.start, item)
        for item in counted
        if len(item.syllables) >= SHORTEST_RANKED
    ]
    ranked.sort(reverse=True)
    return tuple(
        HardSentence(
            document.locate(item.sentence.start, item.sentence.end),
            len(item.syllables),
            tuple(
                word for word, number in zip(item.sentence.words, item.syllables, strict=True) if number >= HARD_WORD
            ),
            round(grade, 1),
        )
        for grade, _, item in ranked[:HARDEST]
    )
