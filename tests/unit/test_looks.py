"""Looks at words and pairs of words find what going through the words one by one finds."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.language.forms import PLAIN, PLURAL, forms
from qa.language.looks import Look, Pairs

WORDS = ("can", "may", "you", "helps", "taking", "tablet", "tablets", "the", "walk", "", "5", "500", "911", "2026")
LISTED = Look(frozenset(("can", "may")), second=("you", "walk"), endings=("ing",))
JUDGED = Look(frozenset(("the", "you")), lambda flags, _: bool(flags & PLURAL))
ALONE = Look(frozenset(("you", "911")))
NUMBERED = Look(str.isdecimal, second=("tablets", "911"))
OPEN = Look(lambda word: word.endswith("s"), lambda flags, word: bool(flags & PLAIN) or word == "the")


LOOKS = (LISTED, JUDGED, OPEN, ALONE, NUMBERED)
# Pairs that are data, found under their number.
LIST = (("can", "tablets"), ("500", "the"), ("ing",))


def slowly(words: list[str]) -> dict[Look | int, list[int]]:
    found: dict[Look | int, list[int]] = {}
    for at, (one, two) in enumerate(pairwise(words)):
        if one in ("can", "may") and (two in ("you", "walk") or two.endswith("ing")):
            found.setdefault(LISTED, []).append(at)
        if one in ("can", "tablets") and (two in ("500", "the") or two.endswith("ing")):
            found.setdefault(0, []).append(at)
        if one in ("the", "you") and forms(two) & PLURAL:
            found.setdefault(JUDGED, []).append(at)
        if one.endswith("s") and (forms(two) & PLAIN or two == "the"):
            found.setdefault(OPEN, []).append(at)
        if one.isdecimal() and two in ("tablets", "911"):
            found.setdefault(NUMBERED, []).append(at)
    for at, word in enumerate(words):
        if word in ("you", "911"):
            found.setdefault(ALONE, []).append(at)
    return found


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_pairs_are_those_met_word_by_word(words: list[str]) -> None:
    pairs = Pairs(LOOKS, (LIST,))
    assert pairs.places(words) == slowly(words)
    assert pairs.places(words) == slowly(words)  # and so once the words are remembered


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sets(st.sampled_from([word for word in WORDS if word])))
def test_a_table_knows_what_was_worked_out(words: list[str], known: set[str]) -> None:
    table = Pairs(LOOKS, (LIST,)).plain(known)
    assert Pairs(LOOKS, table=table).places(words) == slowly(words)


def test_an_open_look_is_asked_about_the_words_themselves() -> None:
    assert Pairs((OPEN,)).places("helps walk the tablets walk".split()) == {OPEN: [0, 3]}
