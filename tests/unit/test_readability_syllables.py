import runpy
from pathlib import Path

import pytest

from qa.language.syllables import COMMON, by_rule, count
from qa.shipped import rules_folder

HELD_OUT = Path(__file__).parents[2] / "benchmarks/data/syllables/held-out.txt"


SCRIPT = Path(__file__).parents[2] / "rules/lexicon/common_syllables.py"


def test_the_table_of_common_words_is_what_the_rule_and_the_lists_give():
    assert Path(rules_folder(), COMMON).read_text(encoding="utf-8") == runpy.run_path(str(SCRIPT))["table"]()


def held_out():
    lines = HELD_OUT.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {word: int(number) for number, *words in rows for word in words}


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("haemoglobin", 4), ("diarrhoea", 4), ("oesophagus", 4), ("paracetamol", 5), ("lymphoedema", 4), ("x", 1),
        ("metastatic", 4), ("diabetes", 4), ("anaesthetist", 4), ("behaviour", 3), ("centre", 2), ("organise", 3),
        ("careful", 2), ("moved", 1), ("added", 2), ("boxes", 2), ("table", 2), ("our", 1), ("autism", 3), ("didn't", 2),
    ],
)  # fmt: skip
def test_counts_words_that_formulas_stumble_on(word, syllables):
    assert count(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("nurse's", 2),
        ("nurse’s", 2),
        ("women's", 2),
        ("doctor’s", 2),
        ("Diabetes", 4),
        ("DIABETES", 4),
        ("1,500", 1),
        ("38", 1),
    ],
)
def test_ignores_case_and_marks(word, syllables):
    assert count(word) == syllables


def test_accents_count_as_their_base_letters():
    assert count("naïve") == 2


def test_every_word_has_a_syllable():
    assert all(count(word) == 1 for word in ("mmHg", "hmm", "pfft", "z"))


def test_is_right_on_held_out_medical_words():
    words = held_out()
    wrong = [word for word, number in words.items() if count(word) != number]
    assert len(words) >= 150
    assert len(wrong) <= 0.03 * len(words), wrong


def test_tells_hard_words_on_held_out_medical_words():
    words = held_out()
    wrong = [word for word, number in words.items() if (count(word) >= 3) != (number >= 3)]
    assert len(wrong) <= 0.02 * len(words), wrong


def test_rule_alone_stays_good_enough_for_unknown_words():
    words = held_out()
    assert sum(by_rule(word) == number for word, number in words.items()) >= 0.93 * len(words)
