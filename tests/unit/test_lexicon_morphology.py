"""Medical word formation: whole compounds pass, slips in them do not."""

from __future__ import annotations

import random
import string

import pytest

from qa.language.lexicon import Lexicon
from qa.language.morphology import well_formed

COMPOUNDS = (
    "gastroenterocolitis nephrolithotomy oophorosalpingectomy arthroplasties laparoscopically nonhormonal antiparasitics "
    "cardiorenal bronchopneumonia neurosarcoidosis hepatosplenopathy osteochondropathy cholangiocarcinomas tenosynovectomy "
    "perioperative sleeplike tickborne dermatomyositis myelofibrosis lymphangiography cystourethroscopy pericardiectomy "
    "tracheobronchomalacia rhinosinusitis encephalomyelopathy thrombocytopathies spondylopathy keratoplasties "
    "hypogeusia bradypnoea hypercapnic normokalaemia rehydrating embolisation asplenic endorectal circumoral"
).split()
LEAST_REFUSED = 0.99


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open("au")


@pytest.mark.parametrize("word", COMPOUNDS)
def test_compounds_are_accepted(lexicon: Lexicon, word: str) -> None:
    assert lexicon.knows(word)


def slips(word: str, chance: random.Random) -> set[str]:
    """Return one-letter corruptions of `word`, a few of each kind."""
    found = set()
    for _ in range(10):
        place = chance.randrange(1, len(word) - 1)
        letter = chance.choice(string.ascii_lowercase)
        found |= {
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        }
    return found - {word}


def test_single_slips_are_refused(lexicon: Lexicon) -> None:
    chance = random.Random(7)
    corrupted = [slip for word in COMPOUNDS for slip in slips(word, chance)]
    refused = sum(not well_formed(slip, lexicon._is_stem) for slip in corrupted)
    assert len(corrupted) > 800
    assert refused / len(corrupted) >= LEAST_REFUSED


@pytest.mark.parametrize(
    "word",
    [
        "thrombphlebitis",
        "antispidem",
        "renlitis",
        "unwhich",
        "potatos",
        "allergys",
        "anplastic",
        "gastroostomy",
        "supracellar",
        "surprized",
    ],
)
def test_ill_formed_compounds_are_refused(lexicon: Lexicon, word: str) -> None:
    assert not well_formed(word, lexicon._is_stem)


@pytest.mark.parametrize(
    "word", ["kidneies", "bacterias", "criterias", "vertebraes", "scrotas", "pterygias", "keratosises"]
)
def test_wrong_plurals_are_refused(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.knows(word)
