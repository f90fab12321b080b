"""The words of a document that no list knows, told apart: slips of the pen, names, and terms to learn."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from qa.language.accents import base_letters
from qa.language.foreign import foreign_sentences, is_latin
from qa.language.letter_runs import LetterRuns
from qa.language.prose import apparatus_sections, is_english
from qa.language.respelling import latin_names
from qa.language.shorthand import shorthand
from qa.language.skips import Skips
from qa.language.surroundings import begins, follows_a_name, is_business, is_cut, is_key, is_marked, is_person
from qa.language.tokens import lower_words, sentence_index
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.document.model import Block, Document
    from qa.language.lexicon import Lexicon
    from qa.language.suggest import Suggestion

# Twice the longest word of medicine. What is longer is data pasted into a page, and every step of a correction costs its length.
MAX_WORD = 90

# Letters with inner apostrophes and hyphens: the whole of "follow-up" and "Parkinson’s" is looked up before its parts.
_HYPHEN = re.compile(r"[-‐‑]")
_WORD_AFTER = re.compile(r"[\s,]+([^\W\d_]+)")
_UNITS = frozenset("µg μg µl μl µm μm mcg kcal kj mmhg kpa dl ml".split())
# New medicines are named by these endings: a word with one, and nothing one slip away, is a name to learn.
_MEDICINE = re.compile(
    r"(?:mab|nib|lib|tide|siran|sersen|gliptin|gliflozin|statin|vir|vastatin|prazole|sartan|olol|pril|dipine|xaban|gatran|cept|kinra"
    r"|parib|ciclib|rafenib|degib|lisib|limus|triptan|gepant|setron|tinib|zomib|leucel|vec|oxacin|cillin|cycline|mycin|azole|fungin|zine|oxin|quine?|parin|fenac|profen|caine|asone|onide|terol|tropium|dronate|platin|taxel|bicin|poetin|oxetine|apine|peridone)s?$"
)
# The long vowels of Māori and its neighbours: a word with one is no slip of an English one.
_MACRONS = frozenset("āēīōūĀĒĪŌŪ")
FULL_SEARCHES = 300
NEAR_MEDICINE = -0.9
WELL_KNOWN_LENGTH = 6
WELL_KNOWN = 7
CORE = 14
RARE = 4
NAME_LENGTH = 9
LEAD = 0.25
# What the project's own lists hold, and how badly a name of theirs may fit.
LISTED = 5
NEAR_NAME = -0.5
LONG_NAME = 8
CLEAR_LEAD = 0.6


@record
class Unknown:
    """An unknown word at one place (projected offsets), its corrections, and whether the first is surely what was meant."""

    word: str
    start: int
    end: int
    suggestions: tuple[Suggestion, ...]
    sure: bool


def unknown_words(document: Document, lexicon: Lexicon) -> list[Unknown]:
    """Every unknown word in order; names of people, foreign terms in italics, code and addresses are left out."""
    if not is_english(document):
        return []
    places = list(_unknown_places(document, lexicon))
    said = _shorthand(document)
    if not places:
        return said
    foreign = foreign_sentences(document, places, lexicon)
    if foreign:
        places = [place for place in places if sentence_index(document, place[1]) not in foreign]
        said = [item for item in said if sentence_index(document, item.start) not in foreign]
    found = _Judge(document, lexicon, places).judge() if places else []
    return sorted([*found, *said], key=lambda item: item.start)


def _shorthand(document: Document) -> list[Unknown]:
    """Letters that stand for words, and numbers run together with one: sure slips, though no unknown word is there."""
    found = shorthand(document)
    if not found:
        return []
    from qa.language.suggest import Suggestion

    return [Unknown(word, start, end, (Suggestion(meant, 1, 0.0),), sure=True) for word, start, end, meant in found]


def _unknown_places(document: Document, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    runs = LetterRuns(document.text)
    unknown = [word for word in lexicon.unfamiliar(runs.different()) if not _is_fine(word, lexicon)]
    if not unknown:
        return
    skips = Skips(document)
    for start, end in sorted(place for word in unknown for place in runs.places(word)):
        if not skips.covers(start, end):
            yield from _parts(document.text[start:end], start, lexicon.knows)


def _is_fine(word: str, lexicon: Lexicon) -> bool:
    """Whether a token is known, or no business of a list of English words."""
    return not 1 < len(word) <= MAX_WORD or lexicon.knows(word) or not is_latin(word) or word.lower() in _UNITS


def _parts(word: str, start: int, knows: Callable[[str], bool]) -> Iterator[tuple[str, int, int]]:
    """The unknown parts of a hyphenated word, or the word."""
    if not _HYPHEN.search(word):
        yield word, start, start + len(word)
        return
    at = start
    for part in _HYPHEN.split(word):
        if len(part) > 3 and not knows(part):
            yield part, at, at + len(part)
        at += len(part) + 1


def _is_form_of(word: str, other: str) -> bool:
    """Whether two words share all but their endings (Northern, Northerner)."""
    stem = min(len(word), len(other)) - 1
    return word[:stem].lower() == other[:stem].lower()


def _is_somebody(word: str, following: str, suggestions: Sequence[Suggestion], lexicon: Lexicon) -> bool:
    """Whether an unknown name stands before another (Nicolette Dimitriadis), or before a name and is no slip by its first letter."""
    if not following[:1].isupper() or not suggestions:
        return False
    return not lexicon.knows(following) or suggestions[0].word[:1].lower() != word[:1].lower()


class _Judge:
    """Decides on each unknown word with the whole article in view."""

    def __init__(self, document: Document, lexicon: Lexicon, places: Sequence[tuple[str, int, int]]) -> None:
        self.document, self.lexicon, self.places = document, lexicon, places
        self.apparatus = apparatus_sections(document)
        self.counts = Counter(lower_words(document))
        self.cased = Counter(document.word_texts)
        self.offered: dict[str, tuple[tuple[Suggestion, ...], bool]] = {}
        self.italics = [(item.start, item.end) for item in document.inlines if item.kind == "emphasis"]

    @cached_property
    def known(self) -> dict[str, int]:
        """The article's longer words that the lexicon knows, with how often they come."""
        knows = self.lexicon.knows
        return {word: count for word, count in self.counts.items() if len(word) > 3 and knows(word)}

    @cached_property
    def title(self) -> frozenset[str]:
        """Those of them that stand in the title."""
        return frozenset(re.findall(r"[^\W\d_]+", self.document.title.lower())) & self.known.keys()

    @cached_property
    def businesses(self) -> set[str]:
        """The unknown words of which the text says once that they are a business."""
        document = self.document
        return {
            word
            for word, start, end in self.places
            if word[:1].isupper() and is_business(document, start, end, document.block_at(start))
        }

    @cached_property
    def latin(self) -> set[tuple[int, int]]:
        """Where words stand that may be parts of Latin names."""
        return latin_names(self.document.text)

    def judge(self) -> list[Unknown]:
        found = [self._one(*place) for place in self.places]
        return [item for item in found if item is not None]

    def _one(self, word: str, start: int, end: int) -> Unknown | None:
        block = self.document.block_at(start)
        if self._passes(word, start, end, block):
            return None
        if word not in self.offered:
            self.offered[word] = self._correct(word)
        suggestions, sure = self.offered[word]
        capital = word[:1].isupper() and not word.startswith(("I'", "I’"))
        if capital and begins(self.document, start, block):
            sure = sure and not self._may_be_a_name(word, suggestions[0])
        elif capital:
            # A brand that hardly a page names is no likelier than another that the lists lack: "(e.g. Dextrosol)", beside Dextrosil.
            example = self.document.text.endswith(("e.g. ", "e.g., ", "eg "), block.start, start)
            if example and suggestions and self.lexicon.frequency(suggestions[0].word) < RARE:
                return None
            following = _WORD_AFTER.match(self.document.text, end, block.end)
            after = following.group(1) if following else ""
            if follows_a_name(self.document, start, block, self.lexicon) and not self._is_known_here(suggestions):
                return None
            if _is_somebody(word, after, suggestions, self.lexicon) or not self._is_slip_of_a_name(
                word, after, suggestions
            ):
                return None
        if sure and (self._is_own_term(word, suggestions) or self._is_new_name(word, start, end, suggestions)):
            sure = False
        return Unknown(word, start, end, suggestions, sure)

    def _is_known_here(self, suggestions: tuple[Suggestion, ...]) -> bool:
        """Whether the article or its title has the first correction."""
        return bool(suggestions) and suggestions[0].word.lower() in self.known

    def _correct(self, word: str) -> tuple[tuple[Suggestion, ...], bool]:
        """Corrections of a word and whether the first is sure; an acronym of the article in small letters is itself in capitals."""
        from qa.language.suggest import Context, Suggestion, confident, suggest

        capitals = word.upper()
        if word.islower() and len(word) > 2 and self.cased[capitals] > 1:
            return (Suggestion(capitals, 1, 0.0),), True
        found = suggest(word, self.lexicon, Context(self.known, self.title), quick=len(self.offered) >= FULL_SEARCHES)
        return tuple(found), confident(word, found)

    def _passes(self, word: str, start: int, end: int, block: Block) -> bool:
        """Whether a word is none of our business: an acronym, mixed case, a name, a foreign term, a word cut by a teaser."""
        inner = word[1:]
        if word.isupper() and len(word) <= 7:
            return True
        if inner != inner.lower() and not word.isupper():
            return not (word[:2].isupper() and word[2:].islower() and self.lexicon.knows(word.lower()))
        if not word.isascii() and not self.lexicon.knows(base_letters(word)) and word[0].isupper():
            return True
        if not _MACRONS.isdisjoint(word):
            return True
        if word[:1].isupper() and (
            word in self.businesses
            or block.section in self.apparatus
            or is_marked(self.document, end, block)
            or is_person(self.document, start, end, block)
        ):
            return True
        if any(a <= start and end <= b for a, b in self.italics) and block.section in self.apparatus:
            return True
        return is_key(self.document, end, block) or is_cut(self.document, end, block)

    def _may_be_a_name(self, word: str, first: Suggestion) -> bool:
        """Whether a capitalised word may be a name (Wellways, Makaton), since what is near is rare, far, or two words of content."""
        from qa.language.sound import sound

        lower = first.word.lower()
        if lower in self.known:
            return False
        if " " in lower:
            from qa.language.suggest import LITTLE_WORDS

            return not any(part in LITTLE_WORDS for part in lower.split())
        common = self.lexicon.frequency(first.word)
        if common < RARE and len(lower) < NAME_LENGTH:
            return True
        far = first.distance > 1 and sound(word.lower()) != sound(lower)
        return far and len(lower) <= NAME_LENGTH and (common < CORE or len(word) <= WELL_KNOWN_LENGTH)

    def _is_new_name(self, word: str, start: int, end: int, suggestions: tuple[Suggestion, ...]) -> bool:
        """Whether a word may be right though no list has it: the species of a Latin name, or a medicine by its ending."""
        first = suggestions[0]
        near = first.distance == 1 or first.word.lower() in self.known or first.score > NEAR_MEDICINE
        if (start, end) in self.latin:
            # "Shower instaed": a word that everybody uses, one slip away, is no species.
            if first.distance == 1 and len(word) >= WELL_KNOWN_LENGTH and self.lexicon.frequency(first.word) >= CORE:
                return False
            return not (near and len(word) > 6 and first.word[-2:] == word[-2:])
        return not near and len(word) > 7 and _MEDICINE.search(word.lower()) is not None

    def _is_slip_of_a_name(self, word: str, following: str, suggestions: tuple[Suggestion, ...]) -> bool:
        """A capital inside a sentence is a person's name unless what is near is a place, a title's word, or known here."""
        if not suggestions or len(word) < 5:
            return False
        if self._is_slip_of_a_well_known_name(word, suggestions):
            return True
        if suggestions[0].distance > 1:
            return False
        first = suggestions[0].word
        if self.cased[word] > 2:
            return False
        if first.lower() in self.known or first.lower() in self.title:
            return True
        if following[:1].isupper():
            ordinary = self.lexicon.knows(following.lower()) and not self.lexicon.is_name(following)
            return ordinary and not self._may_be_a_name(word, suggestions[0])
        return self.lexicon.is_name(first) and len(word) > 6

    def _is_slip_of_a_well_known_name(self, word: str, suggestions: tuple[Suggestion, ...]) -> bool:
        """Whether the first correction is what many pages name (Wednesday, Medicare, Ventolin) or a long word, and no other is as near."""
        first = suggestions[0]
        meant = first.word.removesuffix("'s")
        rivals = (item for item in suggestions[1:] if " " not in item.word and not _is_form_of(item.word, first.word))
        other = next(rivals, None)
        lead = first.score - other.score if other is not None else CLEAR_LEAD
        common = self.lexicon.frequency(meant)
        letters = len(word.removesuffix("'s"))
        if letters < WELL_KNOWN_LENGTH or self.cased[word] > 2:
            return False
        if meant[0].lower() != word[0].lower() and lead < CLEAR_LEAD:
            return False
        name = self.lexicon.is_name(meant) or meant[1:] != meant[1:].lower()
        if name and common >= WELL_KNOWN and first.distance <= 2 and first.score > 0:
            return True
        if first.distance != 1 or first.score < NEAR_NAME or lead < LEAD:
            return False
        # The shorter a word, the likelier it is somebody's name, and the commoner or nearer what was meant must be.
        if name or letters >= LONG_NAME:
            return common >= WELL_KNOWN or (common >= LISTED and (letters > WELL_KNOWN_LENGTH or lead >= CLEAR_LEAD))
        return common >= CORE or (common >= LISTED and letters > WELL_KNOWN_LENGTH and lead >= CLEAR_LEAD)

    def _is_own_term(self, word: str, suggestions: tuple[Suggestion, ...]) -> bool:
        """A word that the article uses again and again, and never in the form that we would offer, is its own term."""
        if not suggestions:
            return False
        again = self.counts[word.lower()]
        return again > 2 and suggestions[0].word.lower() not in self.known and suggestions[0].distance > 1
