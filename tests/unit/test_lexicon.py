"""What the lexicon accepts and refuses."""

from __future__ import annotations

import pytest

from qa.language.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open("au")


@pytest.mark.parametrize(
    "word",
    [
        "metastatic", "haemoglobin", "oesophagus", "lymphoedema", "paediatric", "semaglutide", "trastuzumab", "mpox",
        "telehealth", "norovirus", "Centrelink", "Wiradjuri", "Northern", "Sjögren", "Sjogren", "thalassaemia", "levothyroxine",
    ],
)  # fmt: skip
def test_accepts_health_words(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word)


@pytest.mark.parametrize(
    "word",
    ["metastic", "Northen", "Teh", "adn", "tje", "THe", "tonsilitis", "brest", "recieve", "alot", "Hiv", "fascitis"],
)
def test_refuses_slips(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.knows(word)


@pytest.mark.parametrize(
    "word",
    ["Asthma", "ASTHMA", "asthma's", "asthma’s", "CROHN’S", "patients'", "MRIs", "australia", "pre-eclampsia", "T-cell", "anti-inflammatory", "Jan", "JAN"],
)  # fmt: skip
def test_accepts_forms_of_a_word(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word)


@pytest.mark.parametrize("word", ["jan", "asthmas'z", "pre-eclampsai", "-", "a--b"])
def test_refuses_forms_that_no_entry_allows(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.knows(word)


@pytest.mark.parametrize("profile", ["au", "uk", "us"])
def test_every_profile_accepts_every_region(profile: str) -> None:
    lexicon = Lexicon.open(profile)
    assert all(map(lexicon.knows, ("tumor", "tumour", "anemia", "anaemia", "organise", "organize")))


def test_the_profile_says_which_spelling_is_commoner() -> None:
    assert Lexicon.open("au").frequency("anaemia") > Lexicon.open("au").frequency("anemia")
    assert Lexicon.open("us").frequency("anemia") > Lexicon.open("us").frequency("anaemia")


def test_health_words_rank_above_rare_ones(lexicon: Lexicon) -> None:
    assert lexicon.frequency("metastatic") > lexicon.frequency("mastic")
    assert lexicon.frequency("zzzz") == 0


def test_a_publishers_words_are_known_in_their_forms() -> None:
    lexicon = Lexicon.open("au", ["plumbra", "HealthyMe"])
    assert all(map(lexicon.knows, ("plumbra", "Plumbra", "PLUMBRA", "plumbra’s", "HealthyMe")))
    assert not lexicon.knows("healthyme")


def test_an_unknown_profile_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown profile"):
        Lexicon.open("fr")
