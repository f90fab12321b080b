"""Whether a page's title is about a topic: the phrases of its pack, and what makes a title one about something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.safety.senses import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.safety.topics import Topic

_NO_LETTER = re.compile(r"[^\w'’]|_")
# How many words a gap of a title's row may hold: "knocks to the side of the head".
_GAP = 4
# Of "the chance of a stroke", what makes a title one about something else than the stroke; and words that don't.
_DETERMINERS = frozenset("a an the your my our their his her another any".split())
_PAST = frozenset("after following since against without".split())
_OF_ANOTHER = _PAST | frozenset("of for from with about in before to".split())
_ITS_SIGNS = (" signs ", " symptoms ", " first aid ", " warning ", " what to do ", " emergency ", " card ", " poster ")
_ITS_OWN = frozenset(
    "sign signs symptom symptoms aid do help helping someone somebody anyone person people child children baby babies toddler toddlers "
    "adult adults women men casualty type types cause causes treatment treatments treating emergency case event overview facts guide "
    "know act respond responding response suspect suspected recognition stages effects introduction flags step steps action actions checklist poster handling managing manage".split()
)


def folded(text: str) -> str:
    """A title or phrase as they are compared: words in lower case, one blank before and behind each."""
    if text.isascii() and text.islower() and "  " not in text and text.replace(" ", "a").isalpha():
        return f" {text.strip()} "  # as nearly all phrases are written
    return f" {' '.join(normal(_NO_LETTER.sub(' ', text)).split())} "


def rows_of(phrases: Iterable[str]) -> tuple[tuple[frozenset[str], ...], ...]:
    """Rows of words, each a set of alternatives: "hit|bumped ~ head", where an empty set is a gap of up to four words."""
    return tuple(
        tuple(frozenset() if step == "~" else frozenset(step.split("|")) for step in phrase.split())
        for phrase in phrases
    )


def is_about(title: str, wanted: Topic) -> bool:
    """Whether a title (folded) is about the topic: it has one of its phrases or rows, and nothing that makes it another matter."""
    named = [phrase for phrase in wanted.titles if phrase in title]
    words = title.split()
    if not named and not any(_has_row(words, row) for row in wanted.rows):
        return False
    aside = any(phrase in title for phrase in wanted.not_titles)
    # "Heart attack: know your risk, know the signs" is about the attack as well.
    if aside and not (
        wanted.emergency and title.startswith(wanted.titles) and any(word in title for word in _ITS_SIGNS)
    ):
        return False
    if not wanted.emergency or not named:
        return True
    own = any(not _belongs_to_another(title.partition(phrase)[0].split()) for phrase in named)
    return own or any(_has_row(words, row) for row in wanted.rows)


def _has_row(words: Sequence[str], row: Sequence[frozenset[str]]) -> bool:
    return any(word in row[0] and _goes_on(words, at + 1, row[1:]) for at, word in enumerate(words))


def _goes_on(words: Sequence[str], at: int, row: Sequence[frozenset[str]]) -> bool:
    if not row:
        return True
    if not row[0]:
        return any(_goes_on(words, at + skipped, row[1:]) for skipped in range(_GAP + 1))
    return at < len(words) and words[at] in row[0] and _goes_on(words, at + 1, row[1:])


def _belongs_to_another(before: list[str]) -> bool:
    """Whether the words before an emergency in a title make it somebody's past or another thing's: "mood after stroke"."""
    words = [word for word in before if word not in _DETERMINERS]
    if not words or words[-1] not in _OF_ANOTHER:
        return False
    return words[-1] in _PAST or (len(words) > 1 and words[-2] not in _ITS_OWN)
