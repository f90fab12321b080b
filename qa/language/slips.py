"""Grammar slips that a pattern can tell, read from data: "could of", "tests that related to"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qa.document.model import WORD
from qa.patterns import compiled, matches
from qa.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_REACH = 40  # characters before a report in which the word before it ends


@record
class Slip:
    """One pattern, run on a sentence that holds one of its trigger words.

    `find` reports its first group, or the whole match where it has none. `not_after` and `not_before` are words that, next to
    the report, make it good English; `where` must be found in the sentence too and `unless` must not.
    """

    find: str
    message: str
    suggest: tuple[str, ...]
    not_after: frozenset[str]
    not_before: frozenset[str]
    where: str
    unless: str
    case: bool


class Hit(NamedTuple):
    """A slip found: offsets into the sentence's text, and the slip's words filled in."""

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...]


class Slips:
    """All patterns by trigger: a word, or two words that follow each other."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self.by_word: dict[str, list[Slip]] = {}
        self.by_pair: dict[tuple[str, str], list[Slip]] = {}
        for entry in entries:
            slip = Slip(
                entry["find"],
                entry["message"],
                tuple(entry.get("suggest", ())),
                frozenset(entry.get("not_after", ())),
                frozenset(entry.get("not_before", ())),
                entry.get("where", ""),
                entry.get("unless", ""),
                bool(entry.get("case", False)),
            )
            for trigger in entry["triggers"]:
                self._add(trigger, slip)
        self.first_words = frozenset(first for first, _ in self.by_pair)

    def _add(self, trigger: str, slip: Slip) -> None:
        first, _, second = trigger.partition(" ")
        for word in first.split("|"):
            if not second:
                self.by_word.setdefault(word, []).append(slip)
            for following in second.split("|") if second else ():
                self.by_pair.setdefault((word, following), []).append(slip)

    def triggered(self, lower: Sequence[str], places: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, Slip]]:
        """Each pattern to try, with the index of the word that triggered it; `places` are the indices of each word."""
        for word in self.by_word.keys() & places.keys():
            for at in places[word]:
                for slip in self.by_word[word]:
                    yield at, slip
        last = len(lower) - 1
        for word in self.first_words & places.keys():
            for at in places[word]:
                for slip in self.by_pair.get((word, lower[at + 1]), ()) if at < last else ():
                    yield at, slip


def hits(slip: Slip, text: str) -> Iterator[Hit]:
    """The places in one sentence that a pattern reports."""
    if slip.where and compiled(blanks(slip.where)).search(text) is None:
        return
    if slip.unless and compiled(blanks(slip.unless)).search(text) is not None:
        return
    for found in matches(compiled(blanks(slip.find), ignore_case=not slip.case), text):
        start, end = found.span(1) if found.groups() else found.span()
        before, after = WORD.findall(text[max(0, start - _REACH) : start]), WORD.search(text, end)
        if (before and before[-1].lower() in slip.not_after) or (after and after.group().lower() in slip.not_before):
            continue
        report = text[start:end]
        suggestions = tuple(_filled(form, report, found.groups()) for form in slip.suggest)
        yield Hit(start, end, slip.message.replace("{found}", report), suggestions)


def blanks(pattern: str) -> str:
    """The pattern with each blank standing for any run of blanks, no-break ones included."""
    return pattern.replace(" ", r"[ \x{00A0}]+")


def _filled(form: str, report: str, groups: tuple[str | None, ...]) -> str:
    """A suggestion with {found} replaced by what is reported and {2}, {3} … by the pattern's groups."""
    for number, group in enumerate(groups, 1):
        form = form.replace(f"{{{number}}}", group or "")
    return form.replace("{found}", report)
