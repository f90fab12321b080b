"""What makes two sentences with numbers the same claim: keys that are equal only where the claims can be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from qa.corpus.facts import Claim

# (variant, what else must agree, words that name the subject, the page that the claim is bound to or "")
Key = tuple[str, str, tuple[str, ...], str]

_TOKEN = re.compile(r"#|°\s?[cf]\b|%|mmol/l|mg/dl|kg/m²|[^\W_]+(?:['’][^\W_]+)*")
_UNIT = r"°\s?[cf]\b|mmhg|mmol/l|mg/dl|kg/m²|beats (?:a|per) minute|bpm"
_MEASURED = re.compile(rf"(?P<before>[^#]*)#\s?(?P<unit>{_UNIT})")
_CONNECTING = re.compile(
    r"(?:\s|\b(?:of|is|are|was|at|least|most|about|around|above|over|below|under|than|more|less|higher|lower|greater|hotter|to|or|"
    r"reach\w*|exceed\w*|rises?|goes|get\w*|between)\b|[(≥≤><:,–-])+$"
)
_UP = re.compile(
    r"or (?:more|higher|above|over|greater)|above|over|(?:more|higher|greater|hotter) than|at least|exceed\w*|reach\w*|≥|>"
)
_DOWN = re.compile(r"or (?:less|lower|below|under|fewer)|below|under|(?:less|lower|fewer) than|at most|≤|<")
_NEAR = 26


# Tokens remembered before one begins anew.
_MOST = 4_096


class _Folded(dict[str, str]):
    """What tokens are folded to, worked out when one is first met."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, token: str) -> str:
        made = self._fold(token)
        if not token.isdecimal():  # of these there is no end
            if len(self) >= _MOST:
                self.clear()
            self[token] = made
        return made


class Folding:
    """Brings sentences to the words that tell what they are about."""

    def __init__(
        self,
        ignored: Iterable[str],
        same: Mapping[str, str],
        populations: Iterable[str] = (),
        actions: Iterable[str] = (),
        units: Iterable[str] = (),
    ) -> None:
        self._ignored = frozenset(ignored)
        self._same = same
        self.populations = frozenset(populations)
        self.actions = frozenset(actions)
        self.units = frozenset(units)
        self._known = _Folded(self._fold)

    def words(self, text: str) -> tuple[str, ...]:
        """The telling words of a sentence in order, numbers as `#`; a plural counts as its singular."""
        return tuple(filter(None, map(self._known.__getitem__, _TOKEN.findall(text))))

    def _fold(self, token: str) -> str:
        token = token.replace(" ", "").removesuffix("'s").removesuffix("’s")
        if token in self._ignored:
            return ""
        token = self._same.get(token, token)
        singular = token[:-1] if len(token) > 3 and token.endswith("s") and token[-2] not in "su" else token
        return "" if singular in self._ignored else self._same.get(singular, singular)

    def subject(self, before: str) -> tuple[str, ...]:
        """The last telling words of a text, at most three, back to one that tells nothing or names people."""
        found: list[str] = []
        for token in reversed(_TOKEN.findall(before)):
            word = self._known[token]
            if not word or word in self.populations or len(found) == 3:
                break
            found.append(word)
        return tuple(reversed(found))


def same_statement(words: tuple[str, ...], claim: Claim, bound: str) -> Iterator[Key]:
    """The key of each number of a sentence: all its telling words, its other numbers, and which way each of them limits."""
    directions = ",".join(_directions(claim.text))
    for at in range(len(claim.values)):
        others = ",".join((*claim.values[:at], *claim.values[at + 1 :]))
        yield "", f"{at}:{others}:{directions}", words, bound


def threshold(claim: Claim, folding: Folding, title: str) -> Key | None:
    """The key of a measured limit; None where the sentence states no single one.

    It holds what is measured (the words right before the number), the direction, the unit, every group of people named in the
    sentence, in what introduces it or in its page's title, and what the reader is told to do: limits differ with each.
    """
    found = _MEASURED.match(claim.text)
    if found is None or len(claim.values) != 1:
        return None
    subject = folding.subject(_CONNECTING.sub("", found["before"]))
    unit = found["unit"].replace(" ", "")
    if not subject or unit not in folding.units:
        return None
    around = folding.words(f"{claim.text} {claim.under}")
    people = sorted({*around, *folding.words(title)} & folding.populations)
    actions = sorted({*around} & folding.actions)
    return "threshold", f"{_directions(claim.text)[0]} {unit} {' '.join((*people, *actions))}", subject, ""


def _directions(text: str) -> list[str]:
    """For each number whether it is a lower limit ("up" from there), an upper one ("down") or neither ("is")."""
    if not _UP.search(text) and not _DOWN.search(text):
        return ["is"] * text.count("#")
    found: list[str] = []
    at = text.find("#")
    while at >= 0:
        near = text[max(0, at - _NEAR) : at + _NEAR]
        found.append("up" if _UP.search(near) else "down" if _DOWN.search(near) else "is")
        at = text.find("#", at + 1)
    return found
