"""Grammar slips that a pattern can tell, read from data: "could of", "tests that related to"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.document.model import WORD
from qa.language.looks import Look
from qa.language.tokens import sentence_bounds, word_sentences
from qa.matching.needed_words import Needed, needed_words
from qa.matching.patterns import compiled, matches
from qa.named import NamedTuple
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from qa.language.page_words import PageWords
    from qa.matching.patterns import Found, Regex

_REACH = 40  # characters before a report in which the word before it ends


@record
class Slip:
    """One pattern, run on a sentence that holds one of its trigger words.

    `find` reports its first group, or the whole match where it has none. `not_after` and `not_before` are words that, next to
    the report, make it good English; `where` must be found in the sentence too and `unless` must not; `number` is its place in the data, from 0.
    """

    number: int
    find: Regex
    message: str
    suggest: tuple[str, ...]
    not_after: frozenset[str]
    not_before: frozenset[str]
    where: Regex | None
    unless: Regex | None


class Hit(NamedTuple):
    """A slip found: offsets into the sentence's text, and the slip's words filled in."""

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...]


class _Needed(NamedTuple):
    """The words that a sentence needs, the characters that it must end with, and how many it may have (0: any number)."""

    words: Needed
    ends: str
    longest: int


class Triggers(NamedTuple):
    """What triggers patterns: the numbers of the entries by word, pairs of words, and the number of the entry of each pair."""

    by_word: dict[str, list[int]]
    pairs: list[tuple[list[str], list[str], list[str]]]
    by_pair: list[int]


def triggers_of(entries: Iterable[Mapping[str, Any]]) -> Triggers:
    """What triggers the patterns of these entries."""
    found = Triggers({}, [], [])
    for number, entry in enumerate(entries):
        for trigger in entry["triggers"]:
            firsts, seconds = _trigger(trigger)
            if not seconds:
                for word in firsts:
                    found.by_word.setdefault(word, []).append(number)
                continue
            endings = [following[1:] for following in seconds if following.startswith("*")]
            words = [following for following in seconds if not following.startswith("*")]
            found.pairs.append((firsts, words, endings))
            found.by_pair.append(number)
    return found


class Slips:
    """All patterns by trigger: a word, or two words that follow each other, the second of which may be an ending ("you *ing").

    `entry` gives an entry by its number; `triggers` are those of all entries, as `triggers_of` tells them.
    """

    def __init__(self, entry: Callable[[int], Mapping[str, Any]], triggers: Triggers) -> None:
        self._entry = entry
        self._made: dict[int, Slip] = {}
        self._needed: dict[int, _Needed] = {}
        self._by_word, self._by_pair = triggers.by_word, triggers.by_pair
        self.look = Look(frozenset(self._by_word))

    def _slip(self, number: int) -> Slip:
        """A slip by its number, made when a page first triggers it: few of some hundreds are in a run over one file."""
        if number not in self._made:
            self._made[number] = _slip(number, self._entry(number))
        return self._made[number]

    def triggered(self, page: PageWords) -> Iterator[tuple[int, Slip]]:
        """Each pattern to try, with the number of the sentence that holds its trigger and all words it needs, in order."""
        lower, pairs = page.lower, self._by_pair
        found = [(at, number) for at in page.pairs(self.look) for number in self._by_word[lower[at]]]
        found += [(at, pairs[key]) for key, spots in page.found.items() if isinstance(key, int) for at in spots]
        document, known = page.document, self._needed
        sentences, bounds = word_sentences(document), sentence_bounds(document)
        tried: set[tuple[int, int]] = set()
        for at, number in sorted(found):
            index = sentences[at]
            needed = known[number] if number in known else self._needs(number)
            words = needed.words
            # Most places end at one of these, before anything dearer is asked.
            if index < 0 or (words.first and lower[bounds[index][0]] not in words.first) or (index, number) in tried:
                continue
            tried.add((index, number))
            first, end = bounds[index]
            if words.others and not words.stand_in(lower[first:end]):
                continue
            sentence = document.sentences[index]
            short = not needed.longest or sentence.end - sentence.start <= needed.longest
            if short and page.text.endswith(needed.ends, sentence.start, sentence.end):
                yield index, self._slip(number)

    def _needs(self, number: int) -> _Needed:
        """What a sentence needs to hold a slip, its triggers aside: few that hold a trigger have it."""
        entry = self._entry(number)
        patterns = [needed_words(pattern) for pattern in (entry["find"], entry.get("where", "")) if pattern]
        triggers = [_trigger(trigger) for trigger in entry["triggers"]]
        telling = [
            words
            for pattern in patterns
            for words in pattern.others
            if not all(words.issuperset(first) or (second and words.issuperset(second)) for first, second in triggers)
        ]
        words = Needed(patterns[0].first, tuple(telling))
        needed = self._needed[number] = _Needed(words, entry.get("ends", ""), entry.get("longest", 0))
        return needed


def _trigger(text: str) -> tuple[list[str], list[str]]:
    """The words to stand at, and those to follow, if any must."""
    first, _, second = text.partition(" ")
    return first.split("|"), second.split("|") if second else []


def _slip(number: int, entry: Mapping[str, Any]) -> Slip:
    where, unless = entry.get("where", ""), entry.get("unless", "")
    return Slip(
        number,
        compiled(blanks(entry["find"]), ignore_case=not entry.get("case", False)),
        entry["message"],
        tuple(entry.get("suggest", ())),
        frozenset(entry.get("not_after", ())),
        frozenset(entry.get("not_before", ())),
        compiled(blanks(where)) if where else None,
        compiled(blanks(unless)) if unless else None,
    )


def hits(slip: Slip, text: str) -> Iterator[Hit]:
    """The places in one sentence that a pattern reports."""
    found_in = [found for found in matches(slip.find, text) if not _fits(slip, text, *_reported(found))]
    if not found_in or (slip.where is not None and slip.where.search(text) is None):
        return
    if slip.unless is not None and slip.unless.search(text) is not None:
        return
    for found in found_in:
        start, end = _reported(found)
        report = text[start:end]
        suggestions = tuple(_filled(form, report, found.groups()) for form in slip.suggest)
        yield Hit(start, end, slip.message.replace("{found}", report), suggestions)


def _reported(found: Found) -> tuple[int, int]:
    return found.span(1) if found.groups() else found.span()


def _fits(slip: Slip, text: str, start: int, end: int) -> bool:
    """Whether a neighbour makes the report good English."""
    before, after = WORD.findall(text[max(0, start - _REACH) : start]), WORD.search(text, end)
    return bool(before and before[-1].lower() in slip.not_after) or bool(
        after and after.group().lower() in slip.not_before
    )


def blanks(pattern: str) -> str:
    """The pattern with each blank standing for any run of blanks, no-break ones included."""
    return pattern.replace(" ", r"[ \x{00A0}]+")


def _filled(form: str, report: str, groups: tuple[str | None, ...]) -> str:
    """A suggestion with {found} replaced by what is reported and {2}, {3} … by the pattern's groups."""
    for number, group in enumerate(groups, 1):
        form = form.replace(f"{{{number}}}", group or "")
    return form.replace("{found}", report)
