"""Subjects and verbs that don't agree are told only where little else could be meant."""

from __future__ import annotations

import pytest

from qa.document.reading import read
from qa.language.agreement import disagreements
from qa.language.agreement_places import LOOKS
from qa.language.lexicon import Lexicon
from qa.language.looks import Pairs
from qa.language.page_words import PageWords
from qa.source import Source


def told(text: str) -> list[str]:
    page = PageWords(read(Source("a.md", f"{text}\n"), "markdown"), Pairs(LOOKS))
    return [page.text[start:end] for start, end in disagreements(page, Lexicon.open("au").knows)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The joint become hot and sore.", ["joint become"]),
        ("Medicines lowers your risk.", ["Medicines lowers"]),
        ("Rest if your doctor agree.", ["doctor agree"]),
        ("Take it when they looks dirty.", ["they looks"]),
        ("Varicose veins are veins that is swollen.", ["veins that is"]),
        ("It's a lump that appear at night.", ["lump that appear"]),
        ("Insulin help you use sugar.", ["Insulin help"]),
    ],
)
def test_slips(text: str, found: list[str]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The number of tests is small. One of the things that matters is sleep.",
        "The elderly are at risk, and the sick need care. The team make a plan.",
        "Diabetes is common. Measles spreads fast. The news is good.",
        "The tests your doctor orders take time. What works for friends is not for all.",
        "The glands help control it. A helper near you knows. Six weeks is a long time.",
        "If it were so, we would say. Taking tablets is easy. Let the wound heal.",
        "The group of drugs that is used first works well. The body's cells that make blood grow.",
        "## The joint become\n\nWhen does the child need help? Exercise and sleep help you.",
    ],
)
def test_good_english(text: str) -> None:
    assert [each for each in told(text) if "joint become" not in each] == []
