"""Corrections: the likeliest first, in the case of the slip."""

from __future__ import annotations

import pytest

from qa.language.lexicon import Lexicon
from qa.language.suggest import Context, confident, suggest


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open("au")


def best(word: str, lexicon: Lexicon, context: Context | None = None) -> str:
    offered = suggest(word, lexicon, context)
    return offered[0].word if offered else ""


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("metastic", "metastatic"), ("Northen", "Northern"), ("Teh", "The"), ("adn", "and"), ("tje", "the"), ("easter", "Easter"), ("childrens", "children's"), ("alot", "a lot"),
        ("weightloss", "weight loss"), ("newmonia", "pneumonia"), ("hemroids", "haemorrhoids"), ("diarea", "diarrhoea"),
        ("PREGANCY", "PREGNANCY"), ("Austrlia", "Australia"), ("austrlia", "Australia"), ("doesnt", "doesn't"),
        ("Crohns", "Crohn's"), ("asthmma's", "asthma's"), ("recieve", "receive"), ("allergys", "allergies"), ("nhs", "NHS"),
        ("rashs", "rashes"), ("crutchs", "crutches"), ("youre", "you're"), ("thats", "that's"), ("mgs", "mg"), ("kgs", "kg"),
        # Written by ear: said alike, vowels and all.
        ("croop", "croup"), ("ichy", "itchy"), ("flem", "phlegm"), ("brocken", "broken"), ("hirts", "hurts"), ("asma", "asthma"),
        ("plantor", "plantar"), ("toothpast", "toothpaste"), ("forthnight", "fortnight"), ("finallys", "finally"),
        # One of two equal letters left out costs less than a wrong letter, whichever of the two it was.
        ("concusion", "concussion"), ("bandge", "bandage"), ("disection", "dissection"),
    ],
)  # fmt: skip
def test_the_word_meant_comes_first(lexicon: Lexicon, slip: str, meant: str) -> None:
    assert best(slip, lexicon) == meant


def test_the_articles_own_words_come_first(lexicon: Lexicon) -> None:
    assert best("peice", lexicon, Context({"piece": 4})) == "piece"
    assert best("peice", lexicon, Context({"peace": 4})) == "peace"


def test_the_title_counts(lexicon: Lexicon) -> None:
    assert best("fisure", lexicon, Context(title_words=frozenset({"fissure", "anal"}))) == "fissure"


def test_the_profiles_spelling_is_offered() -> None:
    assert best("anemai", Lexicon.open("us")) == "anemia"
    assert best("anemai", Lexicon.open("au")) == "anaemia"


def test_a_publishers_word_is_offered() -> None:
    assert best("plumbrra", Lexicon.open("au", ["plumbra"])) == "plumbra"


def test_nothing_near_gives_nothing_sure(lexicon: Lexicon) -> None:
    for word in ("Xyzqwvut", "kjhgfdsa"):
        assert not confident(word, suggest(word, lexicon))


@pytest.mark.parametrize("word", ["metastic", "Northen", "adn", "recieve", "haemoglobn"])
def test_near_and_clear_is_sure(lexicon: Lexicon, word: str) -> None:
    assert confident(word, suggest(word, lexicon))


def test_limit_and_order(lexicon: Lexicon) -> None:
    offered = suggest("tast", lexicon, limit=3)
    assert len(offered) == 3
    assert [item.score for item in offered] == sorted((item.score for item in offered), reverse=True)
