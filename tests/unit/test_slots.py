"""What kind of word must stand at a place."""

from __future__ import annotations

import pytest

from qa.document.reading import read
from qa.language.page_words import PageWords
from qa.language.slots import SLOTS
from qa.source import Source


def slots(text: str) -> set[str]:
    """The slots that the word "xyz" of a text stands in; that a phrase ends is asked by itself."""
    page = PageWords(read(Source("a.md", text), "markdown"))
    return {name for name, holds in SLOTS.items() if holds(page, page.lower.index("xyz"))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You may also xyz your arm.", {"verb", "infinitive"}),
        ("It is hard to xyz at night.", {"verb", "infinitive"}),
        ("It doesn’t xyz how you feel.", {"verb", "infinitive"}),
        ("The nurse helps you xyz.", {"verb", "infinitive"}),
        ("If you xyz often, tell us.", {"verb"}),
        ("Tablets xyz your sleep.", {"verb"}),
        ("Xyz your arm.", {"verb", "infinitive"}),
        ("How can xyz pain be eased?", set()),
        ("Swelling due to xyz pain goes.", set()),
        ("She was back to xyz work.", set()),
        ("Daily xyz, they say, helps.", set()),
        ("The xyz of salt is strong.", {"noun"}),
        ("Ask for xyz before you go.", {"noun"}),
        ("She had good xyz.", {"noun"}),
        ("Each xyz holds ten.", {"noun"}),
        ("The xyz doses are low.", set()),
        ("Some xyz that it helps.", set()),
        ("You feel very xyz and cold.", {"state"}),
        ("It is xyz.", {"state"}),
        ("That is xyz twelve.", set()),
        ("It may be xyz or serous.", {"state"}),
    ],
)
def test_slots(text, expected):
    assert slots(text) - {"end"} == expected


@pytest.mark.parametrize(
    ("text", "ends"),
    [("It affects the xyz.", True), ("The xyz of salt", True), ("An xyz cyst", False), ("It is xyz or not", False)],
)
def test_the_end_of_a_phrase(text, ends):
    assert ("end" in slots(text)) is ends
